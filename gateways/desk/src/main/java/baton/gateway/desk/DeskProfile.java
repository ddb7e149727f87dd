package baton.gateway.desk;

import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.NamedQueue;
import java.util.List;

/**
 * What the company's configuration says about one agent's desk.
 *
 * @param role {@code "agent"} or {@code "supervisor"}
 * @param breakReasons what an agent can be away for
 * @param queues where an episode can be sent
 */
record DeskProfile(String role, List<String> breakReasons, List<NamedQueue> queues) {

    static final String SUPERVISOR = "supervisor";

    static DeskProfile of(Tenant tenant, String agentId) {
        return new DeskProfile("agent", List.of(), List.of());
    }

    boolean isSupervisor() {
        return role.equals(SUPERVISOR);
    }
}
