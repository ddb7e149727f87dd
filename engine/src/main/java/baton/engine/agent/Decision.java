package baton.engine.agent;

import baton.engine.agent.AgentReply.Reason;
import java.util.List;

/** What an agent's entity makes of a command. Pure: nothing has happened yet. */
sealed interface Decision {

    /** Store these, in this order, then say yes. Nothing to store: say yes at once. */
    record Persist(List<AgentEvent> events) implements Decision {}

    record Refuse(Reason reason, String detail) implements Decision {}

    static Decision persist(AgentEvent... events) {
        return new Persist(List.of(events));
    }

    static Decision nothing() {
        return new Persist(List.of());
    }
}
