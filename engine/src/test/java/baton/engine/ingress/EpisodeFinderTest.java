package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.customer.Address;
import baton.engine.customer.AddressKey;
import baton.engine.customer.Customer;
import baton.engine.duty.RecordingCarrier;
import baton.engine.sharding.Entities;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who it is that comes from an address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EpisodeFinderTest {

    private final ActorTestKit actors = Clusters.ofOne(
            "finder", PersistenceTestKitPlugin.config().withFallback(PersistenceTestKitSnapshotPlugin.config()));
    private final EpisodeFinder finder = new EpisodeFinder(new Entities(actors.system(), Clusters.PATIENCE));

    EpisodeFinderTest() {
        Address.initSharding(actors.system(), InstantSource.system());
        Customer.initSharding(actors.system(), InstantSource.system(), new RecordingCarrier<>());
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void whoCallsIsWhoeverHasWrittenAShortMessageFromThatNumber() throws Exception {
        var writer = customerOf("sms", "380501112233");

        assertThat(customerOf("phone", "380501112233")).isEqualTo(writer);
        assertThat(customerOf("sms", "380501112233")).isEqualTo(writer);
    }

    @Test
    void whoWritesAShortMessageIsWhoeverHasCalledFromThatNumber() throws Exception {
        var caller = customerOf("phone", "380502223344");

        assertThat(customerOf("sms", "380502223344")).isEqualTo(caller);
    }

    @Test
    void otherNumbersServicesAndNamesAreOthers() throws Exception {
        var writer = customerOf("sms", "380503334455");

        assertThat(customerOf("sms", "380503334456")).isNotEqualTo(writer);
        assertThat(customerOf("telegram", "380503334455")).isNotEqualTo(writer);
        assertThat(customerOf("sms", "4711")).isNotEqualTo(customerOf("phone", "4711"));
        assertThat(customerOf("sms", "MyBank")).isNotEqualTo(customerOf("phone", "MyBank"));
    }

    private String customerOf(String channel, String value) throws Exception {
        return finder.customerOf("acme", new AddressKey(channel, value))
                .toCompletableFuture()
                .get(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
