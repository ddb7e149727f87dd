package baton.engine.follow;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Who looks at an entity now. Not stored: who still wants to look after a crash asks again.
 *
 * @param <C> the entity's commands
 * @param <V> what is pushed
 * @param <N> what the entity remembers of each follower
 */
public final class Followers<C, V, N> {

    private final ActorContext<C> context;
    private final Function<ActorRef<V>, C> gone;
    private final Map<ActorRef<V>, N> followers = new HashMap<>();

    /** {@code gone} makes the message that the entity gets when a follower has stopped. */
    public Followers(ActorContext<C> context, Function<ActorRef<V>, C> gone) {
        this.context = context;
        this.gone = gone;
    }

    public Following add(ActorRef<V> follower, N note) {
        if (followers.put(follower, note) == null) {
            context.watchWith(follower, gone.apply(follower));
        }
        return new Following(context.getSelf().unsafeUpcast().narrow());
    }

    /** What is remembered of this follower changes; nothing happens if it is gone. */
    public void note(ActorRef<V> follower, N note) {
        followers.computeIfPresent(follower, (ref, old) -> note);
    }

    public void remove(ActorRef<V> follower) {
        followers.remove(follower);
    }

    public void each(BiConsumer<ActorRef<V>, N> action) {
        Map.copyOf(followers).forEach(action);
    }

    public int count() {
        return followers.size();
    }
}
