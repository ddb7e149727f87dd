package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static baton.engine.routing.Reporting.agent;
import static baton.engine.routing.Works.call;
import static baton.engine.routing.Works.chat;
import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.rules;
import static baton.engine.routing.Works.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.duty.RecordingCarrier;
import baton.engine.follow.Following;
import baton.engine.routing.QueueCommand.Agents;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.ExplainWork;
import baton.engine.routing.QueueCommand.FollowWall;
import baton.engine.routing.QueueCommand.GetAgents;
import baton.engine.routing.QueueCommand.Noted;
import baton.engine.routing.QueueCommand.ReconsiderRules;
import baton.engine.routing.QueueCommand.ReportAvailability;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueCommand.Standing;
import baton.engine.routing.QueueCommand.WithdrawWork;
import baton.engine.routing.QueueErrand.OfferWork;
import baton.engine.routing.QueueErrand.TellWait;
import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.protocol.client.v1.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.Test;

class QueueTest extends EntityTest<QueueCommand, QueueEvent, QueueState> {

    private RecordingCarrier<QueueErrand> carrier = new RecordingCarrier<>();
    private Rules rules = Rules.none();

    @Override
    protected Behavior<QueueCommand> behavior(EntityKey key) {
        carrier = new RecordingCarrier<>();
        rules = rules(1, queue("main").setMaxWait(seconds(120)).setAlternative("call-back"));
        var settings = new RoutingSettings(Duration.ofSeconds(20), Duration.ofSeconds(1), 1_000);
        return Queue.create(key, () -> rules, settings, clock, carrier);
    }

    @Test
    void workIsOfferedInTheVeryEventThatMakesItPossible() {
        isFree("anna", 1);

        var enqueued = waits(chat("w1", -30));

        assertThat(enqueued.events().get(0)).isEqualTo(new WorkEnqueued(chat("w1", -30), START));
        assertThat(offersIn(enqueued)).containsExactly("w1#1 -> anna");
        assertThat(enqueued.reply()).isEqualTo(new Noted());
        assertThat(carrier.takenIds()).containsExactly("offer w1#1");
    }

    @Test
    void workThatWaitsIsOfferedWhenSomebodyBecomesFree() {
        waits(chat("w1", -30));
        waits(chat("w2", -30));

        var freed = isFree("anna", 1);

        assertThat(freed.events().get(0))
                .isEqualTo(new AgentReported(agent("anna").version(1).says(), START));
        assertThat(offersIn(freed)).containsExactly("w1#1 -> anna");
    }

    @Test
    void theAgentHearsOfTheQueuesRules() {
        rules = rules(2, queue("main").setTextOffer(seconds(9)).setAutoAccept(true));
        entity.runCommand(new ReconsiderRules());
        isFree("anna", 1);

        waits(chat("w1", -30));

        var offer = (OfferWork) carrier.taken().get(0);
        assertThat(offer.patience()).isEqualTo(Duration.ofSeconds(9));
        assertThat(offer.autoAccept()).isTrue();
        assertThat(offer.explanation().candidates().get(0).agentId()).isEqualTo("anna");
    }

    @Test
    void repeatsAreNotedOnce() {
        isFree("anna", 1);
        waits(chat("w1", -30));

        assertThat(waits(chat("w1", -30)).hasNoEvents()).as("being offered").isTrue();
        assertThat(isFree("anna", 1).hasNoEvents()).as("same version").isTrue();

        waits(chat("w2", -30));

        assertThat(waits(chat("w2", -30)).hasNoEvents()).as("waiting").isTrue();
        assertThat(resolve("w9#1", "w9", OfferOutcome.ACCEPTED).hasNoEvents()).isTrue();
    }

    @Test
    void workThatIsWithdrawnBeforeItComesFindsThatItIsOver() {
        withdraw("w1");

        assertThat(withdraw("w1").hasNoEvents()).isTrue();
        assertThat(waits(chat("w1", -30)).hasNoEvents()).isTrue();
        assertThat(entity.getState().waiting()).isEmpty();
    }

    @Test
    void anEchoOfWorkThatIsOverIsNotNewWork() {
        isFree("anna", 1);
        waits(chat("w1", -30));
        resolve("w1#1", "w1", OfferOutcome.ACCEPTED);

        assertThat(waits(chat("w1", -30)).hasNoEvents()).isTrue();
    }

    @Test
    void olderNewsOfAnAgentIsIgnored() {
        isFree("anna", 7);

        assertThat(isFree("anna", 6).hasNoEvents()).isTrue();
        assertThat(this.<Agents>run(GetAgents::new).reply().agents())
                .containsExactly(agent("anna").version(7).says());
    }

