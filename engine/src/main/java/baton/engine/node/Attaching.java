package baton.engine.node;

import baton.engine.EntityKey;
import baton.engine.episode.EpisodeCommand.ReportFile;
import baton.engine.media.Fetcher;
import baton.engine.media.FetcherCommand.FetchFile;
import baton.engine.media.FetcherCommand.Missed;
import baton.engine.media.FetcherCommand.Outcome;
import baton.engine.media.FetcherCommand.Stored;
import baton.engine.media.Fetching;
import baton.engine.media.MediaMeters;
import baton.engine.media.MediaSettings;
import baton.engine.sharding.Entities;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** Brings together who fetches files, which door knows where they are, and who must know what came of it. */
final class Attaching {

    private final ActorSystem<?> system;
    private final Tenants tenants;
    private final Channels channels;
    private final Entities entities;
    private final Fetching fetching;

    Attaching(ActorSystem<?> system, Tenants tenants, Channels channels, Entities entities, Fetching fetching) {
        this.system = system;
        this.tenants = tenants;
        this.channels = channels;
        this.entities = entities;
        this.fetching = fetching;
    }

    /** Fetchers live where doors are open. */
    void start(MediaSettings settings, InstantSource clock) {
        MediaMeters.begin(channels.all().stream().map(ChannelGateway::name).toList());
        ClusterSharding.get(system)
                .init(Entity.of(Fetcher.TYPE_KEY, entity -> {
                            var key = EntityKey.parse(entity.getEntityId());
                            return Fetcher.create(
                                    key,
                                    settings,
                                    clock,
                                    file -> fetch(key, file),
                                    (file, outcome) -> report(key.tenant(), file, outcome));
                        })
                        .withRole("doors"));
    }

    private CompletionStage<Outcome> fetch(EntityKey key, FetchFile file) {
        var door = channels.byName(key.id());
        var account = tenants.byId(key.tenant()).flatMap(tenant -> tenant.account(key.id()));
        if (door.isEmpty() || account.isEmpty()) {
            return CompletableFuture.completedStage(new Missed("bad-account"));
        }
        return door.get()
                .fetch(account.get(), file.reference())
                .thenCompose(source -> fetching.fetch(key.tenant(), file, source));
    }

    /** Lost on the way it is found out again when the episode asks again. */
    private void report(String tenant, FetchFile file, Outcome outcome) {
        var stored = outcome instanceof Stored here ? here : new Stored("", 0, "");
        var code = outcome instanceof Missed missed ? missed.code() : "";
        entities.episode(tenant, file.episodeId())
                .tell(new ReportFile(
                        file.number(), stored.hash(), stored.size(), stored.mediaType(), code, system.ignoreRef()));
    }
}
