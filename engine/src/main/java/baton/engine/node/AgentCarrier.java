package baton.engine.node;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import baton.engine.agent.AgentCommand.LeaveEpisode;
import baton.engine.agent.AgentCommand.RejectOffer;
import baton.engine.agent.AgentErrand;
import baton.engine.agent.AgentErrand.ConcludeOffer;
import baton.engine.agent.AgentErrand.ReportAvailability;
import baton.engine.agent.AgentErrand.ReturnEpisode;
import baton.engine.agent.AgentErrand.RingPhone;
import baton.engine.agent.Offer;
import baton.engine.call.CallCommand;
import baton.engine.call.CallReply;
import baton.engine.duty.Carrier;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.DeclineWork;
import baton.engine.episode.EpisodeReply;
import baton.engine.episode.EpisodeReply.Reason;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.sharding.Entities;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries an agent's errands to queue, episode and call. */
final class AgentCarrier implements Carrier<AgentErrand> {

    private final Entities entities;
    private final InstantSource clock;

    AgentCarrier(Entities entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public void carry(String tenant, AgentErrand errand, Runnable done) {
        carry(tenant, errand).thenRun(done);
    }

    private CompletionStage<?> carry(String tenant, AgentErrand errand) {
        if (errand instanceof ReportAvailability report) {
            return entities.askQueue(
                    tenant, Queue.GROUP, to -> new QueueCommand.ReportAvailability(report.availability(), to));
        } else if (errand instanceof RingPhone ring) {
            return ring(tenant, ring);
        } else if (errand instanceof ReturnEpisode give) {
            return giveBack(tenant, give);
        }
        var conclude = (ConcludeOffer) errand;
        return conclude.outcome() == OfferOutcome.ACCEPTED
                ? assign(tenant, conclude).thenCompose(assigned -> resolve(tenant, conclude))
                : decline(tenant, conclude)
                        .thenCompose(declined -> stopPhone(tenant, conclude))
                        .thenCompose(stopped -> resolve(tenant, conclude));
    }

    /** Whoever asked a colleague to come must know that nobody does. */
    private CompletionStage<?> decline(String tenant, ConcludeOffer conclude) {
        var work = conclude.offer().work();
        return work.purpose() == Purpose.SERVE
                ? completedStage(conclude)
                : entities.askEpisode(
                        tenant,
                        conclude.offer().episodeId(),
                        to -> new DeclineWork(
                                work.workId(),
                                conclude.agentId(),
                                conclude.outcome().word(),
                                to));
    }

    /** Whoever is offered a call that has not come in time has missed nothing. */
    private CompletionStage<?> ring(String tenant, RingPhone ring) {
        var offer = ring.offer();
        return entities.askCall(
                        tenant,
                        offer.work().legId(),
                        to -> new CallCommand.RingPhone(
                                offer.offerId(),
                                ring.agentId(),
                                ring.contact(),
                                offer.work().purpose() == Purpose.HELP,
                                to))
                .thenCompose(reply -> reply instanceof CallReply.Unknown
                        ? unreachable(tenant, ring)
                        : CompletableFuture.<Object>completedStage(reply));
    }

    private CompletionStage<Object> unreachable(String tenant, RingPhone ring) {
        return entities.askAgent(
                        tenant,
                        ring.agentId(),
                        to -> new RejectOffer(ring.offer().offerId(), OfferOutcome.UNREACHABLE, to))
                .thenApply(rejected -> rejected);
    }

    /** The queue hears of an acceptance only after the episode has: so nothing that is taken can wait again. */
    private CompletionStage<?> assign(String tenant, ConcludeOffer conclude) {
        var offer = conclude.offer();
        return entities.askEpisode(
                        tenant,
                        offer.episodeId(),
                        to -> new AssignAgent(conclude.agentId(), offer.work().workId(), offer.explanation(), to))
                .thenCompose(reply -> reply instanceof EpisodeReply.Accepted
                        ? completedStage(reply)
                        : leave(
                                tenant,
                                conclude.agentId(),
                                offer.episodeId(),
                                offer.work().workId()));
    }

    private CompletionStage<?> giveBack(String tenant, ReturnEpisode give) {
        return entities.askEpisode(
                        tenant,
                        give.episodeId(),
                        to -> new EpisodeCommand.ReturnEpisode(give.agentId(), "disconnected", to))
                .thenCompose(reply -> {
                    if (reply instanceof EpisodeReply.Accepted) {
                        return completedStage(reply);
                    }
                    return later(reply)
                            ? failedStage(new IllegalStateException("not now: give it back later"))
                            : leave(tenant, give.agentId(), give.episodeId(), "");
                });
    }

    /** The agent is on the phone with the customer, or is writing up: that ends by itself. */
    private static boolean later(EpisodeReply reply) {
        return reply instanceof EpisodeReply.Rejected rejected
                && (rejected.reason() == Reason.CALL_IN_PROGRESS
                        || rejected.reason() == Reason.NOT_ALLOWED_IN_THIS_STATE);
    }

    private CompletionStage<Object> leave(String tenant, String agentId, String episodeId, String workId) {
        return entities.askAgent(tenant, agentId, to -> new LeaveEpisode(episodeId, workId, to))
                .thenApply(left -> left);
    }

    private CompletionStage<?> stopPhone(String tenant, ConcludeOffer conclude) {
        var offer = conclude.offer();
        if (offer.work().medium() == Medium.TEXT) {
            return completedStage(conclude);
        }
        return entities.askCall(
                        tenant,
                        offer.work().legId(),
                        to -> new CallCommand.StopPhone(
                                offer.offerId(), conclude.outcome().word(), to))
                .thenCompose(reply -> stopped(tenant, conclude, reply));
    }

    /** What becomes of a caller who may still come is seen later; the agent need not wait for that. */
    private CompletionStage<?> stopped(String tenant, ConcludeOffer conclude, CallReply reply) {
        var offer = conclude.offer();
        if (Invitations.mayCome(reply, offer.madeAt(), clock.instant())) {
            return resolve(tenant, conclude).thenCompose(free -> failedStage(Invitations.notYet()));
        }
        return reply instanceof CallReply.Accepted ? completedStage(reply) : endLeg(tenant, offer);
    }

    /** There is no such call: its invitation never got into the journal, and nobody is waiting on the line. */
    private CompletionStage<Object> endLeg(String tenant, Offer offer) {
        return entities.askEpisode(
                        tenant,
                        offer.episodeId(),
                        to -> new EpisodeCommand.EndLeg(offer.work().legId(), "failed", to))
                .thenApply(ended -> ended);
    }

    private CompletionStage<?> resolve(String tenant, ConcludeOffer conclude) {
        var offer = conclude.offer();
        return entities.askQueue(
                tenant,
                Queue.GROUP,
                to -> new ResolveOffer(
                        offer.offerId(), offer.work().workId(), conclude.agentId(), conclude.outcome(), to));
    }
}
