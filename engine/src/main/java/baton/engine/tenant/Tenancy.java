package baton.engine.tenant;

import baton.engine.spi.Configuration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * Companies on this node and how they are changed. One for each node: what serves the management port is made by Pekko from a class
 * name and finds it here.
 */
public final class Tenancy implements Extension {

    private final ActorSystem<?> system;
    private final LiveTenants tenants;
    private final LiveConfiguration configuration;

    private Tenancy(ActorSystem<?> system) {
        this.system = system;
        var vault = new Vault(system.settings().config().getString("baton.secret"));
        this.tenants = new LiveTenants(vault);
        this.configuration = new LiveConfiguration(system, tenants, vault);
    }

    public static Tenancy get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    /** Begins to follow the directory, once. Completes when this node knows all companies. */
    public CompletionStage<Done> follow() {
        tenants.follow(system);
        return tenants.complete();
    }

    public LiveTenants tenants() {
        return tenants;
    }

    public Configuration configuration() {
        return configuration;
    }

    private static final class Id extends ExtensionId<Tenancy> {

        private static final Id INSTANCE = new Id();

        @Override
        public Tenancy createExtension(ActorSystem<?> system) {
            return new Tenancy(system);
        }
    }
}
