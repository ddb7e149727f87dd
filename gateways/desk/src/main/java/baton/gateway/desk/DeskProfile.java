package baton.gateway.desk;

import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.NamedQueue;
import baton.protocol.config.v1.Queue;
import java.util.List;

/**
 * What the company's configuration says about one agent's desk.
 *
 * @param role {@code "agent"} or {@code "supervisor"}
 * @param breakReasons what an agent can be away for
 * @param queues where an episode can be sent
 */
record DeskProfile(String role, List<String> breakReasons, List<NamedQueue> queues) {

    static DeskProfile of(Tenant tenant, String agentId) {
        var config = tenant.config();
        return new DeskProfile(
                roleOf(tenant, agentId),
                config.getBreakReasonsList(),
                config.getQueuesList().stream().map(DeskProfile::named).toList());
    }

    static String roleOf(Tenant tenant, String agentId) {
        return tenant.agent(agentId).map(Account::role).orElse("agent");
    }

    static boolean isSupervisor(Tenant tenant, String agentId) {
        return tenant.agent(agentId).filter(Account::supervisor).isPresent();
    }

    private static NamedQueue named(Queue queue) {
        return NamedQueue.newBuilder()
                .setQueueId(queue.getId())
                .setName(queue.getName().isEmpty() ? queue.getId() : queue.getName())
                .build();
    }
}
