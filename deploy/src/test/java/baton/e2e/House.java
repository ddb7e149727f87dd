package baton.e2e;

import baton.engine.FreePorts;
import baton.engine.node.Node;
import baton.launcher.Configuration;
import baton.launcher.Database;
import baton.launcher.EmbeddedCassandra;
import baton.launcher.TestCassandra;
import baton.testbed.Directories;
import baton.testbed.Place;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.awaitility.Awaitility;

/** The whole product in one process, as {@code baton up} starts it: a database on disk, one node with all doors, on free ports. */
final class House implements AutoCloseable {

    /** One for each scene. */
    private static final int COMPANIES = 340;

    private static final int STOP_SECONDS = 90;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final AtomicInteger companies = new AtomicInteger();
    private final Place place = Place.free();
    private final ActorSystem<?> telephones;
    private final CqlSession session;

    House() {
        patience();
        try {
            var directory = Files.createTempDirectory("baton-house");
            open.push(() -> Directories.remove(directory));
            var settings = TestCassandra.settings(directory.resolve("cassandra"));
            open.push(EmbeddedCassandra.start(settings));
            var config = config(
                    settings.nativePort(),
                    Company.file(directory, COMPANIES, List.of(Company::number)),
                    directory.resolve("media"));
            session = Database.connect(config);
            open.push(session);
            Database.schema(session, config).migrate(step -> {});
            startNode(config);
            telephones = telephones();
            open.push(() -> terminate(telephones));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long tests wait for what must happen, and how often they look. */
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.pollInSameThread();
    }

    private Config config(int database, Path companies, Path media) {
        var conf = Path.of("conf");
        var own = ConfigFactory.parseMap(Map.<String, Object>of(
                "baton.http.public-url",
                place.web("").toString(), // emulated messengers fetch there
                "baton.secret",
                "not a secret, for tests on the loopback only",
                "baton.episode.call-back-pause",
                "2s",
                "baton.http.reach-private",
                true, // emulated messengers, and programs that are told, stand on the loopback, too
                "baton.webchat.address-message-burst",
                1_000_000, // all customers come from the loopback
                "baton.webchat.address-visitor-burst",
                1_000_000,
                "baton.media.directory",
                media.toString(),
                "baton.media.trusted-origins",
                "http://127.0.0.1:*", // emulated messengers
                "baton.metrics.companies",
                1000, // each scene looks at the numbers of its own
                "baton.phone.registrar.algorithms",
                "MD5,SHA-256")); // the program sipp knows the first alone
        var mixer = FreePorts.next();
        return Configuration.load(
                conf,
                Map.of(),
                own,
                ConfigFactory.parseMap(Map.of(
                        "baton.phone.demo.mixer-port",
                        mixer,
                        "baton.call.conference",
                        "sip:room-{id}@127.0.0.1:" + mixer)),
                ConfigFactory.parseMap(Map.of(
                        "baton.http.port", place.http(),
                        "baton.phone.sip.port", place.sip(),
                        "pekko.management.http.port", place.management(),
                        "pekko.remote.artery.canonical.port", place.artery())),
                Configuration.cassandraAt(List.of("127.0.0.1:" + database)),
                Configuration.tenants(List.of(conf.resolve("demo.yaml"), companies)),
                Configuration.demo(conf));
    }

    private void startNode(Config config) {
        var node = Node.start(config, Clock.systemUTC());
        open.push(() -> node.stop().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS));
        node.ready().toCompletableFuture().join();
        Web.awaitReady(place);
    }

    /** Where telephones live: not in the node, and not in a cluster. */
    static ActorSystem<?> telephones() {
        var config = ConfigFactory.parseMap(Map.of("pekko.loglevel", "WARNING", "pekko.stdout-loglevel", "WARNING"))
                .withFallback(ConfigFactory.load());
        return ActorSystem.create(Behaviors.empty(), "telephones", config);
    }

    static void terminate(ActorSystem<?> system) throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    }

    Place place() {
        return place;
    }

    /** People of a company that nobody else uses. */
    Scene newScene() {
        var next = companies.getAndIncrement();
        if (next >= COMPANIES) {
            throw new IllegalStateException("more scenes than companies: raise COMPANIES");
        }
        return new Scene(place, Company.number(next), session, telephones);
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
