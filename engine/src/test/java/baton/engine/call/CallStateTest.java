package baton.engine.call;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.call.CallErrand.AcceptOffer;
import baton.engine.call.CallErrand.EndLeg;
import baton.engine.call.CallErrand.FreeLine;
import baton.engine.call.CallErrand.ReportAnswered;
import baton.engine.call.CallErrand.ReportMiss;
import baton.engine.call.CallErrand.ReportRinging;
import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.PhoneAdded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallEvent.SessionChanged;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Unknown;
import baton.engine.call.CallState.Waiting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallStateTest {

    private static final Dialog DIALOG = new Dialog("c", "l", "r", "a", "b", "t", List.of(), 1, 1, "udp", "", "", "");
    private static final CallArrived ARRIVED =
            new CallArrived("e1", "380", "100", "v=0", DIALOG, new Door("door", ""), START);
    private static final PhoneRung RUNG = new PhoneRung("o1", "anna", "sip:anna@b", START);
    private static final PhoneAnswered ANSWERED = new PhoneAnswered("o1", "v=0", DIALOG, START);
    private static final CallConnected CONNECTED = new CallConnected("o1", "anna", START);
    private static final PhoneFailed FAILED = new PhoneFailed("o1", "busy", START);
    private static final CallParked PARKED = new CallParked(START);
    private static final PhoneRung BESIDE = new PhoneRung("o2", "ben", "sip:ben@b", true, START);
    private static final PhoneAnswered BESIDE_ANSWERED = new PhoneAnswered("o2", "v=0", DIALOG, START);
    private static final PhoneAdded ADDED = new PhoneAdded("o2", "ben", START);
    private static final PhoneFailed LEFT = new PhoneFailed("o2", "left", START);
    private static final SessionChanged CHANGED = new SessionChanged("v=0", DIALOG, DIALOG, true, false, START);
    private static final CallEnded ENDED = new CallEnded("abandoned", START);

    private static final Map<Class<? extends CallState>, CallState> STATES = Map.of(
            Unknown.class, after(),
            Waiting.class, after(ARRIVED),
            Ringing.class, after(ARRIVED, RUNG),
            PickedUp.class, after(ARRIVED, RUNG, ANSWERED),
            Talking.class, after(ARRIVED, RUNG, ANSWERED, CONNECTED),
            Conferring.class, after(ARRIVED, RUNG, ANSWERED, CONNECTED, BESIDE, BESIDE_ANSWERED, ADDED),
            Ended.class, after(ARRIVED, ENDED));

    /** From, by, to: all that there are. Everything else is a broken journal. */
    private static final List<Transition> TRANSITIONS = List.of(
            new Transition(Unknown.class, ARRIVED, Waiting.class),
            new Transition(Waiting.class, RUNG, Ringing.class),
            new Transition(Waiting.class, ENDED, Ended.class),
            new Transition(Ringing.class, ANSWERED, PickedUp.class),
            new Transition(Ringing.class, FAILED, Waiting.class),
            new Transition(Ringing.class, ENDED, Ended.class),
            new Transition(PickedUp.class, CONNECTED, Talking.class),
            new Transition(PickedUp.class, FAILED, Waiting.class),
            new Transition(PickedUp.class, ENDED, Ended.class),
            new Transition(Waiting.class, CHANGED, Waiting.class),
            new Transition(Ringing.class, CHANGED, Ringing.class),
            new Transition(PickedUp.class, CHANGED, PickedUp.class),
            new Transition(Talking.class, CHANGED, Talking.class),
            new Transition(Talking.class, RUNG, Ringing.class),
            new Transition(Talking.class, PARKED, Waiting.class),
            new Transition(Talking.class, FAILED, Waiting.class),
            new Transition(Talking.class, ENDED, Ended.class),
            new Transition(Conferring.class, FAILED, Talking.class),
            new Transition(Conferring.class, PARKED, PickedUp.class),
            new Transition(Conferring.class, CHANGED, Conferring.class),
            new Transition(Conferring.class, ENDED, Ended.class));

    record Transition(Class<? extends CallState> from, CallEvent by, Class<? extends CallState> to) {}

    @ParameterizedTest
    @MethodSource("transitions")
    void anEventLeadsFromStateToState(Transition transition) {
        assertThat(STATES.get(transition.from()).after(transition.by())).isInstanceOf(transition.to());
    }

    static List<Transition> transitions() {
        return TRANSITIONS;
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotFollowIsNamed(Transition transition) {
        assertThatThrownBy(() -> STATES.get(transition.from()).after(transition.by()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(transition.by().getClass().getSimpleName());
    }

    static Stream<Transition> impossible() {
        return STATES.keySet().stream()
                .flatMap(state -> Stream.of(ARRIVED, RUNG, ANSWERED, CONNECTED, ADDED, PARKED, CHANGED, FAILED, ENDED)
                        .map(event -> new Transition(state, event, state)))
                .filter(candidate -> TRANSITIONS.stream()
                        .noneMatch(known -> known.from().equals(candidate.from())
                                && known.by().equals(candidate.by())));
    }

    @Test
    void whatACallOwesFollowsFromItsState() {
        assertThat(owed(Unknown.class)).isEmpty();
        assertThat(owed(Waiting.class)).isEmpty();
        assertThat(owed(Ringing.class)).containsExactly(new ReportRinging("e1", "call-1", "anna", "o1"));
        assertThat(owed(PickedUp.class)).containsExactly(new AcceptOffer("call-1", "anna", "o1"));
        assertThat(owed(Talking.class)).containsExactly(new ReportAnswered("e1", "call-1", "anna", "o1", START));
        assertThat(owed(Conferring.class)).containsExactly(new ReportAnswered("e1", "call-1", "anna", "o1", START));
        assertThat(owed(Ended.class)).containsExactly(new EndLeg("e1", "call-1", "abandoned"));
    }

    @Test
    void whileTheNextPhoneRingsTheTalkGoesOn() {
        var next = new PhoneRung("o2", "ben", "sip:ben@b", START);
        var answered = new PhoneAnswered("o2", "v=0", DIALOG, START);
        var failed = new PhoneFailed("o2", "busy", START);
        var connected = new CallConnected("o2", "ben", START);

        assertThat(after(ARRIVED, RUNG, ANSWERED, CONNECTED, next, failed)).isInstanceOf(Talking.class);
        assertThat(after(ARRIVED, RUNG, ANSWERED, CONNECTED, next, answered, failed))
                .isInstanceOf(Talking.class);
        assertThat(after(ARRIVED, RUNG, ANSWERED, CONNECTED, next, PARKED)).isInstanceOf(Ringing.class);
        assertThat(after(ARRIVED, RUNG, ANSWERED, CONNECTED, next, PARKED, failed))
                .isInstanceOf(Waiting.class);
        assertThat(after(ARRIVED, RUNG, ANSWERED, CONNECTED, next, answered, PARKED))
                .isInstanceOf(PickedUp.class);
        var taken = after(ARRIVED, RUNG, ANSWERED, CONNECTED, next, answered, connected);
        assertThat(CallErrand.of("call-1", taken))
                .as("the caller's phone has not agreed yet")
                .isEmpty();
        assertThat(CallErrand.of("call-1", taken.after(CHANGED)))
                .contains(new ReportAnswered("e1", "call-1", "ben", "o2", START));
    }

    @Test
    void whoTookTheCallAndIsNotJoinedGivesItBack() {
        var next = new PhoneRung("o2", "ben", "sip:ben@b", START);
        var answered = new PhoneAnswered("o2", "v=0", DIALOG, START);
        var connected = new CallConnected("o2", "ben", START);
        var failed = new PhoneFailed("o2", "not-joined", START);

        var back = after(ARRIVED, RUNG, ANSWERED, CONNECTED, next, answered, connected, failed);
        var parked = after(ARRIVED, RUNG, ANSWERED, CONNECTED, PARKED, next, answered, connected, failed);

        assertThat(back).isInstanceOfSatisfying(Talking.class, talking -> assertThat(
                        talking.now().of("o1"))
                .isTrue());
        assertThat(parked).isInstanceOf(Waiting.class);
        assertThat(CallState.replay(back.history())).isEqualTo(back);
        assertThat(CallState.replay(parked.history())).isEqualTo(parked);
    }

    @Test
    void ofThreeWhoTalkTheTwoWhoStayGoOn() {
        var three = STATES.get(Conferring.class);

        var first = three.after(LEFT);
        var second = three.after(PARKED).after(new CallConnected("o2", "ben", START));

        assertThat(first).isInstanceOfSatisfying(Talking.class, talking -> assertThat(
                        talking.now().of("o1"))
                .isTrue());
        assertThat(CallErrand.of("call-1", first))
                .contains(new ReportMiss("e1", "call-1", "ben", "o2", "left", "anna"));
        assertThat(second).isInstanceOfSatisfying(Talking.class, talking -> {
            assertThat(talking.now().of("o2")).isTrue();
            assertThat(talking.known().lastTalk())
                    .as("who has gone gets nothing back")
                    .isEmpty();
        });
        assertThat(CallErrand.of("call-1", three.after(ENDED)))
                .contains(new FreeLine("anna", "call-1"), new FreeLine("ben", "call-1"));
        for (var state : List.of(three, first, second)) {
            assertThat(CallState.replay(state.history())).isEqualTo(state);
        }
    }

    @Test
    void whoHoldsIsReportedWhileSomebodyTalks() {
        var talking = after(ARRIVED, RUNG, ANSWERED, CONNECTED, CHANGED);

        assertThat(CallErrand.of("call-1", talking))
                .containsExactly(
                        new ReportAnswered("e1", "call-1", "anna", "o1", START),
                        new CallErrand.ReportHeld("e1", "call-1", "agent", START));
        assertThat(CallErrand.of("call-1", talking.after(PARKED))).isEmpty();
        assertThat(new SessionChanged("", DIALOG, DIALOG, true, true, START).heldBy())
                .isEqualTo("both");
        assertThat(new SessionChanged("", DIALOG, DIALOG, false, true, START).heldBy())
                .isEqualTo("caller");
        assertThat(new SessionChanged("", DIALOG, DIALOG, false, false, START).heldBy())
                .isEmpty();
    }

    @Test
    void everyMissIsReportedAndEveryLineIsFreed() {
        var state = after(ARRIVED, RUNG, FAILED, new PhoneRung("o2", "ben", "sip:ben@b", START), ENDED);

        assertThat(CallErrand.of("call-1", state))
                .containsExactlyInAnyOrder(
                        new ReportMiss("e1", "call-1", "anna", "o1", "busy", ""),
                        new EndLeg("e1", "call-1", "abandoned"),
                        new FreeLine("anna", "call-1"),
                        new FreeLine("ben", "call-1"));
    }

    private static List<CallErrand> owed(Class<? extends CallState> state) {
        return CallErrand.of("call-1", STATES.get(state));
    }

    private static CallState after(CallEvent... events) {
        return CallState.replay(List.of(events));
    }
}
