package baton.engine.node;

import baton.engine.agent.AgentReply;
import baton.engine.duty.Carrier;
import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueErrand;
import baton.engine.routing.QueueErrand.OfferWork;
import baton.engine.routing.QueueErrand.RescindOffer;
import baton.engine.routing.QueueErrand.TellWait;
import baton.engine.sharding.Entities;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries a queue's errands to agents and episodes, and an agent's refusal straight back. */
final class QueueCarrier implements Carrier<QueueErrand> {

    private final Entities entities;

    QueueCarrier(Entities entities) {
        this.entities = entities;
    }

    @Override
    public void carry(String tenant, QueueErrand errand, Runnable done) {
        carry(tenant, errand).thenRun(done);
    }

    private CompletionStage<?> carry(String tenant, QueueErrand errand) {
        if (errand instanceof OfferWork offer) {
            return offer(tenant, offer);
        }
        return errand instanceof RescindOffer rescind ? rescind(tenant, rescind) : tell(tenant, (TellWait) errand);
    }

    private CompletionStage<?> offer(String tenant, OfferWork offer) {
        return entities.askAgent(
                        tenant,
                        offer.agentId(),
                        to -> new baton.engine.agent.AgentCommand.OfferWork(
                                offer.offerId(),
                                offer.item().episodeId(),
                                offer.item().work(),
                                offer.patience(),
                                offer.autoAccept(),
                                offer.explanation(),
                                to))
                .thenCompose(reply -> reply instanceof AgentReply.Accepted
                        ? CompletableFuture.completedStage(reply)
                        : resolve(
                                tenant,
                                offer.offerId(),
                                offer.item().workId(),
                                offer.agentId(),
                                OfferOutcome.NO_CAPACITY));
    }

    private CompletionStage<?> rescind(String tenant, RescindOffer rescind) {
        return entities.askAgent(
                        tenant,
                        rescind.agentId(),
                        to -> new baton.engine.agent.AgentCommand.RescindOffer(rescind.offerId(), to))
                .thenCompose(reply -> resolve(
                        tenant, rescind.offerId(), rescind.workId(), rescind.agentId(), OfferOutcome.RESCINDED));
    }

    private CompletionStage<?> tell(String tenant, TellWait tell) {
        return entities.askEpisode(
                tenant,
                tell.episodeId(),
                to -> new AnnounceWait(tell.workId(), tell.kind(), tell.alternative(), tell.opensAt(), to));
    }

    private CompletionStage<Object> resolve(
            String tenant, String offerId, String workId, String agentId, OfferOutcome outcome) {
        return entities.askQueue(tenant, Queue.GROUP, to -> new ResolveOffer(offerId, workId, agentId, outcome, to))
                .thenApply(noted -> noted);
    }
}
