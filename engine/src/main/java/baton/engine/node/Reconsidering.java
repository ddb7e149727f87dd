package baton.engine.node;

import baton.engine.agent.AgentCommand.ReconsiderProfile;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand.ReconsiderRules;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.tenant.TenantListener;
import java.util.Optional;

/**
 * Lets queues and agents know that their configuration has changed. Each node tells of what it knows itself: so an entity is told
 * by its own node at the latest, when that node can answer it. Agents who are new need not be told: they begin with what is known.
 */
final class Reconsidering implements TenantListener {

    private final Entities entities;

    Reconsidering(Entities entities) {
        this.entities = entities;
    }

    @Override
    public void changed(String tenantId, Optional<Tenant> before, Optional<Tenant> after) {
        entities.queue(tenantId, Queue.GROUP).tell(new ReconsiderRules());
        before.ifPresent(old -> old.agents().stream()
                .filter(account -> !unchanged(account, after))
                .forEach(account -> entities.agent(tenantId, account.agentId()).tell(new ReconsiderProfile())));
    }

    private static boolean unchanged(Account account, Optional<Tenant> after) {
        return after.flatMap(tenant -> tenant.agent(account.agentId()))
                .filter(now -> now.config().equals(account.config()))
                .isPresent();
    }
}
