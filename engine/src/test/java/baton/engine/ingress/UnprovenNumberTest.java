package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressCommand.LendAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.Customer;
import baton.engine.duty.RecordingCarrier;
import baton.engine.ingress.Callers.Caller;
import baton.engine.sharding.Entities;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants;
import baton.protocol.config.v1.Numbers;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.CallerInvited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is calling, and whose a number becomes by that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnprovenNumberTest {

    private static final Tenants.Tenant ACME = Tenants.Tenant.of(
            Tenant.newBuilder()
                    .setId("acme")
                    .setNumbers(Numbers.newBuilder().setMain("100").addDirect("471100"))
                    .build(),
            1);

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
    private final Entities entities = new Entities(actors.system(), Clusters.PATIENCE);
    private final Callers callers = new Callers(
            entities,
            new EpisodeFinder(entities),
            new Lending(
                    entities, IngressSettings.from(actors.system().settings().config()), NONE, InstantSource.system()));

    UnprovenNumberTest() {
        Address.initSharding(actors.system(), InstantSource.system());
        Customer.initSharding(actors.system(), InstantSource.system(), new RecordingCarrier<>());
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void aNumberThatNobodyVouchesForIsAStrangersEveryTime() throws Exception {
        var victim = call("c1", "380501112233", "100", false).customerId();

        assertThat(call("c2", "380501112233", "100", false).customerId()).isEqualTo(victim);
        var stranger = call("c3", "380501112233", "100", true).customerId();
        assertThat(stranger).isNotEqualTo(victim);
        assertThat(call("c4", "380501112233", "100", true).customerId()).isNotIn(victim, stranger);
    }

    @Test
    void aCodeLeadsToItsCustomerFromAnyNumberAndLinksOnlyOneThatIsProven() throws Exception {
        lend("471101", "mallory");
        lend("471102", "olena");

        var forged = call("c5", "380502223344", "100*471101", true);
        var honest = call("c6", "380503334455", "100*471102", false);

        assertThat(forged.customerId()).isEqualTo("mallory");
        assertThat(settle(forged)).isFalse();
        assertThat(owner("380502223344")).isNotEqualTo("mallory");
        assertThat(honest.customerId()).isEqualTo("olena");
        assertThat(settle(honest)).isTrue();
        assertThat(owner("380503334455")).isEqualTo("olena");
    }

    private Caller call(String callId, String number, String called, boolean unproven) throws Exception {
        var invited = CallerInvited.newBuilder()
                .setTenant("acme")
                .setCaller(number)
                .setCalled(called)
                .setNumberUnproven(unproven)
                .build();
        return now(callers.recognise(ACME, callId, invited));
    }

    private boolean settle(Caller caller) throws Exception {
        return now(callers.settle(ACME, caller));
    }

    private void lend(String code, String customerId) throws Exception {
        var until = Instant.now().plus(Duration.ofHours(1));
        now(entities.askAddress(
                "acme", new AddressKey(AddressKey.CODE, code), to -> new LendAddress(customerId, until, to)));
    }

    /** Empty if it is nobody's. */
    private String owner(String number) throws Exception {
        var reply = now(entities.askAddress("acme", new AddressKey(AddressKey.PHONE, number), FindOwner::new));
        return reply instanceof Owned owned ? owned.customerId() : "";
    }

    private static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
