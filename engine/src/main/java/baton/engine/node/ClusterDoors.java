package baton.engine.node;

import baton.engine.Stages;
import baton.engine.call.PhoneDoors;
import baton.protocol.gateway.v1.CallOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.typed.Cluster;

/** The phone doors of all nodes of the cluster. */
final class ClusterDoors implements PhoneDoors {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ActorSystem<?> system;
    private final ActorRefResolver resolver;

    ClusterDoors(ActorSystem<?> system) {
        this.system = system;
        this.resolver = ActorRefResolver.get(system);
    }

    @Override
    public ActorRef<CallOrder> byName(String name) {
        return resolver.resolveActorRef(name);
    }

    @Override
    public boolean isOutside(String name) {
        var address = byName(name).path().address();
        return address.hasGlobalScope()
                && StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                        .noneMatch(member -> member.address().equals(address));
    }

    @Override
    public CompletionStage<List<String>> open() {
        var answer = AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                system.receptionist(), to -> Receptionist.find(KEY, to), PATIENCE, system.scheduler());
        return Stages.on(system.executionContext(), answer)
                .thenApply(listing -> listing.getServiceInstances(KEY).stream()
                        .map(resolver::toSerializationFormat)
                        .toList());
    }
}
