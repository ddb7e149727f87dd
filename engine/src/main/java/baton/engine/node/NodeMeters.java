package baton.engine.node;

import baton.engine.survival.Survival;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** How this node sees its cluster, and how many messages found nobody. */
final class NodeMeters implements MeterBinder {

    private final ActorSystem<?> system;
    private final Cluster cluster;

    NodeMeters(ActorSystem<?> system) {
        this.system = system;
        this.cluster = Cluster.get(system);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var status : List.of(MemberStatus.up(), MemberStatus.joining(), MemberStatus.leaving())) {
            Gauge.builder("baton_node_members", this, meters -> meters.members(status))
                    .description("Members of the cluster as this node sees them")
                    .tag("status", status.toString().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("baton_node_unreachable", this, NodeMeters::unreachable)
                .description("Members that this node or another one cannot reach")
                .strongReference(true)
                .register(registry);
        Gauge.builder("baton_node_may_acknowledge", Survival.get(system), node -> node.mayAcknowledgeNow() ? 1 : 0)
                .description(
                        "1 while this node may say that something is stored: it belongs to the cluster and reaches the database")
                .strongReference(true)
                .register(registry);
        var letters = Counter.builder("baton_node_dead_letters")
                .description("Messages to somebody who is not there any more")
                .register(registry);
        var reader = system.systemActorOf(reader(letters), "dead-letter-meter", Props.empty());
        system.eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, reader));
    }

    private static Behavior<DeadLetter> reader(Counter letters) {
        return Behaviors.receiveMessage(letter -> {
            letters.increment();
            return Behaviors.same();
        });
    }

    private double members(MemberStatus status) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(status))
                .count();
    }

    private double unreachable() {
        return cluster.state().getUnreachable().size();
    }
}
