package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.MovableClock;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressCommand.LendAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
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

/** Who is calling, and whose a number becomes by that. Acme has the number 100, and Olena a code for it. */
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
        lend(CODE, "olena");
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

    @Test
    void aNumberThatNobodyVouchesForIsAStrangersEveryTime() {
        var victim = dials("c60", "+380501112233", "100").customerId();

        assertThat(dials("c61", "+380501112233", "100").customerId()).isEqualTo(victim);
        var stranger = claims("c62", "+380501112233", "100").customerId();
        assertThat(stranger).isNotEqualTo(victim);
        assertThat(claims("c63", "+380501112233", "100").customerId()).isNotIn(victim, stranger);
    }

    @Test
    void aCodeLeadsToItsCustomerFromAnyNumberAndLinksOnlyOneThatIsProven() {
        lend("471101", "mallory");
        lend("471102", "olena");

        var forged = claims("c70", "+380502223344", "100*471101");
        var honest = dials("c71", "+380503334455", "100*471102");

        assertThat(forged.customerId()).isEqualTo("mallory");
        assertThat(settle(forged)).isFalse();
        assertThat(owner("380502223344")).isNotEqualTo("mallory");
        assertThat(honest.customerId()).isEqualTo("olena");
        assertThat(settle(honest)).isTrue();
        assertThat(owner("380503334455")).isEqualTo("olena");
    }

    private Caller dials(String callId, String from, String called) {
        return recognised(callId, invited(from, called));
    }

    /** The same from a number that nobody vouches for. */
    private Caller claims(String callId, String from, String called) {
        return recognised(callId, invited(from, called).setNumberUnproven(true));
    }

    private static CallerInvited.Builder invited(String from, String called) {
        return CallerInvited.newBuilder().setTenant("acme").setCaller(from).setCalled(called);
    }

    private Caller recognised(String callId, CallerInvited.Builder invited) {
        return get(callers.recognise(acme, callId, invited.build()));
    }

    private boolean settle(Caller caller) {
        return get(callers.settle(acme, caller));
    }

    private void lend(String code, String customerId) {
        var until = clock.instant().plus(Duration.ofDays(1));
        get(entities.askAddress(
                "acme", new AddressKey(AddressKey.CODE, code), to -> new LendAddress(customerId, until, to)));
    }

    /** Empty if it is nobody's. */
    private String owner(String number) {
        var reply = get(entities.askAddress("acme", new AddressKey(AddressKey.PHONE, number), FindOwner::new));
        return reply instanceof Owned owned ? owned.customerId() : "";
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
