package baton.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every door promises. Extend it in the door's own tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GatewayContract {

    private ActorSystem<Void> system;

    /** A new door, not yet open. */
    protected abstract Gateway gateway();

    /** What the door's tests need beside its {@code reference.conf}: ports of their own, a secret. */
    protected Config config() {
        return ConfigFactory.parseString(
                """
                pekko.actor.provider = local
                pekko.http.server.remote-address-attribute = on
                baton.secret = "0123456789abcdef0123456789abcdef-of-the-tests"
                """);
    }

    @BeforeAll
    void startSystem() {
        system = ActorSystem.create(Behaviors.empty(), "doors", config().withFallback(ConfigFactory.load()));
    }

    @AfterAll
    void stopSystem() {
        system.terminate();
    }

    @Test
    void itIsFoundByTheServiceLoaderUnderItsName() {
        assertThat(ServiceLoader.load(Gateway.class))
                .filteredOn(found -> found.getClass().equals(gateway().getClass()))
                .extracting(Gateway::name)
                .containsExactly(gateway().name());
    }

    @Test
    void itsNameCanBeStoredForEver() {
        assertThat(gateway().name())
                .matches("[a-z0-9-]{1,32}")
                .isEqualTo(gateway().name());
    }

    @Test
    void itOpensAndCloses() throws Exception {
        var gateway = gateway();

        var route = gateway.open(new FakeEngine(system, InstantSource.system()))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        assertThat(route).isNotNull();
        assertThat(gateway.close().toCompletableFuture()).succeedsWithin(java.time.Duration.ofSeconds(60));
    }

    @Test
    void oneThatWasNeverOpenedCloses() {
        assertThat(gateway().close().toCompletableFuture()).succeedsWithin(java.time.Duration.ofSeconds(60));
    }
}
