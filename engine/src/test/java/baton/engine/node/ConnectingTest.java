package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.sharding.Entities;
import baton.engine.spi.FixedTenants;
import baton.engine.spi.Line;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who opens connections: senders as they are in the cluster, over a door that keeps some. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectingTest {

    private final ActorTestKit actors = Clusters.ofOne(
            "connecting",
            ConfigFactory.parseString("pekko.cluster.roles = [\"doors\"]\nbaton.egress.connect-every = 1s\n"
                    + "baton.secret = \"0123456789abcdef0123456789abcdef-of-the-tests\""));
    private final Wires wires = new Wires();
    private final DoorChannels channels = new DoorChannels(List.of(wires));
    private final FixedTenants tenants =
            FixedTenants.of(company("acme", "sea"), company("globex", "land"), company("initech", "sea"));

    /** Pigeons with wires, for accounts whose loft is at sea. */
    private static final class Wires extends Pigeons {

        private final List<String> deeds = new CopyOnWriteArrayList<>();

        @Override
        public boolean connects(ChannelAccount account) {
            return account.setting("loft").equals("sea");
        }

        @Override
        public Line connect(String tenant, ChannelAccount account) {
            deeds.add("opens " + tenant);
            return new Line() {

                @Override
                public boolean up() {
                    return true;
                }

                @Override
                public void close() {
                    deeds.add("closes " + tenant);
                }
            };
        }
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void everyAccountThatNeedsAConnectionGetsOneAndOnlyOne() {
        var entities = new Entities(actors.system(), Clusters.PATIENCE);
        new Egress(
                        actors.system(),
                        tenants,
                        channels,
                        new Listening(List.of(), tenants),
                        entities,
                        () -> CompletableFuture.completedStage(null))
                .start(InstantSource.system());
        var connecting = new Connecting(channels, entities);

        connecting.start(actors.system(), tenants);

        await().atMost(Clusters.PATIENCE)
                .untilAsserted(() -> assertThat(wires.deeds).containsExactlyInAnyOrder("opens acme", "opens initech"));
        connecting.changed("acme", tenants.byId("acme"), tenants.byId("acme"));
        await().during(Duration.ofMillis(2500)).atMost(Clusters.PATIENCE).untilAsserted(() -> assertThat(wires.deeds)
                .hasSize(2));
    }

    private static Tenant company(String id, String loft) {
        return Tenant.newBuilder()
                .setId(id)
                .addAccounts(baton.protocol.config.v1.ChannelAccount.newBuilder()
                        .setChannel("pigeon")
                        .putSettings("loft", loft))
                .build();
    }
}
