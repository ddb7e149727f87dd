package baton.engine.customer;

import baton.engine.NodeMessage;

/** The answer to a {@link CustomerCommand}. */
public sealed interface CustomerReply extends NodeMessage {

    /** The current episode, open or closed, and what the next wait must know. */
    record CurrentEpisode(String episodeId, Ties ties) implements CustomerReply {}

    record NoEpisode() implements CustomerReply {}

    record Noted() implements CustomerReply {}
}
