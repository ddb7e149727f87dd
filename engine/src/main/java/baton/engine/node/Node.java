package baton.engine.node;

import baton.engine.feed.EntityFeeds;
import baton.engine.ingress.AgentIngress;
import baton.engine.ingress.CallIngress;
import baton.engine.ingress.CustomerIngress;
import baton.engine.ingress.FairShare;
import baton.engine.ingress.IngressSettings;
import baton.engine.ingress.Lending;
import baton.engine.ingress.ProfileAddresses;
import baton.engine.ingress.ProfileIngress;
import baton.engine.ingress.StoredSessionEnds;
import baton.engine.media.Fetching;
import baton.engine.media.FilesRoute;
import baton.engine.media.MediaSettings;
import baton.engine.media.MediaStore;
import baton.engine.media.StoredFiles;
import baton.engine.sharding.Entities;
import baton.engine.sharding.Redelivery;
import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Refused;
import baton.engine.spi.Gateway;
import baton.engine.spi.Tenants;
import baton.engine.survival.Survival;
import baton.engine.tenant.Directory;
import baton.engine.tenant.Tenancy;
import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.Tenant;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of Baton: cluster member, entities, doors. */
public final class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** For connections to close after all else is done. */
    private static final Duration CONNECTIONS_CLOSE = Duration.ofSeconds(5);

    private final ActorSystem<Void> system;
    private final CompletionStage<Done> ready;
    private final CompletionStage<Done> ended;

    private Node(ActorSystem<Void> system, CompletionStage<Done> ready) {
        this.system = system;
        this.ready = ready;
        this.ended = Ending.of(system, CONNECTIONS_CLOSE);
    }

    /**
     * Starts a node from a complete configuration ({@code baton.*}, {@code pekko.*}).
     *
     * @throws IllegalArgumentException with a sentence that names the setting or the file if companies cannot be read
     */
    public static Node start(Config config, InstantSource clock) {
        var tenants = TenantFiles.from(config);
        ActorSystem<Void> system = ActorSystem.create(guardian(), "baton", config);
        var ready = start(system, tenants, clock).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("the node cannot start", failure);
                system.terminate();
            }
        });
        return new Node(system, ready);
    }

    /** The guardian has nothing to do: everything is an entity, a door or a follower. */
    private static Behavior<Void> guardian() {
        return Behaviors.empty();
    }

    /** Companies first: entities and doors that wake up want to know for whom they work. */
    private static CompletionStage<Done> start(ActorSystem<Void> system, List<Tenant> files, InstantSource clock) {
        try {
            var tenancy = Tenancy.get(system);
            var serving = Serving.get(system);
            var doors = Doors.find();
            var management = PekkoManagement.get(system).start();
            Directory.initSharding(system, clock);
            return management
                    .thenAccept(bound -> Joining.begin(system))
                    .thenCompose(joining -> tenancy.follow())
                    .thenComposeAsync(followed -> load(files, tenancy), system.executionContext())
                    .thenApplyAsync(loaded -> engine(system, doors, tenancy, clock), system.executionContext())
                    .thenCompose(engine -> open(doors, engine, tenancy))
                    .thenApply(open -> {
                        serving.begin();
                        return open;
                    });
        } catch (RuntimeException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    /** A node may be there for entities alone. */
    private static CompletionStage<Done> open(List<Gateway> doors, NodeEngine engine, Tenancy tenancy) {
        return Cluster.get(engine.system()).selfMember().hasRole("doors")
                ? new Doors(engine, doors, new FilesRoute(engine.files()).route())
                        .open()
                        .thenApply(open -> connect(doors, engine.system(), tenancy))
                : CompletableFuture.completedStage(Done.getInstance());
    }

    private static Done connect(List<Gateway> doors, ActorSystem<?> system, Tenancy tenancy) {
        var patience = IngressSettings.from(system.settings().config()).patience();
        var connecting = new Connecting(DoorChannels.among(doors), new Entities(system, patience));
        connecting.start(system, tenancy.tenants());
        tenancy.tenants().onChange(connecting);
        return Done.getInstance();
    }

    /** What is in files and not yet in the directory, one after the other. */
    private static CompletionStage<Done> load(List<Tenant> files, Tenancy tenancy) {
        CompletionStage<Done> loaded = CompletableFuture.completedStage(Done.getInstance());
        for (var tenant : files) {
            var author = new Author(tenant.getId(), "operator", 0);
            loaded = loaded.thenCompose(before -> tenancy.configuration().loadNew(author, tenant))
                    .thenApply(outcome -> {
                        if (outcome instanceof Refused refused) {
                            throw new IllegalArgumentException("the company '" + tenant.getId()
                                    + "' in baton.tenants-files is refused: " + refused.detail() + "\n"
                                    + TenantFiles.lines(refused.problems()));
                        }
                        return Done.getInstance();
                    });
        }
        return loaded;
    }

    private static NodeEngine engine(ActorSystem<?> system, List<Gateway> doors, Tenancy tenancy, InstantSource clock) {
        var tenants = tenancy.tenants();
        var config = system.settings().config();
        var settings = IngressSettings.from(config);
        var entities = new Entities(system, settings.patience());
        var channels = DoorChannels.among(doors);
        var listening = Listening.among(doors, tenants);
        var egress = new Egress(system, tenants, channels, listening, entities, () -> Survival.get(system)
                .mayServe());
        egress.start(clock);
        var links = new LinkPost(entities, tenants, channels, settings, clock);
        new Shards(system, clock, entities).start(tenants, egress.outlets(), listening, links);
        Redelivery.start(system);
        var media = MediaSettings.from(config);
        var store = MediaStore.from(config, system, clock);
        var files = new StoredFiles(store, media, config, clock);
        new Attaching(system, tenants, channels, entities, new Fetching(system, media, files)).start(media, clock);
        store.tidy(clock.instant());
        tenants.onChange(new Reconsidering(entities));
        var accounts = new AccountCheck(channels, listening, config);
        accounts.all(tenants);
        tenants.onChange(accounts);
        var lending = new Lending(entities, settings, channels, clock);
        var share = new FairShare(settings.perSecond(), clock);
        return new NodeEngine(
                system,
                clock,
                tenants,
                tenancy.configuration(),
                new CustomerIngress(tenants, entities, lending, settings, share),
                new EntityFeeds(system, tenants, entities),
                new AgentIngress(tenants, entities, files, settings, clock),
                new StoredSessionEnds(system, entities, clock),
                new ProfileIngress(tenants, entities, new ProfileAddresses(channels), clock),
                files,
                new CallIngress(system, tenants, entities, lending, share));
    }

    /** Companies as this node knows them; none before the node is ready. */
    public Tenants tenants() {
        return Tenancy.get(system).tenants();
    }

    public ActorSystem<Void> system() {
        return system;
    }

    /** Completes when all doors are open; fails, and the node ends, when one cannot be opened. */
    public CompletionStage<Done> ready() {
        return ready;
    }

    /** Completes when it has ended, asked or not. */
    public CompletionStage<Done> ended() {
        return ended;
    }

    /** Closes the doors, hands over what lives here, leaves the cluster. Completes when all that is done. */
    public CompletionStage<Done> stop() {
        system.terminate();
        return ended;
    }
}
