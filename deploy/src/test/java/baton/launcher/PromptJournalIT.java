package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our journal and snapshot store read with few questions is what the plugin's own read with many, from a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(360)
class PromptJournalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EmbeddedCassandra cassandra;
    private CqlSession session;
    private ActorSystem<Void> ours;
    private ActorSystem<Void> plugins;

    @BeforeAll
    void start(@TempDir Path directory) {
        var settings = TestCassandra.settings(directory);
        cassandra = EmbeddedCassandra.start(settings);
        var config = config(settings);
        session = Database.connect(config);
        Database.schema(session, config).migrate(step -> {});
        ours = system("baton.engine.journal.MeasuredJournal", "baton.engine.journal.PromptSnapshots", config);
        plugins = system(
                "org.apache.pekko.persistence.cassandra.journal.CassandraJournal",
                "org.apache.pekko.persistence.cassandra.snapshot.CassandraSnapshotStore",
                config);
    }

    /** A part of the table holds 1,200 events, so that a test can get to its end. */
    private static Config config(CassandraSettings settings) {
        var small = ConfigFactory.parseMap(Map.of(
                "pekko.actor.provider", "local",
                "pekko.loglevel", "WARNING",
                "pekko.persistence.cassandra.journal.target-partition-size", 1200,
                "pekko.persistence.cassandra.query.events-by-persistence-id-event-timeout", "500ms"));
        return Configuration.load(
                Path.of("conf"),
                Map.of(),
                small,
                Configuration.cassandraAt(List.of("127.0.0.1:" + settings.nativePort())));
    }

    private static ActorSystem<Void> system(String journal, String snapshots, Config config) {
        var classes = ConfigFactory.parseMap(Map.of(
                "pekko.persistence.cassandra.journal.class", journal,
                "pekko.persistence.cassandra.snapshot.class", snapshots));
        return ActorSystem.create(Behaviors.empty(), "baton", classes.withFallback(config));
    }

    @AfterAll
    void stop() {
        for (var system : List.of(ours, plugins)) {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
        session.close();
        cassandra.close();
    }

    /** Short and long, within a page and beyond it, in one part of the table and in the next, one by one and many at one time. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "1, 1, 0",
        "7, 1, 5",
        "10, 1, 5",
        "11, 1, 5",
        "499, 7, 0",
        "500, 100, 0",
        "501, 3, 0",
        "1190, 20, 0",
        "1199, 11, 0",
        "1200, 24, 0",
        "1201, 24, 0",
        "1210, 24, 1000",
        "2500, 50, 0",
        "2500, 50, 100",
        "200, 200, 0"
    })
    void anEntityWakesUpAsItWas(int events, int atOnce, int snapshotEvery) {
        var written = entity(snapshotEvery);
        add(written, events, atOnce);
        var state = expected(0, events, atOnce);

        assertThat(wake(ours, written)).isEqualTo(state);
        assertThat(wake(plugins, written)).isEqualTo(state);

        add(written, 3, 2);
        assertThat(wake(ours, written)).isEqualTo(expected(state, 3, 2));
    }

    /** All of it lies in the part of its last event: the first part looks as if nothing had come after the small ones. */
    @ParameterizedTest
    @CsvSource({"190, 7, 1100", "1150, 10, 100", "1199, 10, 2", "1199, 10, 1"})
    void whatWasStoredInOneGoBeyondTheEndOfAPartIsSeen(int small, int atOnce, int large) {
        var written = entity(0);
        add(written, small, atOnce);
        add(written, large, large);
        var state = expected(expected(0, small, atOnce), large, large);

        assertThat(wake(ours, written)).isEqualTo(state);
        assertThat(wake(plugins, written)).isEqualTo(state);
    }

    @Test
    void manyWhoWakeTheSameEntityAtOnceAllFindItAsItWas() {
        var written = entity(0);
        add(written, 300, 100);
        var state = expected(0, 300, 100);

        var woken = IntStream.range(0, 20)
                .mapToObj(i -> asked(ours, i % 4 == 0 ? blind(written) : written, List.of(), PATIENCE))
                .toList();

        assertThat(woken)
                .extracting(CompletableFuture::join)
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .map(i -> i % 4 == 0 ? 0 : state)
                        .boxed()
                        .toList());
    }

    /** Of an entity that was written by two: the table keeps both, and which one counts is for the plugin to say. */
    @Test
    void ofTwoEventsWithOneNumberTheSameOneCounts() {
        var written = entity(0);
        add(written, 10, 5);
        var first = session.execute(
                        "SELECT * FROM baton.messages WHERE persistence_id = ? AND partition_nr = 0 AND sequence_nr = 1",
                        written.id())
                .one();
        session.execute(
                "INSERT INTO baton.messages (persistence_id, partition_nr, sequence_nr, timestamp, timebucket, writer_uuid,"
                        + " ser_id, ser_manifest, event_manifest, event) VALUES (?, 0, 10, ?, ?, ?, ?, ?, ?, ?)",
                written.id(),
                Uuids.timeBased(),
                first.getString("timebucket"),
                UUID.randomUUID().toString(),
                first.getInt("ser_id"),
                first.getString("ser_manifest"),
                first.getString("event_manifest"),
                first.getByteBuffer("event"));

        assertThat(wake(ours, written)).isEqualTo(wake(plugins, written));
    }

    /** As sharding deletes its own notes. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "3, 1, 0",
        "3, 3, 5",
        "23, 1, 5",
        "20, 1, 5",
        "20, 5, 5",
        "1190, 30, 100",
        "1230, 30, 100",
        "2400, 60, 600"
    })
    void anEntityWhoseOldEventsAreDeletedWakesUpAsItWas(int events, int atOnce, int snapshotEvery) {
        var written = new Entity("/notes/" + UUID.randomUUID(), snapshotEvery, snapshotEvery > 0, false);
        add(written, events, atOnce);
        var state = expected(0, events, atOnce);

        assertThat(wake(ours, written)).isEqualTo(state);
        assertThat(wake(plugins, written)).isEqualTo(state);

        add(written, 3, 2);
        assertThat(wake(ours, written)).isEqualTo(expected(state, 3, 2));
    }

    /** Whoever goes on after them must not use their numbers again. */
    @Test
    void anEntityAllOfWhoseEventsAreDeletedGoesOnBehindThem() {
        var written = new Entity("/notes/" + UUID.randomUUID(), 0, false, false);
        add(written, 8, 4);
        session.execute(
                "DELETE FROM baton.messages WHERE persistence_id = ? AND partition_nr = 0 AND sequence_nr <= 8",
                written.id());
        session.execute("INSERT INTO baton.metadata (persistence_id, deleted_to) VALUES (?, 8)", written.id());

        add(written, 1, 1);

        assertThat(session.execute(
                                "SELECT sequence_nr FROM baton.messages WHERE persistence_id = ? AND partition_nr = 0",
                                written.id())
                        .all())
                .extracting(row -> row.getLong(0))
                .containsExactly(9L);
    }

    @Test
    void anEntityWithAGapWakesUpNowhere() {
        var written = entity(0);
        add(written, 5, 1);
        session.execute(
                "DELETE FROM baton.messages WHERE persistence_id = ? AND partition_nr = 0 AND sequence_nr = 3",
                written.id());

        for (var system : List.of(ours, plugins)) {
            assertThatThrownBy(() -> ask(system, written, List.of(), Duration.ofSeconds(3)))
                    .hasMessageContaining("timed out");
        }
    }

    /** Who only writes snapshots for an entity asks for its highest number, and never for its events. */
    @Test
    void whatWasReadForSomebodyWhoDidNotWantTheEventsIsNotTakenForAllThereIs() {
        var written = entity(0);
        add(written, 20, 10);
        assertThat(wake(ours, blind(written))).isZero();

        var more = IntStream.range(0, 600).boxed().toList();
        var state = ask(plugins, written, more, PATIENCE);

        assertThat(state).isEqualTo(expected(expected(0, 20, 10), 600, 600));
        assertThat(wake(ours, written)).isEqualTo(state);
    }

    @Test
    void aSnapshotThatCannotBeReadIsPassedOver() {
        var written = entity(5);
        add(written, 11, 1);
        var state = expected(0, 11, 1);
        var rows = session.execute("SELECT sequence_nr FROM baton.snapshots WHERE persistence_id = ?", written.id())
                .all();
        assertThat(rows).hasSize(2);
        session.execute(
                "UPDATE baton.snapshots SET snapshot_data = ? WHERE persistence_id = ? AND sequence_nr = ?",
                ByteBuffer.wrap(new byte[] {1}),
                written.id(),
                rows.get(0).getLong(0));

        assertThat(wake(ours, written)).isEqualTo(state);
    }

    /**
     * @param forgetful whether it deletes events that are in a snapshot
     * @param blind whether it does not care for its past
     */
    private record Entity(String id, int snapshotEvery, boolean forgetful, boolean blind) {}

    private static Entity entity(int snapshotEvery) {
        return new Entity("sum|" + UUID.randomUUID(), snapshotEvery, false, false);
    }

    private static Entity blind(Entity entity) {
        return new Entity(entity.id(), 0, false, true);
    }

    /** Wakes the entity up for each portion. */
    private int add(Entity entity, int events, int atOnce) {
        return portions(events, atOnce)
                .map(portion -> ask(ours, entity, portion, PATIENCE))
                .reduce(0, (before, after) -> after);
    }

    private static int expected(int state, int events, int atOnce) {
        return portions(events, atOnce).flatMap(List::stream).reduce(state, Sum::after);
    }

    private static Stream<List<Integer>> portions(int events, int atOnce) {
        return IntStream.iterate(0, stored -> stored < events, stored -> stored + atOnce)
                .mapToObj(stored -> IntStream.range(stored, Math.min(events, stored + atOnce))
                        .boxed()
                        .toList());
    }

    private int wake(ActorSystem<Void> system, Entity entity) {
        return ask(system, entity, List.of(), PATIENCE);
    }

    private int ask(ActorSystem<Void> system, Entity entity, List<Integer> events, Duration patience) {
        return asked(system, entity, events, patience).join();
    }

    private CompletableFuture<Integer> asked(
            ActorSystem<Void> system, Entity entity, List<Integer> events, Duration patience) {
        var sum = system.systemActorOf(new Sum(entity), "sum-" + UUID.randomUUID(), Props.empty());
        return AskPattern.<Add, Integer>ask(sum, replyTo -> new Add(events, replyTo), patience, system.scheduler())
                .toCompletableFuture();
    }

    private record Add(List<Integer> events, ActorRef<Integer> replyTo) {}

    /** Adds events, answers what all of them come to in their order, and goes to sleep. */
    private static final class Sum extends EventSourcedBehavior<Add, Integer, Integer> {

        private final Entity entity;

        Sum(Entity entity) {
            super(PersistenceId.ofUniqueId(entity.id()));
            this.entity = entity;
        }

        static int after(int state, int event) {
            return 31 * state + event + 1;
        }

        @Override
        public Integer emptyState() {
            return 0;
        }

        @Override
        public CommandHandler<Add, Integer, Integer> commandHandler() {
            return newCommandHandlerBuilder().forAnyState().onAnyCommand(add -> Effect()
                    .persist(add.events())
                    .thenRun(state -> add.replyTo().tell(state))
                    .thenStop());
        }

        @Override
        public EventHandler<Integer, Integer> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent(Sum::after);
        }

        @Override
        public Recovery recovery() {
            return entity.blind() ? Recovery.disabled() : super.recovery();
        }

        @Override
        public RetentionCriteria retentionCriteria() {
            if (entity.snapshotEvery() == 0) {
                return RetentionCriteria.disabled();
            }
            var every = RetentionCriteria.snapshotEvery(entity.snapshotEvery(), 2);
            return entity.forgetful() ? every.withDeleteEventsOnSnapshot() : every;
        }
    }
}
