package baton.engine.agent;

import baton.engine.journal.JournalSerializer;

/** Stores {@link AgentEvent}s and {@link AgentState}s. Number and name are in the journal for ever. */
public final class AgentSerializer extends JournalSerializer<AgentEvent, AgentState> {

    public AgentSerializer() {
        super(8105, "agent", AgentEvent.class, new AgentFormat(), AgentState::history, AgentState::replay);
    }
}
