package baton.engine.agent;

import baton.engine.NodeMessage;
import java.util.Locale;

/** The answer to an {@link AgentCommand.Deed}. A refusal is a value with a code, never an exception. */
public sealed interface AgentReply extends NodeMessage {

    /** It is in the journal. */
    record Accepted() implements AgentReply {}

    /** The agent has taken the call; whether the episode gives it, it has not said yet. */
    record Taken(Offer offer) implements AgentReply {}

    /** {@code reason} is for machines, {@code detail} for people. */
    record Rejected(Reason reason, String detail) implements AgentReply {}

    enum Reason {
        NO_CAPACITY,
        OFFER_GONE,
        ANSWER_YOUR_PHONE;

        /** The stable code for clients. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
