package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.routing.QueueErrand.OfferWork;
import baton.engine.routing.QueueErrand.RescindOffer;
import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WaitTold;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueStateTest {

    private static final Rules RULES = Works.rules(1, Works.queue("main").setAutoAccept(true));
    private static final Explanation IDLE = Explanation.of("idle");
    private static final WorkItem WORK = Works.chat("w", -60);
    private static final WorkEnqueued ENQUEUED = new WorkEnqueued(WORK, START);
    private static final AgentReported FREE =
            new AgentReported(Reporting.agent("anna").says(), START);
    private static final WorkOffered OFFERED = new WorkOffered("w#1", "w", "anna", IDLE, START);
    private static final WorkReturned RETURNED =
            new WorkReturned("w#1", "w", "anna", OfferOutcome.REJECTED, START.plusSeconds(20), START);

    @Test
    void workThatComesBackIsInItsOldPlace() {
        var state = after(ENQUEUED, FREE, OFFERED, RETURNED);

        assertThat(state.offered()).isEmpty();
        assertThat(state.waiting().get("w").item()).isEqualTo(WORK);
        assertThat(state.waiting().get("w").offers()).isEqualTo(1);
        assertThat(state.waiting().get("w").nextOfferId()).isEqualTo("w#2");
    }

    @Test
    void anEchoOfAnEarlierOfferReturnsNothing() {
        var state = after(
                ENQUEUED,
                FREE,
                OFFERED,
                RETURNED,
                new WorkOffered("w#2", "w", "ben", IDLE, START),
                new WorkReturned("w#1", "w", "anna", OfferOutcome.REJECTED, START, START));

        assertThat(state.offered().get("w").offerId()).isEqualTo("w#2");
    }

    @Test
    void workThatIsTakenIsGoneAndItsIdIsRemembered() {
        var state = after(ENQUEUED, FREE, OFFERED, new WorkTaken("w", "anna", true, START));

        assertThat(state.waiting()).isEmpty();
        assertThat(state.offered()).isEmpty();
        assertThat(state.echoes().contains("w")).isTrue();
        assertThat(QueueErrand.of(state, RULES)).isEmpty();
    }

    @Test
    void anOfferOfWorkThatIsWithdrawnIsOff() {
        var state = after(ENQUEUED, FREE, OFFERED, new WorkWithdrawn("w", START));

        assertThat(QueueErrand.of(state, RULES)).containsExactly(new RescindOffer("w#1", "anna", "w"));
        assertThat(state.after(RETURNED).rescinded()).isEmpty();
        assertThat(state.after(RETURNED).waiting()).isEmpty();
        assertThat(state.echoes().contains("w")).isTrue();
    }

    @Test
    void workThatIsOfferedIsOwedToTheAgentAsTheRulesOfNowSay() {
        assertThat(QueueErrand.of(after(ENQUEUED, FREE, OFFERED), RULES))
                .containsExactly(new OfferWork("w#1", "anna", WORK, IDLE, Duration.ofSeconds(30), true));
    }

    @Test
    void anotherWishKeepsWhatIsKnownOfTheWork() {
        var preferring = Works.preferring(WORK, "ben", "last");

        var state = after(ENQUEUED, FREE, OFFERED, RETURNED, new WorkEnqueued(preferring, START));

        var waiting = state.waiting().get("w");
        assertThat(waiting.item()).isEqualTo(preferring);
        assertThat(waiting.offers()).isEqualTo(1);
        assertThat(waiting.notAgainYet("anna", START.plusSeconds(19))).isTrue();
        assertThat(waiting.notAgainYet("anna", START.plusSeconds(20))).isFalse();
    }

    @Test
    void onlyWhatWaitsCanBeOffered() {
        assertThatThrownBy(() -> after(FREE, OFFERED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("work offered: w (expected: one that waits)");
    }

    @Test
    void whatTheCustomerHasBeenToldStaysWithTheWork() {
        var told = after(ENQUEUED, new WaitTold("w", "closed", START));
        var offered = told.after(OFFERED).after(new WaitTold("w", "long-wait", START));
        var back = offered.after(RETURNED);

        assertThat(told.waiting().get("w").told()).containsExactly("closed");
        assertThat(back.waiting().get("w").told()).containsExactlyInAnyOrder("closed", "long-wait");
        assertThat(back.after(new WaitTold("w9", "closed", START))).isEqualTo(back);
    }

    @Test
    void whoDoesNotExistAnyMoreIsForgotten() {
        assertThat(after(FREE, new AgentForgotten("anna", START)).agents()).isEmpty();
    }

    @Test
    void servedCustomersAndThoseWhoGaveUpAreCounted() {
        var state = after(
                ENQUEUED,
                FREE,
                OFFERED,
                new WorkTaken("w", "anna", true, START),
                new WorkEnqueued(Works.call("c", 0), START),
                new WorkWithdrawn("c", START),
                new WorkEnqueued(Works.chat("w2", 0), START),
                new WorkWithdrawn("w2", START));

        assertThat(state.service().sum("main", START))
                .as("who waits in a chat and is not needed any more has not given up")
                .isEqualTo(new ServiceLog.Minute(ServiceLog.minute(START), 1, 1, 1));
    }

    @Test
    void whoRefusedIsNotForgottenBeforeTheSecondChanceHoweverManyRefuse() {
        var waiting = Waiting.first(WORK);
        for (int i = 0; i < 40; i++) {
            var at = START.plusMillis(i);
            waiting = waiting.refused(new Waiting.Refusal("agent-" + i, at, OfferOutcome.BUSY, at.plusSeconds(20)));
        }
        assertThat(waiting.notAgainYet("agent-0", START.plusSeconds(19))).isTrue();

        waiting = waiting.refused(
                new Waiting.Refusal("late", START.plusSeconds(60), OfferOutcome.BUSY, START.plusSeconds(80)));

        assertThat(waiting.refusals()).hasSize(20);
        assertThat(waiting.earlier()).hasSize(20);
    }

    @Test
    void theLastIdsThatAreOverAreRememberedAndNoMore() {
        var echoes = Echoes.none();
        for (int i = 0; i <= 4096; i++) {
            echoes = echoes.plus("w" + i).plus("w" + i);
        }

        assertThat(echoes.contains("w0")).isFalse();
        assertThat(echoes.contains("w1")).isTrue();
        assertThat(echoes.contains("w4096")).isTrue();
        assertThat(echoes.order()).hasSize(4096);
    }

    @Test
    void callsAreOfferedForAsLongAsTheQueueSays() {
        var call = new WorkEnqueued(Works.call("c", 0), START);
        var state = after(call, new WorkOffered("c#1", "c", "anna", IDLE, START));

        var offer = (OfferWork) QueueErrand.of(state, RULES).get(0);

        assertThat(state.offered().get("c").medium()).isEqualTo(Medium.VOICE);
        assertThat(offer.patience()).isEqualTo(Duration.ofSeconds(20));
    }

    private static QueueState after(QueueEvent... events) {
        return QueueState.replay(List.of(events));
    }
}
