package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.routing.QueueErrand.OfferWork;
import baton.engine.routing.QueueErrand.RescindOffer;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Medium;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueStateTest {

    private static final WorkItem WORK = Works.item("w", "e", Medium.TEXT, "", START.minusSeconds(60), "", "");
    private static final WorkEnqueued ENQUEUED = new WorkEnqueued(WORK, START);
    private static final AgentReported FREE =
            new AgentReported(new Availability("anna", 1, 4, 1, START.minusSeconds(5)), START);
    private static final WorkOffered OFFERED = new WorkOffered("w#1", "w", "anna", "idle", START);
    private static final WorkReturned RETURNED =
            new WorkReturned("w#1", "w", "anna", OfferOutcome.REJECTED, START.plusSeconds(20), START);

    @Test
    void workThatComesBackIsInItsOldPlace() {
        var state = after(ENQUEUED, FREE, OFFERED, RETURNED);

        assertThat(state.offered()).isEmpty();
        assertThat(state.waiting().get("w").work()).isEqualTo(WORK);
        assertThat(state.waiting().get("w").offers()).isEqualTo(1);
    }

    @Test
    void anEchoOfAnEarlierOfferReturnsNothing() {
        var state = after(
                ENQUEUED,
                FREE,
                OFFERED,
                RETURNED,
                new WorkOffered("w#2", "w", "ben", "idle", START),
                new WorkReturned("w#1", "w", "anna", OfferOutcome.REJECTED, START, START));

        assertThat(state.offered().get("w").offerId()).isEqualTo("w#2");
    }

    @Test
    void workThatIsTakenIsGone() {
        var state = after(ENQUEUED, FREE, OFFERED, new WorkTaken("w", "anna", START));

        assertThat(state.waiting()).isEmpty();
        assertThat(state.offered()).isEmpty();
        assertThat(QueueErrand.of("main", state)).isEmpty();
    }

    @Test
    void anOfferOfWorkThatIsWithdrawnIsOff() {
        var state = after(ENQUEUED, FREE, OFFERED, new WorkWithdrawn("w", START));

        assertThat(QueueErrand.of("main", state)).containsExactly(new RescindOffer("main", "w#1", "anna", "w"));
        assertThat(state.after(RETURNED).rescinded()).isEmpty();
        assertThat(state.after(RETURNED).waiting()).isEmpty();
    }

    @Test
    void workThatIsOfferedIsOwedToTheAgent() {
        assertThat(QueueErrand.of("main", after(ENQUEUED, FREE, OFFERED)))
                .containsExactly(new OfferWork("main", "w#1", "anna", WORK, "idle"));
    }

    @Test
    void anotherPreferenceKeepsWhatIsKnownOfTheWork() {
        var preferring = Works.item("w", "e", Medium.TEXT, "", START.minusSeconds(60), "ben", "");

        var state = after(ENQUEUED, FREE, OFFERED, RETURNED, new WorkEnqueued(preferring, START));

        var waiting = state.waiting().get("w");
        assertThat(waiting.work()).isEqualTo(preferring);
        assertThat(waiting.offers()).isEqualTo(1);
        assertThat(waiting.notAgain()).containsKey("anna");
    }

    @Test
    void onlyWhatWaitsCanBeOffered() {
        assertThatThrownBy(() -> after(FREE, OFFERED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("work offered: w (expected: one that waits)");
    }

    private static QueueState after(QueueEvent... events) {
        return QueueState.replay(List.of(events));
    }
}
