package baton.engine.routing;

import static baton.engine.routing.Reporting.agent;
import static baton.engine.routing.Works.chat;
import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.rules;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.MovableClock;
import baton.engine.duty.RecordingCarrier;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.ExplainWork;
import baton.engine.routing.QueueCommand.Noted;
import baton.engine.routing.QueueCommand.ReportAvailability;
import baton.engine.routing.QueueCommand.Standing;
import baton.engine.routing.QueueCommand.WithdrawWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.StorageFailure;
import org.apache.pekko.persistence.testkit.WriteEvents;
import org.apache.pekko.persistence.testkit.WriteSnapshot;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.testkit.javadsl.SnapshotTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link Queue} makes of changes that come while its journal is busy. */
class QueueBatchesTest {

    private static final EntityKey KEY = new EntityKey("acme", "main");
    private static final String ID = KEY.persistenceId(Queue.TYPE_KEY.name()).id();
    private static final int SNAPSHOT_EVERY = 10;

    private final ActorTestKit actors = ActorTestKit.create(PersistenceTestKitPlugin.getInstance()
            .config()
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ActorTestKit.applicationTestConfig()));
    private final PersistenceTestKit persistence = PersistenceTestKit.create(actors.system());
    private final BusyJournal journal = new BusyJournal();
    private final RecordingCarrier<QueueErrand> carrier = new RecordingCarrier<>();
    private final TestProbe<Noted> sender = actors.createTestProbe();

    @AfterEach
    void stop() {
        journal.letGo.countDown();
        actors.shutdownTestKit();
    }

    @Test
    void changesThatComeWhileOthersAreStoredShareOneWriteAndAreAnsweredInTheEnd() {
        var queue = queueOnABusyJournal();
        queue.tell(new EnqueueWork(chat("w0", -30), sender.getRef()));
        journal.awaitFirstWrite();
        for (var i = 1; i <= 5; i++) {
            queue.tell(new EnqueueWork(chat("w" + i, -30), sender.getRef()));
        }
        queue.tell(new WithdrawWork("w3", sender.getRef()));
        queue.tell(new ReportAvailability(agent("anna").says(), sender.getRef()));
        sender.expectNoMessage(Duration.ofMillis(1));

        journal.letGo.countDown();

        sender.receiveSeveralMessages(8);
        var carried = carrier.takenIds(); // before it is carried again
        assertThat(journal.writes).isEqualTo(2);
        assertThat(persistence.persistedInStorage(ID))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "WorkEnqueued",
                        "WorkEnqueued",
                        "WorkEnqueued",
                        "WorkEnqueued",
                        "WorkEnqueued",
                        "WorkEnqueued",
                        "WorkWithdrawn",
                        "AgentReported",
                        "WorkOffered");
        assertThat(carried).containsExactly("offer w0#1");
    }

    @Test
    void aWriteIsSmallHoweverMuchHasCome() {
        var queue = queueOnABusyJournal();
        queue.tell(new EnqueueWork(chat("w0", -30), sender.getRef()));
        journal.awaitFirstWrite();
        for (var i = 1; i <= 150; i++) {
            queue.tell(new EnqueueWork(chat("w" + i, -30), sender.getRef()));
        }
        journal.letGo.countDown();

        sender.receiveSeveralMessages(151, Duration.ofSeconds(30));
        assertThat(journal.sizes).hasSizeGreaterThan(3).allMatch(size -> size < 60);
        assertThat(persistence.persistedInStorage(ID)).hasSize(151);
    }

    @Test
    void whatWasNotStoredIsNotAnsweredAndMayBeSaidAgain() {
        journal.failsFirst = true;
        var queue = queueOnABusyJournal();
        queue.tell(new EnqueueWork(chat("w0", -30), sender.getRef()));
        journal.awaitFirstWrite();
        queue.tell(new EnqueueWork(chat("w1", -30), sender.getRef()));
        journal.letGo.countDown();

        var answers = actors.<Noted>createTestProbe();
        answers.awaitAssert(Duration.ofSeconds(30), () -> {
            queue.tell(new EnqueueWork(chat("w0", -30), answers.getRef()));
            return answers.receiveMessage(Duration.ofMillis(300));
        });

        assertThat(persistence.persistedInStorage(ID))
                .filteredOn(event -> event instanceof QueueEvent.WorkEnqueued e
                        && e.work().workId().equals("w0"))
                .hasSize(1);
    }

    @Test
    void aQueueGoesOnWhileItsSnapshotIsStoredAndComesBackFromIt() {
        var busy = new CountDownLatch(1);
        var snapshots = SnapshotTestKit.create(actors.system());
        snapshots.withPolicy((id, operation) -> {
            if (operation instanceof WriteSnapshot) {
                await(busy);
            }
            return ProcessingSuccess.getInstance();
        });
        journal.letGo.countDown();
        var queue = queueOnABusyJournal();
        for (var i = 0; i < SNAPSHOT_EVERY + 5; i++) {
            queue.tell(new EnqueueWork(chat("w" + i, -30), sender.getRef()));
            sender.receiveMessage();
        }
        assertThat(snapshots.persistedInStorage(ID)).isEmpty();

        busy.countDown();

        sender.awaitAssert(() -> assertThat(snapshots.persistedInStorage(ID)).hasSize(1));
        actors.stop(queue);
        persistence.clearByPersistenceId(ID);
        var again = queueOnABusyJournal();
        var standing = actors.<Standing>createTestProbe();
        again.tell(new ExplainWork("w" + (SNAPSHOT_EVERY - 1), standing.getRef()));
        assertThat(standing.receiveMessage().status()).isEqualTo("waiting");
        again.tell(new ExplainWork("w" + SNAPSHOT_EVERY, standing.getRef()));
        assertThat(standing.receiveMessage().status()).isEqualTo("unknown");
    }

    @Test
    void twoSnapshotsAreKept() {
        journal.letGo.countDown();
        var snapshots = SnapshotTestKit.create(actors.system());
        var queue = queueOnABusyJournal();
        for (var stored = SNAPSHOT_EVERY; stored <= 3 * SNAPSHOT_EVERY; stored += SNAPSHOT_EVERY) {
            for (var i = 0; i < SNAPSHOT_EVERY / 2; i++) {
                var workId = "w" + stored + "-" + i;
                queue.tell(new EnqueueWork(chat(workId, -30), sender.getRef()));
                sender.receiveMessage();
                queue.tell(new WithdrawWork(workId, sender.getRef()));
                sender.receiveMessage();
            }
            awaitSnapshotOf(snapshots, stored);
        }

        sender.awaitAssert(() -> assertThat(snapshots.persistedInStorage(ID)).hasSize(2));
    }

    @Test
    void aQueueThatHoldsMoreIsSnapshottedAfterMoreEvents() {
        journal.letGo.countDown();
        var snapshots = SnapshotTestKit.create(actors.system());
        var queue = queueOnABusyJournal();
        grow(queue, snapshots, 10, 20, 40, 80);

        sender.awaitAssert(() -> assertThat(snapshots.persistedInStorage(ID))
                .extracting(snapshot -> snapshot.first().sequenceNr())
                .containsExactlyInAnyOrder(40L, 80L));
    }

    @Test
    void aSnapshotThatCouldNotBeStoredIsMadeUpForSoon() {
        journal.letGo.countDown();
        var snapshots = SnapshotTestKit.create(actors.system());
        var queue = queueOnABusyJournal();
        grow(queue, snapshots, 10, 20);
        var failed = new CountDownLatch(1);
        snapshots.withPolicy((id, operation) -> {
            if (operation instanceof WriteSnapshot && failed.getCount() > 0) {
                failed.countDown();
                return StorageFailure.create();
            }
            return ProcessingSuccess.getInstance();
        });
        enqueue(queue, 21, 40);
        await(failed);

        enqueue(queue, 41, 70);

        sender.awaitAssert(() -> assertThat(snapshots.persistedInStorage(ID))
                .extracting(snapshot -> snapshot.first().sequenceNr())
                .anyMatch(upTo -> upTo > 40));
    }

    /** One customer after another; at each of these lengths a snapshot must come before the next one. */
    private void grow(ActorRef<QueueCommand> queue, SnapshotTestKit snapshots, int... lengths) {
        var length = 0;
        for (var next : lengths) {
            enqueue(queue, length + 1, next);
            awaitSnapshotOf(snapshots, next);
            length = next;
        }
    }

    private void enqueue(ActorRef<QueueCommand> queue, int first, int last) {
        for (var i = first; i <= last; i++) {
            queue.tell(new EnqueueWork(chat("w" + i, -30), sender.getRef()));
            sender.receiveMessage();
        }
    }

    private void awaitSnapshotOf(SnapshotTestKit snapshots, long stored) {
        sender.awaitAssert(() -> assertThat(snapshots.persistedInStorage(ID))
                .extracting(snapshot -> snapshot.first().sequenceNr())
                .contains(stored));
    }

    private ActorRef<QueueCommand> queueOnABusyJournal() {
        persistence.withPolicy(journal);
        var rules = rules(1, queue("main"));
        var settings = new RoutingSettings(Duration.ofSeconds(20), Duration.ofSeconds(1), SNAPSHOT_EVERY);
        return actors.spawn(Queue.create(KEY, () -> rules, settings, new MovableClock(), carrier));
    }

    /** Takes its time for the first write. */
    private static final class BusyJournal implements ProcessingPolicy<JournalOperation> {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final List<Integer> sizes = new CopyOnWriteArrayList<>();
        private volatile int writes;
        private volatile boolean failsFirst;

        @Override
        public ProcessingResult tryProcess(String persistenceId, JournalOperation operation) {
            if (!(operation instanceof WriteEvents write)) {
                return ProcessingSuccess.getInstance();
            }
            writes++;
            sizes.add(write.batch().size());
            asked.countDown();
            QueueBatchesTest.await(letGo);
            return writes == 1 && failsFirst ? StorageFailure.create() : ProcessingSuccess.getInstance();
        }

        void awaitFirstWrite() {
            QueueBatchesTest.await(asked);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
