package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.episode.EpisodeCommand.GetRouting;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.RoutedWork;
import baton.protocol.client.v1.RoutingView;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Why an episode waits, or why this agent: what the episode has stored, and for what waits now what its queue says. */
final class RoutingQuestion {

    private final Entities entities;
    private final LiveRouting live;

    RoutingQuestion(Entities entities, LiveRouting live) {
        this.entities = entities;
        this.live = live;
    }

    CompletionStage<Optional<RoutingView>> answer(Tenant tenant, String episodeId) {
        return entities.ask(entities.episode(tenant.id(), episodeId), GetRouting::new)
                .thenCompose(stored -> stored.getWorksCount() == 0
                        ? completedStage(Optional.empty())
                        : complete(tenant, stored).thenApply(Optional::of));
    }

    private CompletionStage<RoutingView> complete(Tenant tenant, RoutingView stored) {
        var all = completedStage(stored.toBuilder().clearWorks());
        for (var work : stored.getWorksList()) {
            all = all.thenCombine(now(tenant, work), RoutingView.Builder::addWorks);
        }
        return all.thenApply(RoutingView.Builder::build);
    }

    private CompletionStage<RoutedWork> now(Tenant tenant, RoutedWork work) {
        return work.getStatus().equals("waiting") ? live.of(tenant, work) : completedStage(work);
    }
}
