package baton.engine.spi;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Companies that change when a test says so. */
final class EditedTenants implements Tenants {

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile FixedTenants now;

    EditedTenants(List<Tenant> tenants) {
        this.now = new FixedTenants(tenants);
    }

    void change(String tenantId, Consumer<baton.protocol.config.v1.Tenant.Builder> edit) {
        now = new FixedTenants(now.all().stream()
                .map(tenant -> tenant.id().equals(tenantId) ? edited(tenant, edit) : tenant)
                .toList());
        listeners.forEach(listener -> listener.accept(tenantId));
    }

    private static Tenant edited(Tenant tenant, Consumer<baton.protocol.config.v1.Tenant.Builder> edit) {
        var config = tenant.config().toBuilder();
        edit.accept(config);
        return Tenant.of(config.build(), tenant.version() + 1);
    }

    @Override
    public List<Tenant> all() {
        return now.all();
    }

    @Override
    public Optional<Tenant> byId(String tenantId) {
        return now.byId(tenantId);
    }

    @Override
    public Optional<Tenant> bySite(String siteKey) {
        return now.bySite(siteKey);
    }

    @Override
    public Optional<Tenant> byDialled(String dialled) {
        return now.byDialled(dialled);
    }

    @Override
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }
}
