package baton.engine.follow;

import baton.engine.NodeMessage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The answer to a wish to follow: watch {@code source}, and ask again when it is gone.
 *
 * @param look the number that the wish bore; 0 if it bore none, or comes from a node of the release before
 */
public record Following(ActorRef<Void> source, int look) implements NodeMessage {

    public Following(ActorRef<Void> source) {
        this(source, 0);
    }

    /** To the wish with this number. */
    public Following to(int wish) {
        return new Following(source, wish);
    }
}
