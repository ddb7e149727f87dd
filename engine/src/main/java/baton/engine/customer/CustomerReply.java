package baton.engine.customer;

import baton.engine.NodeMessage;

/** The answer to a {@link CustomerCommand}. */
public sealed interface CustomerReply extends NodeMessage {

    /** The current episode, open or closed. */
    record CurrentEpisode(String episodeId) implements CustomerReply {}

    record NoEpisode() implements CustomerReply {}

    record Noted() implements CustomerReply {}
}
