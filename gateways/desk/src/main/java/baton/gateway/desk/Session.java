package baton.gateway.desk;

import java.time.Instant;

/**
 * A signed-in agent.
 *
 * @param sessionId of this login; all its sockets end with it
 * @param credential what the agent has signed in with, as {@link Credentials} write it
 */
record Session(String tenantId, String agentId, String sessionId, String credential, Instant expires) {}
