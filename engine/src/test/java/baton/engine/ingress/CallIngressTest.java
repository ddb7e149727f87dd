package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.sharding.Entities;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.FixedTenants;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallerInvited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of a call before any entity hears of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallIngressTest {

    private static final Channels NONE = new Channels() {

        @Override
        public List<ChannelGateway> all() {
            return List.of();
        }

        @Override
        public Optional<ChannelGateway> byName(String channel) {
            return Optional.empty();
        }
    };

    private final ActorTestKit actors = Clusters.ofOne("calls");
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T09:00:00Z"));
    private final FairShare share = new FairShare(1, clock);
    private final FixedTenants tenants =
            FixedTenants.of(Tenant.newBuilder().setId("acme").build());
    private final Entities entities = new Entities(actors.system(), Duration.ofSeconds(1));
    private final CallIngress calls = new CallIngress(
            actors.system(),
            tenants,
            entities,
            new Lending(
                    entities, IngressSettings.from(actors.system().settings().config()), NONE, clock),
            share);

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void aCallAboveTheShareOfItsCompanyIsToldToComeAgainLater() {
        share.take("acme");
        share.take("acme");

        var receipt = calls.signal(CallSignal.newBuilder()
                .setCallId("c1")
                .setCallerInvited(CallerInvited.newBuilder().setTenant("acme"))
                .build());

        assertThat(receipt).isCompleted();
        var refused = receipt.toCompletableFuture().join().getRefused();
        assertThat(refused.getCode()).isEqualTo("try-again");
        assertThat(refused.getRetryAfterMs()).isGreaterThanOrEqualTo(1000);
    }
}
