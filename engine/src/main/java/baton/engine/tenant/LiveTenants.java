package baton.engine.tenant;

import baton.engine.spi.Tenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Companies as this node knows them: a replica of the {@link Directory} that one actor keeps and that everybody reads at once,
 * without asking anybody. Empty until the first complete replica is there.
 */
public final class LiveTenants implements Tenants {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTenants.class);

    private final List<TenantListener> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Done> complete = new CompletableFuture<>();
    private final Waiting waiting = new Waiting();

    /** Written by the replica's actor alone, immutable inside. */
    private volatile View view = View.of(Map.of());

    /** Everything that is asked for, found by all its names. */
    private record View(
            List<Tenant> all, Map<String, Tenant> byId, Map<String, Tenant> bySite, Map<String, Tenant> byNumber) {

        private static View of(Map<String, Tenant> byId) {
            var sites = new HashMap<String, Tenant>();
            var numbers = new HashMap<String, Tenant>();
            byId.values().forEach(tenant -> {
                sites.put(tenant.site().key(), tenant);
                numbers.put(tenant.numbers().main(), tenant);
                tenant.numbers().direct().forEach(number -> numbers.put(number, tenant));
            });
            sites.remove("");
            numbers.remove("");
            return new View(List.copyOf(byId.values()), byId, sites, numbers);
        }
    }

    private final Vault vault;

    LiveTenants(Vault vault) {
        this.vault = vault;
    }

    /** Begins to follow; the replica lives as long as the node. */
    void follow(ActorSystem<?> system) {
        var replica = system.systemActorOf(
                Replica.create(Directory.ref(system)::tell, this::changed), "tenants", Props.empty());
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeClusterShutdown(), "stop-following-tenants", () -> {
                    replica.tell(new Replica.Stop());
                    return CompletableFuture.completedStage(Done.getInstance());
                });
    }

    /** Completes when the first complete replica is there. */
    public CompletionStage<Done> complete() {
        return complete;
    }

    /** Completes when this node knows all changes up to this one. */
    CompletionStage<Done> knows(long number) {
        return waiting.until(number);
    }

    /** Told of every change from now on; told of all companies if the first replica is still to come. */
    public void onChange(TenantListener listener) {
        listeners.add(listener);
    }

    @Override
    public void onChange(Consumer<String> listener) {
        onChange((tenantId, before, after) -> listener.accept(tenantId));
    }

    /** By the replica's actor. */
    private void changed(DirectoryState before, DirectoryState after) {
        var old = view.byId();
        var next = new TreeMap<String, Tenant>();
        after.companies()
                .forEach((id, company) -> next.put(
                        id,
                        before.company(id).filter(company::equals).isPresent()
                                ? Optional.ofNullable(old.get(id)).orElseThrow()
                                : Tenant.of(
                                        vault.opened(company.whole()),
                                        company.last().number())));
        view = View.of(next);
        tell(old, next);
        waiting.reached(after.last());
        complete.complete(Done.getInstance());
    }

    private void tell(Map<String, Tenant> old, Map<String, Tenant> next) {
        old.keySet().stream()
                .filter(id -> !next.containsKey(id))
                .forEach(id -> tell(id, Optional.ofNullable(old.get(id)), Optional.empty()));
        next.forEach((id, tenant) -> {
            var before = Optional.ofNullable(old.get(id));
            if (before.isEmpty() || before.get() != tenant) {
                tell(id, before, Optional.of(tenant));
            }
        });
    }

    private void tell(String tenantId, Optional<Tenant> before, Optional<Tenant> after) {
        for (var listener : listeners) {
            try {
                listener.changed(tenantId, before, after);
            } catch (RuntimeException broken) {
                LOG.error("a listener did not take the change of {}", tenantId, broken);
            }
        }
    }

    @Override
    public List<Tenant> all() {
        return view.all();
    }

    @Override
    public Optional<Tenant> byId(String tenantId) {
        return Optional.ofNullable(view.byId().get(tenantId));
    }

    @Override
    public Optional<Tenant> bySite(String siteKey) {
        return Optional.ofNullable(view.bySite().get(siteKey));
    }

    @Override
    public Optional<Tenant> byDialled(String dialled) {
        var star = dialled.indexOf('*');
        return Optional.ofNullable(view.byNumber().get(star < 0 ? dialled : dialled.substring(0, star)));
    }
}
