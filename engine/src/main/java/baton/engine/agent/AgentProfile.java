package baton.engine.agent;

/** What the configuration says of an agent. */
public record AgentProfile(String name, String queueId, int textCapacity) {}
