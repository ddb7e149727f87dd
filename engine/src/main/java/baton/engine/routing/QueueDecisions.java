package baton.engine.routing;

import baton.engine.routing.QueueCommand.Change;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.ReportAvailability;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueCommand.WithdrawWork;
import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a change that a {@link Queue} is told of means, as things stand: an event, or nothing that is new. */
final class QueueDecisions {

    /** Until what the agent has said of itself meanwhile has arrived too. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Rules rules;
    private final Duration secondChance;
    private final Instant now;

    QueueDecisions(Rules rules, Duration secondChance, Instant now) {
        this.rules = rules;
        this.secondChance = secondChance;
        this.now = now;
    }

    Optional<QueueEvent> of(Change change, QueueState state) {
        if (change instanceof EnqueueWork enqueue) {
            return enqueue(state, enqueue);
        } else if (change instanceof WithdrawWork withdraw) {
            return withdraw(state, withdraw);
        } else if (change instanceof ReportAvailability report) {
            return report(state, report);
        } else if (change instanceof ResolveOffer resolve) {
            return resolve(state, resolve);
        }
        throw new IllegalArgumentException("change: " + change.getClass());
    }

    private Optional<QueueEvent> enqueue(QueueState state, EnqueueWork command) {
        var item = command.work().in(rules.of(command.work().work().queueId()).queueId());
        var known = state.open(item.workId()).filter(open -> open.item().equals(item));
        if (known.isPresent() || state.echoes().contains(item.workId())) {
            return Optional.empty();
        }
        return Optional.of(new WorkEnqueued(item, now));
    }

    /** Work that is not known yet may still be on its way: it must find that it is over. */
    private Optional<QueueEvent> withdraw(QueueState state, WithdrawWork command) {
        return state.echoes().contains(command.workId())
                ? Optional.empty()
                : Optional.of(new WorkWithdrawn(command.workId(), now));
    }

    private Optional<QueueEvent> report(QueueState state, ReportAvailability command) {
        var reported = command.availability();
        var known = state.agents().get(reported.agentId());
        if (known == null ? reported.isGone() : !reported.newerThan(known)) {
            return Optional.empty();
        }
        return Optional.of(
                reported.isGone() ? new AgentForgotten(reported.agentId(), now) : new AgentReported(reported, now));
    }

    private Optional<QueueEvent> resolve(QueueState state, ResolveOffer command) {
        var open = Optional.ofNullable(state.offered().get(command.workId()))
                .filter(offer -> offer.offerId().equals(command.offerId()));
        if (open.isEmpty() && !state.rescinded().containsKey(command.offerId())) {
            return lateTaker(state, command);
        }
        if (open.isPresent() && command.outcome() == OfferOutcome.ACCEPTED) {
            return Optional.of(taken(command, open.get().waiting()));
        }
        var again = now.plus(command.outcome() == OfferOutcome.NO_CAPACITY ? A_MOMENT : secondChance);
        return Optional.of(new WorkReturned(
                command.offerId(), command.workId(), command.agentId(), command.outcome(), again, now));
    }

    /** An offer that was said twice may be refused the first time and accepted the second time: the episode has its agent. */
    private Optional<QueueEvent> lateTaker(QueueState state, ResolveOffer command) {
        return Optional.ofNullable(state.waiting().get(command.workId()))
                .filter(waiting -> command.outcome() == OfferOutcome.ACCEPTED)
                .map(waiting -> taken(command, waiting));
    }

    private QueueEvent taken(ResolveOffer command, Waiting waiting) {
        return new WorkTaken(command.workId(), command.agentId(), inTime(waiting), now);
    }

    private boolean inTime(Waiting waiting) {
        var work = waiting.item().work();
        return !now.isAfter(work.since().plus(rules.of(work.queueId()).waiting().serviceLevel()));
    }
}
