package baton.engine.node;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentReply;
import baton.engine.agent.Offer;
import baton.engine.call.CallCommand;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallErrand;
import baton.engine.call.CallErrand.AcceptOffer;
import baton.engine.call.CallErrand.EndLeg;
import baton.engine.call.CallErrand.FreeLine;
import baton.engine.call.CallErrand.ReportAnswered;
import baton.engine.call.CallErrand.ReportHeld;
import baton.engine.call.CallErrand.ReportMiss;
import baton.engine.call.CallErrand.ReportOwner;
import baton.engine.call.CallErrand.ReportRinging;
import baton.engine.duty.Carrier;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeReply;
import baton.engine.routing.OfferOutcome;
import baton.engine.sharding.Entities;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries a call's errands to episode and agent. */
final class CallCarrier implements Carrier<CallErrand> {

    /** Why a phone has lost a call that its agent had accepted. */
    private static final Set<String> ACCEPTED_BEFORE =
            Set.of(CallCommand.NOT_JOINED, CallCommand.NO_CONFERENCE, CallCommand.LEFT);

    private final Entities entities;

    CallCarrier(Entities entities) {
        this.entities = entities;
    }

    @Override
    public void carry(String tenant, CallErrand errand, Runnable done) {
        carry(tenant, errand).thenRun(done);
    }

    private CompletionStage<?> carry(String tenant, CallErrand errand) {
        if (errand instanceof ReportRinging e) {
            return entities.askEpisode(
                    tenant,
                    e.episodeId(),
                    to -> new EpisodeCommand.ReportRinging(e.legId(), e.agentId(), e.offerId(), to));
        } else if (errand instanceof AcceptOffer e) {
            return accept(tenant, e);
        } else if (errand instanceof ReportAnswered e) {
            return entities.askEpisode(
                    tenant,
                    e.episodeId(),
                    to -> new EpisodeCommand.ReportAnswered(e.legId(), e.agentId(), e.offerId(), e.since(), to));
        } else if (errand instanceof ReportOwner e) {
            return entities.askAgent(tenant, e.agentId(), to -> new AgentCommand.OwnEpisode(e.legId(), to));
        } else if (errand instanceof ReportHeld e) {
            return entities.askEpisode(
                    tenant, e.episodeId(), to -> new EpisodeCommand.ReportHeld(e.legId(), e.by(), to));
        } else if (errand instanceof ReportMiss e) {
            return miss(tenant, e);
        } else if (errand instanceof EndLeg e) {
            return entities.askEpisode(
                    tenant, e.episodeId(), to -> new EpisodeCommand.EndLeg(e.legId(), e.reason(), to));
        }
        var free = (FreeLine) errand;
        return entities.askAgent(tenant, free.agentId(), to -> new AgentCommand.EndVoice(free.legId(), to));
    }

    /** The caller is given to the phone only after the episode has agreed: until then the hand-over may be withdrawn, or time out. */
    private CompletionStage<?> accept(String tenant, AcceptOffer e) {
        return entities.askAgent(tenant, e.agentId(), to -> new AgentCommand.AcceptOffer(e.offerId(), e.callId(), to))
                .thenCompose(reply -> reply instanceof AgentReply.Taken taken
                        ? assign(tenant, e.agentId(), taken.offer())
                        : completedStage(reply instanceof AgentReply.Accepted))
                .thenCompose(stands ->
                        entities.askCall(tenant, e.callId(), to -> new ConfirmPickUp(e.offerId(), stands, to)));
    }

    /** The agent's own errand says the same: the second time it is done already. */
    private CompletionStage<Boolean> assign(String tenant, String agentId, Offer offer) {
        return entities.askEpisode(
                        tenant,
                        offer.episodeId(),
                        to -> new EpisodeCommand.AssignAgent(
                                agentId, offer.work().workId(), offer.explanation(), to))
                .thenApply(EpisodeReply.Accepted.class::isInstance);
    }

    /** Whoever had accepted has nothing left to reject. */
    private CompletionStage<?> miss(String tenant, ReportMiss e) {
        return entities.askEpisode(
                        tenant,
                        e.episodeId(),
                        to -> new EpisodeCommand.ReportUnanswered(
                                e.legId(), e.agentId(), e.offerId(), e.reason(), e.talking(), to))
                .thenCompose(reported -> ACCEPTED_BEFORE.contains(e.reason())
                        ? CompletableFuture.<Object>completedStage(reported)
                        : reject(tenant, e));
    }

    private CompletionStage<Object> reject(String tenant, ReportMiss e) {
        return entities.askAgent(
                        tenant,
                        e.agentId(),
                        to -> new AgentCommand.RejectOffer(e.offerId(), OfferOutcome.of(e.reason()), to))
                .thenApply(rejected -> rejected);
    }
}
