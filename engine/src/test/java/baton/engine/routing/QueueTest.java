package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.duty.RecordingCarrier;
import baton.engine.routing.QueueCommand.Agents;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.GetAgents;
import baton.engine.routing.QueueCommand.Noted;
import baton.engine.routing.QueueCommand.ReportAvailability;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueCommand.WithdrawWork;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Medium;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class QueueTest extends EntityTest<QueueCommand, QueueEvent, QueueState> {

    private static final String IDLE = "Has been idle for longest.";

    private RecordingCarrier<QueueErrand> carrier = new RecordingCarrier<>();

    @Override
    protected Behavior<QueueCommand> behavior(EntityKey key) {
        carrier = new RecordingCarrier<>();
        return Queue.create(key, new RoutingSettings(Duration.ofSeconds(20)), clock, carrier);
    }

    @Test
    void workIsOfferedInTheVeryEventThatMakesItPossible() {
        isFree("anna", 1);

        var enqueued = waits(chat("w1"));

        assertThat(enqueued.events())
                .containsExactly(
                        new WorkEnqueued(chat("w1"), START), new WorkOffered("w1#1", "w1", "anna", IDLE, START));
        assertThat(enqueued.reply()).isEqualTo(new Noted());
        assertThat(carrier.takenIds()).containsExactly("offer w1#1");
    }

    @Test
    void workThatWaitsIsOfferedWhenSomebodyBecomesFree() {
        waits(chat("w1"));
        waits(chat("w2"));

        var freed = isFree("anna", 1);

        assertThat(freed.events())
                .containsExactly(
                        new AgentReported(free("anna", 1), START), new WorkOffered("w1#1", "w1", "anna", IDLE, START));
    }

    @Test
    void repeatsAreNotedOnce() {
        isFree("anna", 1);
        waits(chat("w1"));

        assertThat(waits(chat("w1")).hasNoEvents()).as("being offered").isTrue();
        assertThat(isFree("anna", 1).hasNoEvents()).as("same version").isTrue();

        waits(chat("w2"));

        assertThat(waits(chat("w2")).hasNoEvents()).as("waiting").isTrue();
        assertThat(withdraw("never-heard-of").hasNoEvents()).isTrue();
        assertThat(resolve("w9#1", "w9", OfferOutcome.ACCEPTED).hasNoEvents()).isTrue();
    }

    @Test
    void olderNewsOfAnAgentIsIgnored() {
        isFree("anna", 7);

        var late = isFree("anna", 6);

        assertThat(late.hasNoEvents()).isTrue();
        assertThat(this.<Agents>run(GetAgents::new).reply().agents()).containsExactly(free("anna", 7));
    }

    @Test
    void acceptedWorkIsGone() {
        isFree("anna", 1);
        waits(chat("w1"));

        var accepted = resolve("w1#1", "w1", OfferOutcome.ACCEPTED);

        assertThat(accepted.events()).containsExactly(new WorkTaken("w1", "anna", START));
        assertThat(resolve("w1#1", "w1", OfferOutcome.ACCEPTED).hasNoEvents()).isTrue();
    }

    @Test
    void whoRejectsIsNotAskedAgainForAWhileAndAnotherIs() {
        isFree("anna", 1);
        waits(chat("w1"));
        isFree("ben", 1);

        var rejected = resolve("w1#1", "w1", OfferOutcome.REJECTED);

        assertThat(rejected.events())
                .containsExactly(
                        new WorkReturned("w1#1", "w1", "anna", OfferOutcome.REJECTED, START.plusSeconds(20), START),
                        new WorkOffered("w1#2", "w1", "ben", IDLE, START));
    }

    @Test
    void theSecondChanceComesByItself() {
        rejectedBy("anna");

        assertThat(passes(Duration.ofSeconds(19)).offered()).isEmpty();
        assertThat(passes(Duration.ofSeconds(1)).offered().get("w1").offerId()).isEqualTo("w1#2");
    }

    @Test
    void theSecondChanceComesAfterACrashWithoutAnybodyAsking() {
        rejectedBy("anna");

        assertThat(isDownFor(Duration.ofSeconds(21)).offered()).containsKey("w1");
    }

    @Test
    void whoHadNoRoomIsAskedAgainAsSoonAsThereIs() {
        isFree("anna", 1);
        waits(chat("w1"));

        resolve("w1#1", "w1", OfferOutcome.NO_CAPACITY);
        isFree("anna", 2);

        assertThat(passes(Duration.ofSeconds(1)).offered().get("w1").agentId()).isEqualTo("anna");
    }

    @Test
    void newsThatOvertakesARefusalIsNotForgotten() {
        isFree("anna", 1);
        waits(chat("w1"));
        isFree("anna", 2);

        resolve("w1#1", "w1", OfferOutcome.NO_CAPACITY);

        assertThat(entity.getState().agents().get("anna")).isEqualTo(free("anna", 2));
    }

    @Test
    void withdrawnWorkIsNotOfferedAndAnOfferOfItIsRescinded() {
        isFree("anna", 1);
        waits(chat("w1"));
        carrier.taken();

        var withdrawn = withdraw("w1");

        assertThat(withdrawn.events()).containsExactly(new WorkWithdrawn("w1", START));
        assertThat(carrier.takenIds()).containsExactly("rescind w1#1");
        assertThat(withdraw("w1").hasNoEvents()).isTrue();

        resolve("w1#1", "w1", OfferOutcome.RESCINDED);

        assertThat(entity.getState().rescinded()).isEmpty();
        assertThat(entity.getState().waiting()).isEmpty();
    }

    @Test
    void anAcceptanceThatCrossesTheWithdrawalTakesNothing() {
        isFree("anna", 1);
        waits(chat("w1"));
        withdraw("w1");

        resolve("w1#1", "w1", OfferOutcome.ACCEPTED);

        assertThat(entity.getState().offered()).isEmpty();
        assertThat(entity.getState().waiting()).isEmpty();
        assertThat(entity.getState().rescinded()).isEmpty();
    }

    @Test
    void aNewPreferenceHoldsWhileItWaits() {
        waits(chat("w1"));
        var preferring = Works.item("w1", "e-w1", Medium.TEXT, "", START, "ben", "");

        var changed = waits(preferring);

        assertThat(changed.events()).containsExactly(new WorkEnqueued(preferring, START));
        assertThat(entity.getState().waiting()).hasSize(1);
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        isFree("anna", 1);
        waits(chat("w1"));

        var foreign = resolve("w1#7", "w1", OfferOutcome.ACCEPTED);

        assertThat(foreign.hasNoEvents()).isTrue();
        assertThat(entity.getState().offered()).containsKey("w1");
    }

    @Test
    void aRestartForgetsNothing() {
        rejectedBy("anna");
        isFree("ben", 1);
        waits(chat("w2"));
        waits(chat("w3"));
        var before = entity.getState();
        var owed = carrier.taken();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before);
        assertThat(carrier.taken()).isNotEmpty().isSubsetOf(owed);
    }

    @Test
    void offersAreCarriedUntilTheAgentHasAnswered() {
        isFree("anna", 1);
        waits(chat("w1"));
        carrier.taken();

        passes(Duration.ofSeconds(2));
        assertThat(carrier.takenIds()).containsExactly("offer w1#1");

        carrier.isDoneWithAll();
        passes(Duration.ofSeconds(10));
        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void everybodyIsOfferedToOneAgentAndEveryAgentIsOfferedOne() {
        for (int i = 0; i < 20; i++) {
            waits(chat("w" + i));
        }
        for (int i = 0; i < 10; i++) {
            isFree("agent-" + i, 1);
        }

        var state = entity.getState();

        assertThat(state.offered()).hasSize(10);
        assertThat(state.offered().values().stream().map(QueueState.Offered::agentId))
                .doesNotHaveDuplicates();
        assertThat(state.waiting()).hasSize(10);
    }

    private void rejectedBy(String agentId) {
        isFree(agentId, 1);
        waits(chat("w1"));
        resolve("w1#1", "w1", OfferOutcome.REJECTED);
        isFree(agentId, 2);
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> waits(WorkItem work) {
        return run(to -> new EnqueueWork(work, to));
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> isFree(String agentId, long version) {
        return run(to -> new ReportAvailability(free(agentId, version), to));
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> withdraw(String workId) {
        return run(to -> new WithdrawWork(workId, to));
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> resolve(
            String offerId, String workId, OfferOutcome outcome) {
        return run(to -> new ResolveOffer(offerId, workId, "anna", outcome, to));
    }

    private static Availability free(String agentId, long version) {
        return new Availability(agentId, version, 4, 1, START.minusSeconds(60));
    }

    private static WorkItem chat(String workId) {
        return Works.item(workId, "e-" + workId, Medium.TEXT, "", START.minusSeconds(30), "", "");
    }
}
