package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.NodeMessage;
import baton.engine.allowance.AllowanceCommand.Look;
import baton.engine.allowance.AllowanceCommand.Spend;
import baton.engine.allowance.AllowanceReply.UsedUp;
import baton.engine.sharding.Entities;
import baton.engine.spi.SessionEnds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;

/** {@link SessionEnds} as an allowance: a session may be ended once. Who has used that up is over until the allowance forgets it. */
public final class StoredSessionEnds implements SessionEnds {

    private static final String NAME = "session-ends";
    private static final int ONCE = 1;

    private final Entities entities;
    private final InstantSource clock;
    private final ActorRef<Topic.Command<Said>> topic;
    private final List<Consumer<Ended>> listeners = new CopyOnWriteArrayList<>();

    /** What nodes tell each other. */
    record Said(String tenant, String sessionId, Instant expires) implements NodeMessage {}

    public StoredSessionEnds(ActorSystem<?> system, Entities entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
        this.topic = system.systemActorOf(Topic.create(Said.class, NAME), NAME, Props.empty());
        topic.tell(Topic.subscribe(system.systemActorOf(listening(), NAME + "-here", Props.empty())));
    }

    private Behavior<Said> listening() {
        return Behaviors.receiveMessage(said -> {
            tell(new Ended(said.tenant(), said.sessionId(), said.expires()));
            return Behaviors.same();
        });
    }

    @Override
    public CompletionStage<Done> end(Ended session) {
        tell(session);
        topic.tell(Topic.publish(new Said(session.tenant(), session.sessionId(), session.expires())));
        var left = Duration.between(clock.instant(), session.expires());
        return left.isNegative() || left.isZero()
                ? completedStage(Done.getInstance())
                : entities.askAllowance(
                                session.tenant(), what(session.sessionId()), reply -> new Spend(ONCE, left, reply))
                        .thenApply(grantedOrUsedUp -> Done.getInstance());
    }

    @Override
    public CompletionStage<Boolean> isOver(String tenant, String sessionId) {
        return entities.askAllowance(tenant, what(sessionId), reply -> new Look(ONCE, reply))
                .thenApply(UsedUp.class::isInstance);
    }

    @Override
    public void onEnd(Consumer<Ended> listener) {
        listeners.add(listener);
    }

    private static String what(String sessionId) {
        return "end of session " + sessionId;
    }

    private void tell(Ended session) {
        listeners.forEach(listener -> listener.accept(session));
    }
}
