package baton.engine.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.EntityKey;
import baton.engine.MovableClock;
import baton.engine.egress.SenderCommand.KeepConnected;
import baton.engine.egress.SenderCommand.Taken;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection that a sender keeps. */
class KeptConnectionTest {

    private final ActorTestKit kit = ActorTestKit.create();
    private final FakeConnector connector = new FakeConnector();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void itIsOpenedOnceHoweverOftenItIsAskedFor() {
        var sender = sender("acme");
        connector.account = Optional.of("first");

        keep(sender, "opens first");
        sender.tell(new KeepConnected());
        sender.tell(new KeepConnected());
        connector.account = Optional.of("second");
        keep(sender, "opens first", "closes first", "opens second");
    }

    @Test
    void whenTheAccountIsGoneItIsClosed() {
        var sender = sender("acme");
        connector.account = Optional.of("first");
        keep(sender, "opens first");

        connector.account = Optional.empty();

        keep(sender, "opens first", "closes first");
    }

    @Test
    void itIsClosedWithTheSender() {
        var sender = sender("acme");
        connector.account = Optional.of("first");
        keep(sender, "opens first");

        kit.stop(sender);

        assertThat(connector.deeds).containsExactly("opens first", "closes first");
    }

    @Test
    void whatCouldNotBeOpenedIsTriedAgain() {
        var sender = sender("acme");
        connector.account = Optional.of("first");
        connector.broken = true;
        keep(sender, "tries first");

        connector.broken = false;

        keep(sender, "tries first", "opens first");
    }

    @Test
    void anAccountThatNeedsNoneHasNone() {
        var sender = sender("acme");

        sender.tell(new KeepConnected());
        connector.account = Optional.of("first");

        keep(sender, "opens first");
    }

    @Test
    void operatorsSeeHowManyAreUpAndDown() {
        var registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        connector.account = Optional.of("first");
        keep(sender("counted"), "opens first");
        await().until(() -> isShown(registry, "down"));

        assertThat(count(registry, "up")).isEqualTo(1);
        connector.up = false;

        assertThat(count(registry, "up")).isZero();
        assertThat(count(registry, "down")).isEqualTo(1);
        Metrics.removeRegistry(registry);
    }

    /** The last of what follows an opening. */
    private static boolean isShown(SimpleMeterRegistry registry, String state) {
        return registry.find("baton_channel_connections")
                        .tags("channel", "counted", "state", state)
                        .gauge()
                != null;
    }

    private static double count(SimpleMeterRegistry registry, String state) {
        return registry.get("baton_channel_connections")
                .tags("channel", "counted", "state", state)
                .gauge()
                .value();
    }

    private void keep(ActorRef<SenderCommand> sender, String... deeds) {
        sender.tell(new KeepConnected());
        await().untilAsserted(() -> assertThat(connector.deeds).containsExactly(deeds));
    }

    private ActorRef<SenderCommand> sender(String channel) {
        return kit.spawn(Sender.create(
                new EntityKey("acme", channel),
                new Sender.Limits(1, Duration.ZERO),
                new SenderSettings(Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofSeconds(60), 3, 100),
                new MovableClock(),
                message -> CompletableFuture.completedStage(new Taken("")),
                (of, outcome) -> {},
                connector));
    }
}