    @Test
    void whoDoesNotExistAnyMoreIsForgottenOnce() {
        isFree("anna", 1);
        var goodbye = agent("anna").version(2).saysGoodbye();

        assertThat(run((ActorRef<Noted> to) -> new ReportAvailability(goodbye, to))
                        .events())
                .containsExactly(new AgentForgotten("anna", START));
        assertThat(run((ActorRef<Noted> to) -> new ReportAvailability(goodbye, to))
                        .hasNoEvents())
                .isTrue();
        assertThat(offersIn(waits(chat("w1", -30)))).isEmpty();
    }

    @Test
    void acceptedWorkIsGone() {
        isFree("anna", 1);
        waits(chat("w1", -20));
        waits(chat("w2", -21));

        assertThat(resolve("w1#1", "w1", OfferOutcome.ACCEPTED).events().get(0))
                .isEqualTo(new WorkTaken("w1", "anna", true, START));
        assertThat(resolve("w2#1", "w2", OfferOutcome.ACCEPTED).events().get(0))
                .as("a second too late for the service level")
                .isEqualTo(new WorkTaken("w2", "anna", false, START));
        assertThat(resolve("w1#1", "w1", OfferOutcome.ACCEPTED).hasNoEvents()).isTrue();
    }

    @Test
    void whoRejectsIsNotAskedAgainForAWhileAndAnotherIs() {
        isFree("anna", 1);
        waits(chat("w1", -30));
        isFree("ben", 1);

        var rejected = resolve("w1#1", "w1", OfferOutcome.REJECTED);

        assertThat(rejected.events().get(0))
                .isEqualTo(new WorkReturned("w1#1", "w1", "anna", OfferOutcome.REJECTED, START.plusSeconds(20), START));
        assertThat(offersIn(rejected)).containsExactly("w1#2 -> ben");
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
    void newsThatOvertakesARefusalIsNotForgotten() {
        isFree("anna", 1);
        waits(chat("w1", -30));
        isFree("anna", 2);

        resolve("w1#1", "w1", OfferOutcome.NO_CAPACITY);

        assertThat(entity.getState().agents().get("anna"))
                .isEqualTo(agent("anna").version(2).says());
        assertThat(passes(Duration.ofSeconds(1)).offered().get("w1").agentId()).isEqualTo("anna");
    }

    /** It was said twice, because the answer was late. */
    @Test
    void anOfferThatIsAcceptedAfterItWasRefusedTakesTheWork() {
        isFree("anna", 1);
        waits(chat("w1", -30));
        resolve("w1#1", "w1", OfferOutcome.NO_CAPACITY);
        assertThat(entity.getState().waiting()).containsKey("w1");

        resolve("w1#1", "w1", OfferOutcome.ACCEPTED);

        assertThat(entity.getState().waiting()).isEmpty();
        assertThat(passes(Duration.ofSeconds(2)).offered()).isEmpty();
    }

    @Test
    void withdrawnWorkIsNotOfferedAndAnOfferOfItIsRescinded() {
        isFree("anna", 1);
        waits(chat("w1", -30));
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
        waits(chat("w1", -30));
        withdraw("w1");

        resolve("w1#1", "w1", OfferOutcome.ACCEPTED);

        assertThat(entity.getState().offered()).isEmpty();
        assertThat(entity.getState().waiting()).isEmpty();
        assertThat(entity.getState().rescinded()).isEmpty();
    }

    /** Whoever takes the chat while the call is being offered to somebody else is to get the call next. */
    @Test
    void aNewWishForWhatIsBeingOfferedHoldsWhenTheOfferComesToNothing() {
        isFree("anna", 1);
        waits(chat("w1", -30));
        var preferring = Works.preferring(chat("w1", -30), "ben", "last");

        assertThat(waits(preferring).events()).containsExactly(new WorkEnqueued(preferring, START));
        assertThat(entity.getState().waiting()).isEmpty();
        assertThat(entity.getState().offered().get("w1").agentId()).isEqualTo("anna");
        assertThat(waits(preferring).hasNoEvents()).isTrue();
        resolve("w1#1", "w1", OfferOutcome.REJECTED);

        assertThat(entity.getState().waiting().get("w1").item()).isEqualTo(preferring);
        assertThat(entity.getState().offered()).isEmpty();
    }

    @Test
    void aNewWishHoldsWhileItWaits() {
        waits(chat("w1", -30));
        var preferring = Works.preferring(chat("w1", -30), "ben", "last");

        assertThat(waits(preferring).events()).containsExactly(new WorkEnqueued(preferring, START));
        assertThat(entity.getState().waiting()).hasSize(1);
    }

    @Test
    void workOfNoQueueWaitsInTheDefaultQueue() {
        waits(chat("w1", -30).in("never-heard-of"));

        assertThat(entity.getState().waiting().get("w1").item().work().queueId())
                .isEqualTo("main");
    }

    @Test
    void whoWaitsTooLongIsToldUntilThatIsDoneAndThenNeverAgain() {
        waits(chat("w1", 0));

        passes(Duration.ofSeconds(119));
        assertThat(carrier.taken()).isEmpty();

        passes(Duration.ofSeconds(1));
        assertThat(carrier.taken())
                .containsExactly(new TellWait("e-w1", "w1", "long-wait", "call-back", Optional.empty()));

        entity.restart();
        passes(Duration.ofMillis(1));
        assertThat(carrier.takenIds()).containsExactly("tell long-wait w1");

        carrier.isDoneWithAll();
        assertThat(entity.getState().waiting().get("w1").told()).containsExactly("long-wait");
        assertThat(isDownFor(Duration.ofMinutes(5)).waiting()).containsKey("w1");
        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void whoseWaitIsOverIsToldNothingMore() {
        waits(chat("w1", -120));
        carrier.taken();

        withdraw("w1");
        passes(Duration.ofSeconds(5));

        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void whyWorkWaitsIsKnown() {
        waits(chat("w1", -30));
        waits(chat("w2", -20));
        run((ActorRef<Noted> to) ->
                new ReportAvailability(agent("anna").is("away").because("lunch").says(), to));

        var standing = explained("w2");

        assertThat(standing.status()).isEqualTo("waiting");
        assertThat(standing.ahead()).isEqualTo(1);
        assertThat(standing.explanation().orElseThrow().summary())
                .isEqualTo("Everybody who could take it is busy or not there.");
        assertThat(standing.explanation().orElseThrow().excluded())
                .singleElement()
                .satisfies(exclusion -> assertThat(exclusion.reason()).isEqualTo("away"));
        assertThat(explained("w9").status()).isEqualTo("unknown");

        isFree("ben", 1);

        assertThat(explained("w1").status()).isEqualTo("offered");
        assertThat(explained("w1").agentId()).isEqualTo("ben");
    }

    @Test
    void theWallShowsEverythingAndThenWhatChanges() {
        isFree("anna", 1);
        TestProbe<Feed> wall = actors.createTestProbe();
        run((ActorRef<Following> to) -> new FollowWall(wall.ref(), to));

        var first = wall.receiveMessage().getWall();
        assertThat(first.getComplete()).isTrue();
        assertThat(first.getQueuesList()).extracting(q -> q.getQueueId()).containsExactly("main");
        assertThat(first.getAgentsList()).extracting(a -> a.getAgentId()).containsExactly("anna");

        waits(chat("w1", -30));
        passes(Duration.ofSeconds(1));

        var change = wall.receiveMessage().getWall();
        assertThat(change.getComplete()).isFalse();
        assertThat(change.getQueues(0).getOffered()).isEqualTo(1);
        assertThat(change.getAgents(0).getAsked()).isEqualTo(1);

        wall.stop();
    }

    @Test
    void rulesThatAreTheSameChangeNothingAndOthersHoldAtOnce() {
        waits(chat("w1", -30));
        run((ActorRef<Noted> to) ->
                new ReportAvailability(agent("anna").serves(Map.of("vip", 1)).says(), to));

        assertThat(entity.runCommand(new ReconsiderRules()).hasNoEvents()).isTrue();

        rules = rules(2, queue("main").setOverflowQueue("vip").setOverflowAfter(seconds(10)), queue("vip"));
        entity.runCommand(new ReconsiderRules());

        assertThat(entity.getState().offered().get("w1").agentId()).isEqualTo("anna");
    }

    @Test
    void manyOffersThatBecomePossibleAtOnceAreAllMade() {
        for (int i = 0; i < 60; i++) {
            var agent = agent("agent-" + i).serves(Map.of("vip", 1)).says();
            run((ActorRef<Noted> to) -> new ReportAvailability(agent, to));
            waits(chat("w" + i, -30 - i));
        }
        rules = rules(2, queue("main").setOverflowQueue("vip").setOverflowAfter(seconds(10)), queue("vip"));

        entity.runCommand(new ReconsiderRules());

        actors.createTestProbe()
                .awaitAssert(() -> assertThat(entity.getState().offered()).hasSize(60));
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        isFree("anna", 1);
        waits(chat("w1", -30));

        var foreign = resolve("w1#7", "w1", OfferOutcome.ACCEPTED);

        assertThat(foreign.hasNoEvents()).isTrue();
        assertThat(entity.getState().offered()).containsKey("w1");
    }

    @Test
    void aRestartForgetsNothing() {
        rejectedBy("anna");
        isFree("ben", 1);
        waits(chat("w2", -30));
        waits(call("w3", -30));
        waits(chat("w4", -30));
        withdraw("w2");
        var before = entity.getState();
        var owed = carrier.taken();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before);
        assertThat(carrier.taken()).isNotEmpty().isSubsetOf(owed);
    }

    @Test
    void offersAreCarriedUntilTheAgentHasAnswered() {
        isFree("anna", 1);
        waits(chat("w1", -30));
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
            waits(chat("w" + i, -30));
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

    @Test
    void whatCouldNotBeStoredHasNotHappenedAndIsDecidedAnew() {
        var queue = fragile("fragile");
        TestProbe<Noted> noted = actors.createTestProbe();
        TestProbe<Feed> wall = actors.createTestProbe();
        queue.tell(
                new FollowWall(wall.ref(), actors.<Following>createTestProbe().ref()));
        queue.tell(new EnqueueWork(chat("w1", -30), noted.ref()));
        noted.receiveMessage();

        PersistenceTestKit.create(actors.system())
                .failNextPersisted(
                        new EntityKey(TENANT, "fragile").persistenceId("queue").id());
        queue.tell(new ReportAvailability(agent("anna").says(), noted.ref()));

        assertThat(standing(queue, "w1").status()).isEqualTo("waiting");
        assertThat(carrier.taken()).isEmpty();

        // What stands in the mailbox of an entity that begins anew may be lost: an agent reports until it is answered.
        await().untilAsserted(() -> {
            passes(Duration.ofMillis(200));
            queue.tell(new ReportAvailability(agent("anna").says(), noted.ref()));
            noted.receiveMessage(Duration.ofSeconds(1));
        });

        assertThat(carrier.takenIds()).containsExactly("offer w1#1");
        assertThat(standing(queue, "w1").agentId()).isEqualTo("anna");
        passes(Duration.ofSeconds(1));
        // While the queue began anew the wall may have shown already that w1 waits.
        var seen = wall.receiveMessage().getWall();
        while (seen.getAgentsCount() == 0) {
            seen = wall.receiveMessage().getWall();
        }
        assertThat(seen.getAgents(0).getAgentId()).isEqualTo("anna");

        wall.stop();
        actors.stop(queue);
    }

    /** One of which the test kit does not expect that every command is answered. */
    private ActorRef<QueueCommand> fragile(String queueId) {
        return actors.spawn(behavior(new EntityKey(TENANT, queueId)));
    }

    /** However often it must be asked: after a failure the queue waits a little before it starts again. */
    private Standing standing(ActorRef<QueueCommand> queue, String workId) {
        TestProbe<Standing> probe = actors.createTestProbe();
        queue.tell(new ExplainWork(workId, probe.ref()));
        return probe.awaitAssert(() -> {
            passes(Duration.ofMillis(200));
            return probe.receiveMessage(Duration.ofMillis(200));
        });
    }

    private void rejectedBy(String agentId) {
        isFree(agentId, 1);
        waits(chat("w1", -30));
        resolve("w1#1", "w1", OfferOutcome.REJECTED);
        isFree(agentId, 2);
    }

    private static List<String> offersIn(CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> result) {
        return result.events().stream()
                .filter(WorkOffered.class::isInstance)
                .map(WorkOffered.class::cast)
                .map(offer -> offer.offerId() + " -> " + offer.agentId())
                .toList();
    }

    private Standing explained(String workId) {
        return this.<Standing>run(to -> new ExplainWork(workId, to)).reply();
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> waits(WorkItem work) {
        return run(to -> new EnqueueWork(work, to));
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> isFree(String agentId, long version) {
        return run(to -> new ReportAvailability(agent(agentId).version(version).says(), to));
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> withdraw(String workId) {
        return run(to -> new WithdrawWork(workId, to));
    }

    private CommandResultWithReply<QueueCommand, QueueEvent, QueueState, Noted> resolve(
            String offerId, String workId, OfferOutcome outcome) {
        return run(to -> new ResolveOffer(offerId, workId, "anna", outcome, to));
    }
}
