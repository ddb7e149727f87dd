package baton.engine.agent;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.agent.AgentErrand.ConcludeOffer;
import baton.engine.agent.AgentErrand.ReportAvailability;
import baton.engine.agent.AgentErrand.ReturnEpisode;
import baton.engine.agent.AgentErrand.RingPhone;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.DesksLost;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.PhoneRegistered;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.routing.Availability;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentStateTest {

    private static final int CAPACITY = 3;
    private static final AgentProfile ANNA = new AgentProfile("Anna", "main", CAPACITY);

    private static final PresenceChanged AVAILABLE = new PresenceChanged(Presence.AVAILABLE, "", START);
    private static final PhoneRegistered PHONE =
            new PhoneRegistered("sip:anna@127.0.0.1:5070", START.plusSeconds(300), START);

    @Test
    void whoIsOfflineTakesNothing() {
        var state = AgentState.offline();

        assertThat(state.freeText(CAPACITY)).isZero();
        assertThat(state.freeVoice()).isZero();
        assertThat(state.nextDeadline()).isEmpty();
    }

    @Test
    void whoIsAvailableTakesChatsAndWithAPhoneOneCall() {
        assertThat(after(AVAILABLE).freeText(CAPACITY)).isEqualTo(CAPACITY);
        assertThat(after(AVAILABLE).freeVoice()).isZero();
        assertThat(after(AVAILABLE, PHONE).freeVoice()).isEqualTo(1);
        assertThat(after(AVAILABLE, PHONE, new PhoneUnregistered(START)).freeVoice())
                .isZero();
    }

    @Test
    void whoIsAwayOrWithoutADeskTakesNothing() {
        var away = after(AVAILABLE, PHONE, new PresenceChanged(Presence.AWAY, "lunch", START));
        var gone = after(AVAILABLE, PHONE, new DesksLost(START.plusSeconds(30), START));

        assertThat(away.takesWork()).isFalse();
        assertThat(gone.takesWork()).isFalse();
        assertThat(gone.freeText(CAPACITY)).isZero();
        assertThat(gone.freeVoice()).isZero();
        assertThat(gone.after(new DesksFound(START)).freeText(CAPACITY)).isEqualTo(CAPACITY);
    }

    @Test
    void oneTextOfferAtATime() {
        var offered = after(AVAILABLE, made("o1", Medium.TEXT));

        assertThat(offered.freeText(CAPACITY)).isZero();
        assertThat(offered.after(ended("o1", OfferOutcome.REJECTED)).freeText(CAPACITY))
                .isEqualTo(CAPACITY);
    }

    @Test
    void everyChatInHandTakesItsPlace() {
        var state = after(AVAILABLE);
        for (int hand = 1; hand <= CAPACITY; hand++) {
            state = state.after(new EpisodeTaken("e" + hand, "w" + hand, "", START));
            assertThat(state.freeText(CAPACITY)).isEqualTo(CAPACITY - hand);
        }

        var full = state.after(new EpisodeTaken("e9", "w9", "", START));

        assertThat(full.freeText(CAPACITY)).isZero();
        assertThat(full.textUsed()).isEqualTo(CAPACITY + 1);
    }

    @Test
    void oneCallAtATimeFromTheFirstRingToTheHangUp() {
        var ringing = after(AVAILABLE, PHONE, made("o1", Medium.VOICE));
        var talking = ringing.after(ended("o1", OfferOutcome.ACCEPTED))
                .after(new EpisodeTaken("e1", "call-1", "call-1", START));
        var over = talking.after(new VoiceEnded("call-1", START.plusSeconds(60)));

        assertThat(ringing.freeVoice()).isZero();
        assertThat(talking.freeVoice()).isZero();
        assertThat(talking.voiceUsed()).isEqualTo(1);
        assertThat(over.freeVoice()).isEqualTo(1);
        assertThat(over.hands()).containsKey("e1");
        assertThat(over.idleSince()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void chatAndCallOfOneEpisodeAreOneHand() {
        var both = after(
                AVAILABLE,
                PHONE,
                new EpisodeTaken("e1", "w1", "", START),
                new EpisodeTaken("e1", "call-1", "call-1", START.plusSeconds(9)));

        assertThat(both.textUsed()).isEqualTo(1);
        assertThat(both.voiceUsed()).isEqualTo(1);

        var chatLeft = both.after(new EpisodeLeft("e1", "w1", START));

        assertThat(chatLeft.voiceUsed()).isEqualTo(1);
        assertThat(chatLeft.after(new EpisodeLeft("e1", "call-1", START)).hands())
                .isEmpty();
        assertThat(both.after(new EpisodeLeft("e1", "", START)).hands()).isEmpty();
        assertThat(both.after(new EpisodeLeft("e1", "call-1", START)).voiceUsed())
                .isZero();
        assertThat(both.after(new EpisodeLeft("e1", "another", START)).hands()).hasSize(1);
    }

    @Test
    void theEndOfAnotherCallChangesNothing() {
        var talking = after(AVAILABLE, PHONE, new EpisodeTaken("e1", "call-1", "call-1", START));

        assertThat(talking.after(new VoiceEnded("call-2", START)).voiceUsed()).isEqualTo(1);
    }

    @Test
    void theNextDeadlineIsTheFirstOfAll() {
        var state = after(AVAILABLE, PHONE);
        assertThat(state.nextDeadline()).contains(START.plusSeconds(300));

        state = state.after(new DesksLost(START.plusSeconds(30), START));
        assertThat(state.nextDeadline()).contains(START.plusSeconds(30));

        state = state.after(made("o1", Medium.VOICE));
        assertThat(state.nextDeadline()).contains(START.plusSeconds(20));

        state = state.after(ended("o1", OfferOutcome.TIMED_OUT)).after(new DesksFound(START));
        assertThat(state.nextDeadline()).contains(START.plusSeconds(300));
    }

    @Test
    void anOfferIsKnownFromItsBeginningUntilLongAfterItsEnd() {
        var offers = Offers.none().made(offer("o1", Medium.TEXT));
        assertThat(offers.knows("o1")).isTrue();

        offers = offers.ended("o1", OfferOutcome.ACCEPTED);
        assertThat(offers.accepted("o1")).isTrue();
        assertThat(offers.pending("o1")).isEmpty();

        offers = offers.settled("o1");
        assertThat(offers.knows("o1")).isTrue();
        assertThat(offers.accepted("o1")).isFalse();

        for (int later = 2; later <= 65; later++) {
            offers = offers.settled("o" + later);
        }
        assertThat(offers.knows("o2")).isTrue();
        assertThat(offers.knows("o1")).isFalse();
    }

    @Test
    void whatAnAgentOwesFollowsFromTheState() {
        var call = offer("o1", Medium.VOICE);
        var ringing = after(AVAILABLE, PHONE, new OfferMade(call, START));

        assertThat(owed(ringing))
                .containsExactly(
                        new ReportAvailability("main", new Availability("anna", 7, CAPACITY, 0, START)),
                        new RingPhone("anna", call, "sip:anna@127.0.0.1:5070"));

        var missed = ringing.after(ended("o1", OfferOutcome.TIMED_OUT));

        assertThat(owed(missed))
                .containsExactly(
                        new ReportAvailability("main", new Availability("anna", 7, CAPACITY, 1, START)),
                        new ConcludeOffer("anna", call, OfferOutcome.TIMED_OUT));
        assertThat(owed(missed.after(new OfferSettled("o1", START))))
                .singleElement()
                .isInstanceOf(ReportAvailability.class);
    }

    @Test
    void whoIsGoneForGoodGivesBackAllButTheCall() {
        var state = after(
                AVAILABLE,
                PHONE,
                new EpisodeTaken("e1", "w1", "", START),
                new EpisodeTaken("e2", "call-2", "call-2", START));

        assertThat(owed(state)).noneMatch(ReturnEpisode.class::isInstance);
        assertThat(owed(state.after(new DesksLost(START.plusSeconds(30), START))))
                .noneMatch(ReturnEpisode.class::isInstance);

        var offline = state.after(new PresenceChanged(Presence.OFFLINE, "disconnected", START));

        assertThat(owed(offline)).contains(new ReturnEpisode("anna", "e1"));
        assertThat(owed(offline)).noneMatch(errand -> errand.errandId().contains("e2"));
        assertThat(owed(offline.after(new VoiceEnded("call-2", START)))).contains(new ReturnEpisode("anna", "e2"));
        assertThat(owed(offline.after(new EpisodeLeft("e1", "w1", START)))).noneMatch(ReturnEpisode.class::isInstance);
    }

    @Test
    void aCallThatCameToNothingDoesNotTakeTheChatWithIt() {
        var state = after(
                AVAILABLE,
                PHONE,
                new EpisodeTaken("e1", "e1/1", "", START),
                new EpisodeTaken("e1", "call-1", "call-1", START));

        var left = state.after(new EpisodeLeft("e1", "call-1", START));

        assertThat(left.hands().get("e1").workIds()).containsExactly("e1/1");
        assertThat(left.voiceUsed()).isZero();
        assertThat(left.after(new EpisodeLeft("e1", "e1/1", START)).hands()).isEmpty();
    }

    @Test
    void whatHasJustBeenTakenIsNotGivenBackBeforeTheEpisodeKnowsOfIt() {
        var taken =
                after(AVAILABLE, made("w1#1", Medium.TEXT)).after(new OfferEnded("w1#1", OfferOutcome.ACCEPTED, START));
        var workId = taken.offers().ended().get("w1#1").offer().workId();
        var offline = taken.after(new EpisodeTaken("e1", workId, "", START))
                .after(new PresenceChanged(Presence.OFFLINE, "", START));

        assertThat(owed(offline)).noneMatch(ReturnEpisode.class::isInstance);
        assertThat(owed(offline.after(new OfferSettled("w1#1", START)))).contains(new ReturnEpisode("anna", "e1"));
    }

    @Test
    void everyChangeOfWhatIsFreeIsAnotherReport() {
        var free = report(after(AVAILABLE));
        var busy = report(after(AVAILABLE, made("o1", Medium.TEXT)));
        var later = report(after(new PresenceChanged(Presence.AVAILABLE, "", START.plusSeconds(1))));

        assertThat(List.of(free.errandId(), busy.errandId(), later.errandId())).doesNotHaveDuplicates();
    }

    private static ReportAvailability report(AgentState state) {
        return (ReportAvailability) owed(state).get(0);
    }

    private static List<AgentErrand> owed(AgentState state) {
        return AgentErrand.of("anna", ANNA, state, 7);
    }

    private static AgentState after(AgentEvent... events) {
        return AgentState.replay(List.of(events));
    }

    private static OfferMade made(String offerId, Medium medium) {
        return new OfferMade(offer(offerId, medium), START);
    }

    private static OfferEnded ended(String offerId, OfferOutcome outcome) {
        return new OfferEnded(offerId, outcome, START);
    }

    private static Offer offer(String offerId, Medium medium) {
        Instant until = START.plusSeconds(20);
        return new Offer(offerId, "w1", medium, "e1", "call-1", "main", START, until, "because");
    }
}
