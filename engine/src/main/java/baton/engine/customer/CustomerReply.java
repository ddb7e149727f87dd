package baton.engine.customer;

import baton.engine.NodeMessage;
import baton.engine.customer.CustomerCommand.Absorption;
import baton.engine.customer.CustomerCommand.Separation;
import java.util.List;

/** The answer to a {@link CustomerCommand}. */
public sealed interface CustomerReply extends NodeMessage {

    /**
     * The current episode, open or closed, and what the next wait must know.
     *
     * @param customerId who answers: another one than who was asked if the two are the same person
     * @param joined episodes that go on in this one, or may: they recognise what they have seen
     */
    record CurrentEpisode(String customerId, String episodeId, List<String> joined, Ties ties)
            implements CustomerReply {}

    record Noted() implements CustomerReply {}

    /** There would be more of them than one customer can have; nothing is stored. */
    record TooMany(String what, int most) implements CustomerReply {}

    /** It is stored, and the other customer must hear of it. */
    record Merged(Absorption absorption) implements CustomerReply {}

    /** They are the same person as somebody else already. */
    record MergedElsewhere(String customerId) implements CustomerReply {}

    /** It is stored, and the other customer must hear of it. */
    record Unmerged(Separation separation) implements CustomerReply {}

    /** There is nothing to be undone. */
    record NotMerged() implements CustomerReply {}
}
