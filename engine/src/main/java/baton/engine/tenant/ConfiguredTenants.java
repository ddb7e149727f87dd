package baton.engine.tenant;

import baton.engine.spi.Tenants;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Tenants read once from {@code baton.tenants}. */
public final class ConfiguredTenants implements Tenants {

    private final List<Tenant> tenants;
    private final Map<String, Tenant> byId;
    private final Map<String, Tenant> bySite;
    private final Map<String, Tenant> byNumber;

    private ConfiguredTenants(List<Tenant> tenants) {
        this.tenants = List.copyOf(tenants);
        this.byId = index(tenant -> List.of(tenant.id()), "tenant");
        this.bySite = index(tenant -> List.of(tenant.site().key()), "site key");
        this.byNumber = index(ConfiguredTenants::numbers, "number");
    }

    /** Fails with a sentence that names the setting if two tenants claim the same site key or number. */
    public static ConfiguredTenants from(Config config) {
        var all = config.getConfig("baton.tenants");
        var tenants = new ArrayList<Tenant>();
        for (var id : new TreeSet<>(all.root().keySet())) {
            tenants.add(tenant(id, all.getConfig(id)));
        }
        return new ConfiguredTenants(tenants);
    }

    private static Tenant tenant(String id, Config config) {
        var site = config.getConfig("site");
        var numbers = config.getConfig("numbers");
        return new Tenant(
                id,
                config.getString("company"),
                new Site(site.getString("key"), site.getStringList("origins"), site.getString("identity-secret")),
                new Numbers(numbers.getString("display"), numbers.getString("main"), numbers.getStringList("direct")),
                accounts(config.getConfig("agents")),
                config.getStringList("dispositions"),
                config.getString("queue"));
    }

    private static List<Account> accounts(Config config) {
        var accounts = new ArrayList<Account>();
        for (var id : new TreeSet<>(config.root().keySet())) {
            var agent = config.getConfig(id);
            accounts.add(new Account(
                    id,
                    agent.getString("name"),
                    agent.getString("password-hash"),
                    agent.getString("phone-secret"),
                    agent.getInt("text-capacity")));
        }
        return accounts;
    }

    private static List<String> numbers(Tenant tenant) {
        var numbers = new ArrayList<>(tenant.numbers().direct());
        numbers.add(tenant.numbers().main());
        return numbers;
    }

    private Map<String, Tenant> index(Function<Tenant, List<String>> keys, String what) {
        var index = new HashMap<String, Tenant>();
        for (var tenant : tenants) {
            for (var key : keys.apply(tenant)) {
                var other = index.put(key, tenant);
                if (other != null) {
                    throw new IllegalArgumentException("baton.tenants: " + what + " '" + key + "' belongs to both "
                            + other.id() + " and " + tenant.id());
                }
            }
        }
        return index;
    }

    @Override
    public List<Tenant> all() {
        return tenants;
    }

    @Override
    public Optional<Tenant> byId(String tenantId) {
        return Optional.ofNullable(byId.get(tenantId));
    }

    @Override
    public Optional<Tenant> bySite(String siteKey) {
        return Optional.ofNullable(bySite.get(siteKey));
    }

    @Override
    public Optional<Tenant> byDialled(String dialled) {
        var star = dialled.indexOf('*');
        var number = star < 0 ? dialled : dialled.substring(0, star);
        return Optional.ofNullable(byNumber.get(number));
    }
}
