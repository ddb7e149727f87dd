package baton.engine.node;

import baton.engine.agent.AgentReply;
import baton.engine.duty.Carrier;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueErrand;
import baton.engine.routing.QueueErrand.OfferWork;
import baton.engine.routing.QueueErrand.RescindOffer;
import baton.engine.sharding.Entities;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries a queue's errands to agents, and an agent's refusal straight back. */
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
        return errand instanceof OfferWork offer ? offer(tenant, offer) : rescind(tenant, (RescindOffer) errand);
    }

    private CompletionStage<?> offer(String tenant, OfferWork offer) {
        var work = offer.work();
        return entities.askAgent(
                        tenant,
                        offer.agentId(),
                        to -> new baton.engine.agent.AgentCommand.OfferWork(
                                offer.offerId(),
                                offer.queueId(),
                                work.workId(),
                                work.work().medium(),
                                work.episodeId(),
                                work.work().legId(),
                                offer.because(),
                                to))
                .thenCompose(reply -> reply instanceof AgentReply.Accepted
                        ? CompletableFuture.completedStage(reply)
                        : resolve(
                                tenant,
                                offer.queueId(),
                                offer.offerId(),
                                work.workId(),
                                offer.agentId(),
                                OfferOutcome.NO_CAPACITY));
    }

    private CompletionStage<?> rescind(String tenant, RescindOffer rescind) {
        return entities.askAgent(
                        tenant,
                        rescind.agentId(),
                        to -> new baton.engine.agent.AgentCommand.RescindOffer(rescind.offerId(), to))
                .thenCompose(reply -> resolve(
                        tenant,
                        rescind.queueId(),
                        rescind.offerId(),
                        rescind.workId(),
                        rescind.agentId(),
                        OfferOutcome.RESCINDED));
    }

    private CompletionStage<Object> resolve(
            String tenant, String queueId, String offerId, String workId, String agentId, OfferOutcome outcome) {
        return entities.askQueue(tenant, queueId, to -> new ResolveOffer(offerId, workId, agentId, outcome, to))
                .thenApply(noted -> noted);
    }
}
