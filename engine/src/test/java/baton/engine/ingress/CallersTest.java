package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.MovableClock;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand.LendAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.Customer;
import baton.engine.ingress.Callers.Caller;
import baton.engine.sharding.Entities;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.FixedTenants;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.CallerInvited;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Acme has the number 100, and Olena a code for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersTest {

    private static final String CODE = "471100";

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

    private final ActorTestKit actors = Clusters.ofOne(
            "callers", PersistenceTestKitPlugin.config().withFallback(PersistenceTestKitSnapshotPlugin.config()));
    private final MovableClock clock = new MovableClock();
    private final Entities entities = new Entities(actors.system(), Clusters.PATIENCE);
    private final Tenant acme = FixedTenants.of(
                    baton.protocol.config.v1.Tenant.newBuilder().setId("acme").build())
            .byId("acme")
            .orElseThrow();
    private final Callers callers = new Callers(
            entities,
            new EpisodeFinder(entities),
            new Lending(
                    entities, IngressSettings.from(actors.system().settings().config()), NONE, clock));

    @BeforeAll
    void lendTheCode() {
        Address.initSharding(actors.system(), clock);
        Customer.initSharding(actors.system(), clock, (tenant, errand, done) -> {});
        var until = clock.instant().plus(Duration.ofDays(1));
        get(entities.askAddress(
                "acme", new AddressKey(AddressKey.CODE, CODE), to -> new LendAddress("olena", until, to)));
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void whoeverDialsACodeIsTheCustomerToWhomItIsLent() {
        var caller = dials("c1", "+380501110001", "100*" + CODE);

        assertThat(caller.customerId()).isEqualTo("olena");
        assertThat(caller.code()).contains(CODE);
    }

    @Test
    void whoeverHasGuessedTooOftenIsACallerLikeAnyOther() {
        var stranger = dials("c10", "+380501110002", "100");
        for (int i = 0; i < 5; i++) {
            assertThat(dials("c2" + i, "+380501110002", "100*00000" + i)).isEqualTo(stranger);
        }

        assertThat(dials("c30", "+380501110002", "100*" + CODE)).isEqualTo(stranger);
    }

    @Test
    void aStarWithNothingBehindItIsNoGuess() {
        for (int i = 0; i < 30; i++) {
            assertThat(dials("c4" + i, "+380501110003", "100*").code()).isEmpty();
        }

        assertThat(dials("c50", "+380501110003", "100*" + CODE).customerId()).isEqualTo("olena");
    }

    private Caller dials(String callId, String from, String called) {
        return get(callers.recognise(
                acme,
                callId,
                CallerInvited.newBuilder()
                        .setTenant("acme")
                        .setCaller(from)
                        .setCalled(called)
                        .build()));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
