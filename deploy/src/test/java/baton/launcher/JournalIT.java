package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.FreePorts;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Configuration, tables and plugin fit each other. */
@Timeout(360)
class JournalIT {

    @Test
    void anEntityRecoversFromTheTablesThatWeMade(@TempDir Path directory) {
        var settings = TestCassandra.settings(directory);
        try (var cassandra = EmbeddedCassandra.start(settings)) {
            migrate(settings);

            assertThat(addUp(settings, 12)).isEqualTo(12);
            assertThat(addUp(settings, 12)).isEqualTo(24);

            try (var session = Database.connect(config(settings))) {
                var events = session.execute("SELECT sequence_nr FROM baton.messages")
                        .all();
                var snapshots = session.execute("SELECT sequence_nr FROM baton.snapshots")
                        .all();
                assertThat(events).hasSize(24);
                assertThat(snapshots).isNotEmpty();
            }
        }
    }

    private static void migrate(CassandraSettings settings) {
        try (var session = Database.connect(config(settings))) {
            Database.schema(session, config(settings)).migrate(step -> {});
        }
    }

    /** Adds one that many times in a system of its own and returns the sum that its entity answers at last. */
    private static int addUp(CassandraSettings settings, int times) {
        var system = ActorSystem.create(Sum.create(), "baton", config(settings));
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address())); // outside of it nothing is stored
        try {
            var sum = 0;
            for (var i = 0; i < times; i++) {
                sum = AskPattern.<ActorRef<Integer>, Integer>ask(
                                system, replyTo -> replyTo, Duration.ofSeconds(60), system.scheduler())
                        .toCompletableFuture()
                        .join();
            }
            return sum;
        } finally {
            system.terminate();
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            system.getWhenTerminated().toCompletableFuture().isDone());
        }
    }

    private static Config config(CassandraSettings settings) {
        var ports = ConfigFactory.parseMap(
                Map.of("pekko.remote.artery.canonical.port", FreePorts.next(), "pekko.loglevel", "WARNING"));
        return Configuration.load(
                Path.of("conf"),
                Map.of(),
                ports,
                Configuration.cassandraAt(List.of("127.0.0.1:" + settings.nativePort())));
    }

    /** Every message adds one and is answered with the sum. */
    static final class Sum extends EventSourcedBehavior<ActorRef<Integer>, Integer, Integer> {

        private Sum() {
            super(PersistenceId.ofUniqueId("sum"));
        }

        static Sum create() {
            return new Sum();
        }

        @Override
        public Integer emptyState() {
            return 0;
        }

        @Override
        public CommandHandler<ActorRef<Integer>, Integer, Integer> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onAnyCommand(replyTo -> Effect().persist(1).thenRun(sum -> replyTo.tell(sum)));
        }

        @Override
        public EventHandler<Integer, Integer> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent(Integer::sum);
        }

        @Override
        public RetentionCriteria retentionCriteria() {
            return RetentionCriteria.snapshotEvery(5, 2);
        }
    }
}
