package baton.engine.likeness;

import baton.engine.NodeMessage;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link Likeness} can be asked to do. */
public sealed interface LikenessCommand extends NodeMessage {

    /** The customer has to do with it. Said twice it is done once. */
    record MentionClue(String customerId, ActorRef<Mentioned> replyTo) implements LikenessCommand {}

    /**
     * Who has to do with it, the one who was mentioned among them.
     *
     * @param common so many that it says nothing of anybody: the number of a shop, of a company
     */
    record Mentioned(List<String> customerIds, boolean common) implements NodeMessage {}
}
