package baton.engine.sharding;

import baton.engine.Idempotent;
import baton.engine.call.Call;
import baton.engine.call.CallCommand;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand;
import baton.engine.customer.Customer;
import baton.engine.customer.CustomerCommand;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import java.util.List;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Says again what a region threw away. While a shard moves, the region that had it drops what other nodes still sent there, because it might
 * overtake what came before. An {@link Idempotent} command may be overtaken: it goes to the region again, which keeps it until the shard has
 * its new home. Otherwise whoever asked would wait in vain for the whole patience.
 */
public final class Redelivery {

    /** What regions give as their reason. Other things are dropped because too much is waiting, and saying them again makes that worse. */
    private static final String REASON = "shard handoff";

    /** Those of whose commands some are idempotent. */
    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(AddressCommand.class, Address.TYPE_KEY),
            new Kind<>(CallCommand.class, Call.TYPE_KEY),
            new Kind<>(CustomerCommand.class, Customer.TYPE_KEY),
            new Kind<>(EpisodeCommand.class, Episode.TYPE_KEY));

    private record Kind<C>(Class<C> commands, EntityTypeKey<C> key) {

        boolean takes(Object command) {
            return commands.isInstance(command);
        }

        void tell(ClusterSharding sharding, String entityId, Object command) {
            sharding.entityRefFor(key, entityId).tell(commands.cast(command));
        }
    }

    private Redelivery() {}

    /** Once for each node. */
    public static void start(ActorSystem<?> system) {
        var supervised =
                Behaviors.supervise(create(ClusterSharding.get(system))).onFailure(SupervisorStrategy.restart());
        system.systemActorOf(supervised, "redelivery", Props.empty());
    }

    private static Behavior<DeadLetter> create(ClusterSharding sharding) {
        return Behaviors.setup(context -> {
            context.getSystem().eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, context.getSelf()));
            return Behaviors.receiveMessage(letter -> {
                sayAgain(sharding, letter);
                return Behaviors.same();
            });
        });
    }

    private static void sayAgain(ClusterSharding sharding, DeadLetter letter) {
        if (letter.message() instanceof Dropped dropped
                && dropped.reason().contains(REASON)
                && dropped.message() instanceof ShardingEnvelope<?> envelope
                && envelope.message() instanceof Idempotent command) {
            KINDS.stream()
                    .filter(kind -> kind.takes(command))
                    .forEach(kind -> kind.tell(sharding, envelope.entityId(), command));
        }
    }
}
