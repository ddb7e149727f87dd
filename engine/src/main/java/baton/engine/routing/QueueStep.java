package baton.engine.routing;

import baton.engine.duty.Duties;
import baton.engine.routing.Matching.Match;
import baton.engine.routing.QueueEvent.WorkOffered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One step of a {@link Queue}, that is one write: what happened, the offers that became possible by it, and what is owed afterwards. What
 * it has to say is settled when its events are stored.
 */
final class QueueStep {

    /**
     * Events of one step are stored in one write, before anybody hears of them. Thousands become possible at once when a queue opens or
     * rules change: the first ones need not wait for the last. (How large the write is does not matter: Cassandra's limit for batches is
     * for several partitions, and that for one is far away.)
     */
    private static final int MOST_EVENTS = 48;

    private final Matching matching;
    private final Explaining explaining;
    private final Instant now;
    private final List<QueueEvent> events = new ArrayList<>();
    private final List<Consumer<Duties<QueueCommand, QueueErrand>>> settlements = new ArrayList<>();

    private QueueState state;

    QueueStep(QueueState state, Matching matching, Explaining explaining, Instant now) {
        this.state = state;
        this.matching = matching;
        this.explaining = explaining;
        this.now = now;
        matching.advance(now);
    }

    void happens(QueueEvent event) {
        var before = state;
        state = state.after(event);
        matching.apply(event, state, now);
        events.add(event);
        settle(event, before, state);
    }

    /** Everything that is possible now, or as much of it as one write should hold. */
    void match() {
        while (!full()) {
            var match = matching.next(now);
            if (match.isEmpty()) {
                return;
            }
            happens(offer(match.get()));
        }
    }

    /** There may be more to match: it belongs into another step. */
    boolean full() {
        return events.size() >= MOST_EVENTS;
    }

    private WorkOffered offer(Match match) {
        var waiting = match.place().waiting();
        return new WorkOffered(
                waiting.nextOfferId(),
                waiting.item().workId(),
                match.candidate().agentId(),
                explaining.of(match, now),
                now);
    }

    private void settle(QueueEvent event, QueueState before, QueueState after) {
        if (event instanceof WorkOffered e) {
            var offer = after.offered().get(e.workId());
            if (offer != null) {
                settlements.add(duties -> duties.owe(QueueErrand.offer(offer, matching.rules())));
            }
            settlements.add(duties -> QueueMeters.offered());
        } else if (event instanceof QueueEvent.WaitTold e) {
            settlements.add(duties -> duties.waive(QueueErrand.tellId(e.kind(), e.workId())));
        } else if (event instanceof QueueEvent.WorkTaken e) {
            var taken = before.offered().get(e.workId());
            if (taken != null) {
                settlements.add(duties -> QueueMeters.taken(taken, now));
            }
            waiveOffer(e.workId(), before);
            waiveTellings(e.workId());
        } else if (event instanceof QueueEvent.WorkReturned e) {
            settlements.add(duties -> QueueMeters.ended(e.outcome()));
            settlements.add(duties -> duties.waive("offer " + e.offerId()));
            settlements.add(duties -> duties.waive("rescind " + e.offerId()));
        } else if (event instanceof QueueEvent.WorkWithdrawn e) {
            before.open(e.workId())
                    .filter(QueueState::isCaller)
                    .ifPresent(caller -> settlements.add(duties -> QueueMeters.abandoned()));
            waiveOffer(e.workId(), before);
            waiveTellings(e.workId());
            var open = before.offered().get(e.workId());
            if (open != null) {
                settlements.add(duties -> duties.owe(QueueErrand.rescind(open)));
            }
        }
    }

    /** Whose wait is over need not hear how it stands. */
    private void waiveTellings(String workId) {
        for (var kind : Line.TELLINGS) {
            settlements.add(duties -> duties.waive(QueueErrand.tellId(kind, workId)));
        }
    }

    private void waiveOffer(String workId, QueueState before) {
        var open = before.offered().get(workId);
        if (open != null) {
            settlements.add(duties -> duties.waive("offer " + open.offerId()));
        }
    }

    Instant now() {
        return now;
    }

    List<QueueEvent> events() {
        return events;
    }

    /** With these events. */
    QueueState state() {
        return state;
    }

    /** The events are stored: now others may hear of them. */
    void settle(Duties<QueueCommand, QueueErrand> duties) {
        settlements.forEach(settlement -> settlement.accept(duties));
        matching.line().tellings().forEach(telling -> duties.owe(QueueErrand.tell(telling)));
        duties.wake(matching.nextDeadline());
    }
}
