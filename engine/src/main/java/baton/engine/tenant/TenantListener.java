package baton.engine.tenant;

import baton.engine.spi.Tenants.Tenant;
import java.util.Optional;

/** Hears of every change of a company on this node. */
@FunctionalInterface
public interface TenantListener {

    /**
     * Called after {@link LiveTenants} answer with {@code after}, in the order of the changes, by one thread at a time. Must not
     * wait for anything.
     *
     * @param before empty if the company is new to this node
     * @param after empty if it is gone
     */
    void changed(String tenantId, Optional<Tenant> before, Optional<Tenant> after);
}
