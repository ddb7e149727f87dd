package baton.engine.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Companies that never change. */
public record FixedTenants(List<Tenant> all) implements Tenants {

    public static FixedTenants of(baton.protocol.config.v1.Tenant... configs) {
        return new FixedTenants(
                List.of(configs).stream().map(config -> Tenant.of(config, 1)).toList());
    }

    @Override
    public Optional<Tenant> byId(String tenantId) {
        return all.stream().filter(t -> t.id().equals(tenantId)).findFirst();
    }

    @Override
    public Optional<Tenant> bySite(String siteKey) {
        return all.stream().filter(t -> t.site().key().equals(siteKey)).findFirst();
    }

    @Override
    public Optional<Tenant> byDialled(String dialled) {
        return all.stream().filter(t -> dialled.startsWith(t.numbers().main())).findFirst();
    }

    @Override
    public void onChange(Consumer<String> listener) {}
}
