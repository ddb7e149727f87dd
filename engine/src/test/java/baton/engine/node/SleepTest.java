package baton.engine.node;

import baton.engine.Clusters;
import baton.engine.MovableClock;
import baton.engine.customer.Address;
import baton.engine.customer.Customer;
import baton.engine.media.DirectoryStore;
import baton.engine.media.Fetching;
import baton.engine.media.MediaSettings;
import baton.engine.media.StoredFiles;
import baton.engine.sharding.Entities;
import baton.engine.spi.FixedTenants;
import baton.engine.spi.Tenants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * When sharding puts whom to sleep whom nobody asks. Real regions say so when they begin: what they count by is the machine's clock, which cannot be
 * moved.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SleepTest {

    private static final Logger REGIONS = (Logger) LoggerFactory.getLogger(ShardRegion.class);

    private final ActorTestKit actors = Clusters.ofOne(
            "sleep",
            ConfigFactory.parseString(
                            """
                    pekko.cluster.roles = ["doors", "entities"]
                    baton.secret = "0123456789abcdef0123456789abcdef-of-the-tests"
                    """)
                    .withFallback(PersistenceTestKitPlugin.config())
                    .withFallback(PersistenceTestKitSnapshotPlugin.config()));
    private final MovableClock clock = new MovableClock();
    private final Tenants tenants = FixedTenants.of();
    private final DoorChannels channels = new DoorChannels(List.of());
    private final Entities entities = new Entities(actors.system(), Clusters.PATIENCE);

    @BeforeAll
    void listen() {
        REGIONS.setLevel(Level.INFO);
    }

    @AfterAll
    void stop() {
        REGIONS.setLevel(null);
        actors.shutdownTestKit();
    }

    /** To wake it up takes 5 ms. */
    @Test
    void anAddressSleepsAfterThirtySeconds() {
        assertSaid("address: Automatic entity passivation: idle entities after [30.00 s]", () -> {
            Address.initSharding(actors.system(), clock);
        });
    }

    /** Whether somebody looks at a customer, and what they owe, only they know. When they do, {@code CustomerTest} says. */
    @Test
    void aCustomerIsNotPutToSleepButSleepsByItself() {
        assertSaid("customer: Automatic entity passivation: disabled", () -> {
            Customer.initSharding(actors.system(), clock, new CustomerCarrier(entities));
        });
    }

    /** What it remembers of a provider's limits and of what has been sent is gone then. */
    @Test
    void aSenderSleepsAfterTwoMinutes() {
        var egress = new Egress(
                actors.system(),
                tenants,
                channels,
                new Listening(List.of(), tenants),
                entities,
                () -> CompletableFuture.completedStage(null));

        assertSaid("sender: Automatic entity passivation: idle entities after [2.000 min]", () -> egress.start(clock));
    }

    @Test
    void aFetcherSleepsAfterTwoMinutes(@TempDir Path directory) {
        var config = actors.system().settings().config();
        var media = MediaSettings.from(config);
        var files = new StoredFiles(new DirectoryStore(directory, actors.system()), media, config, clock);
        var fetching = new Fetching(actors.system(), media, files);
        var attaching = new Attaching(actors.system(), tenants, channels, entities, fetching);

        assertSaid(
                "fetcher: Automatic entity passivation: idle entities after [2.000 min]",
                () -> attaching.start(media, clock));
    }

    private void assertSaid(String words, Runnable start) {
        LoggingTestKit.info(words).expect(actors.system(), () -> {
            start.run();
            return null;
        });
    }
}
