package baton.engine.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand;
import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressCommand.ReleaseAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.Customer;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked on one node of a real cluster while another one goes. Whom it is about never answers. */
class EntitiesTest {

    private static final AddressKey SLOW = new AddressKey("phone", "+380 44 1");

    private final List<AddressCommand> heard = new CopyOnWriteArrayList<>();
    private final List<ActorTestKit> nodes = new ArrayList<>();
    private final ActorTestKit first = node("entities");

    private ActorTestKit node(String role) {
        var settings = ConfigFactory.parseString(
                """
                pekko.cluster.roles = [%s]
                pekko.cluster.sharding.role = "entities"
                pekko.cluster.run-coordinated-shutdown-when-down = off
                """
                        .formatted(role));
        var node = ActorTestKit.create(
                "asking", settings.withFallback(Clusters.CONFIG).withFallback(ConfigFactory.load()));
        nodes.add(node);
        var seed = Cluster.get(nodes.get(0).system()).selfMember().address();
        Cluster.get(node.system()).manager().tell(Join.create(seed));
        await().atMost(Clusters.PATIENCE).untilAsserted(() -> assertThat(
                        Cluster.get(first().system()).state().getMembers())
                .hasSize(nodes.size())
                .allMatch(member -> member.status().toString().equals("Up")));
        return node;
    }

    private ActorTestKit first() {
        return nodes.get(0);
    }

    @AfterEach
    void stop() {
        Collections.reverse(nodes);
        nodes.forEach(ActorTestKit::shutdownTestKit);
    }

    @Test
    void whenANodeWithEntitiesGoesOnlyWhatIsIdempotentIsSaidAgain() {
        // given two questions without an answer, and another node on which entities could live
        var second = node("entities");
        ClusterSharding.get(second.system()).init(Entity.of(Customer.TYPE_KEY, entity -> Behaviors.empty()));
        ask();

        // when it goes
        leave(second);

        // then the one that changes nothing is said again and again, and the other one was said once
        await().atMost(Clusters.PATIENCE)
                .untilAsserted(() -> assertThat(heard(FindOwner.class)).isGreaterThan(2));
        assertThat(heard(ReleaseAddress.class)).isEqualTo(1);
    }

    @Test
    void whenANodeWithDoorsAloneGoesNothingIsSaidAgain() {
        // given a question that is asked while a node goes that cannot have it
        var second = node("doors");
        ask();

        leave(second);

        // then it is left alone for longer than it takes to say it again
        await().during(Insistence.EVERY.multipliedBy(3))
                .atMost(Clusters.PATIENCE)
                .untilAsserted(() -> assertThat(heard).hasSize(2));
    }

    private void ask() {
        ClusterSharding.get(first.system()).init(Entity.of(Address.TYPE_KEY, entity -> silent()));
        var entities = new Entities(first.system(), Clusters.LONG_PATIENCE);
        entities.askAddress("acme", SLOW, FindOwner::new);
        entities.askAddress("acme", SLOW, to -> new ReleaseAddress("customer-1", to));
        await().atMost(Clusters.PATIENCE).untilAsserted(() -> assertThat(heard).hasSize(2));
    }

    private Behavior<AddressCommand> silent() {
        return Behaviors.receiveMessage(command -> {
            heard.add(command);
            return Behaviors.same();
        });
    }

    private void leave(ActorTestKit node) {
        var cluster = Cluster.get(node.system());
        cluster.manager().tell(Leave.create(cluster.selfMember().address()));
        await().atMost(Clusters.LONG_PATIENCE).untilAsserted(() -> assertThat(
                        Cluster.get(first.system()).state().getMembers())
                .hasSize(1));
    }

    private long heard(Class<? extends AddressCommand> kind) {
        return heard.stream().filter(kind::isInstance).count();
    }
}
