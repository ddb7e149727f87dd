package baton.gateway.desk;

import java.time.Instant;

/**
 * A signed-in agent.
 *
 * @param sessionId of this login; all its sockets end with it
 */
record Session(String tenantId, String agentId, String sessionId, Instant expires) {}
