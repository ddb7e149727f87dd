package baton.engine.follow;

import baton.engine.NodeMessage;
import org.apache.pekko.actor.typed.ActorRef;

/** The answer to a wish to follow: watch {@code source}, and ask again when it is gone. */
public record Following(ActorRef<Void> source) implements NodeMessage {}
