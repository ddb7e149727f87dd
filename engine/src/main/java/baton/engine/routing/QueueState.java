package baton.engine.routing;

import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Who waits and who could serve.
 *
 * @param waiting work that nobody has been offered, by work id
 * @param offered work that one agent is looking at, by work id
 * @param rescinded agents who still have to be told that an offer is off, by offer id
 * @param agents what each agent said last
 */
public record QueueState(
        PMap<String, Waiting> waiting,
        PMap<String, Offered> offered,
        PMap<String, Offered> rescinded,
        PMap<String, Availability> agents) {

    /** The first in line first; the work id only makes the order total. */
    private static final Comparator<Waiting> SENIORITY = Comparator.<Waiting, Instant>comparing(
                    waiting -> waiting.work().work().since())
            .thenComparing(waiting -> waiting.work().workId());

    /**
     * @param notAgain until when an agent who did not take it does not get it again
     * @param offers how often it has been offered
     */
    record Waiting(WorkItem work, PMap<String, Instant> notAgain, int offers) {}

    record Offered(Waiting waiting, String offerId, String agentId, String because) {}

    public static QueueState empty() {
        return new QueueState(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());
    }

    static QueueState replay(List<QueueEvent> events) {
        var state = empty();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** Everything that waits, in the order in which it is to be served. */
    List<Waiting> inOrder() {
        return waiting.values().stream().sorted(SENIORITY).toList();
    }

    /** When an agent may be asked again about something that is waiting. */
    Optional<Instant> nextSecondChance(Instant now) {
        return waiting.values().stream()
                .flatMap(w -> w.notAgain().values().stream())
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    QueueState after(QueueEvent event) {
        if (event instanceof WorkEnqueued e) {
            var id = e.work().workId();
            var before = Optional.ofNullable(waiting.get(id));
            var notAgain = before.map(Waiting::notAgain).orElse(HashTreePMap.empty());
            var item =
                    new Waiting(e.work(), notAgain, before.map(Waiting::offers).orElse(0));
            return new QueueState(waiting.plus(id, item), offered, rescinded, agents);
        } else if (event instanceof WorkWithdrawn e) {
            return withdrawn(e);
        } else if (event instanceof AgentReported e) {
            var availability = e.availability();
            return new QueueState(waiting, offered, rescinded, agents.plus(availability.agentId(), availability));
        } else if (event instanceof WorkOffered e) {
            return offered(e);
        } else if (event instanceof WorkReturned e) {
            return returned(e);
        }
        return new QueueState(waiting, offered.minus(((WorkTaken) event).workId()), rescinded, agents);
    }

    private QueueState withdrawn(WorkWithdrawn e) {
        var open = offered.get(e.workId());
        var off = open == null ? rescinded : rescinded.plus(open.offerId(), open);
        return new QueueState(waiting.minus(e.workId()), offered.minus(e.workId()), off, agents);
    }

    private QueueState offered(WorkOffered e) {
        var item = waiting.get(e.workId());
        if (item == null) {
            throw new IllegalStateException("work offered: " + e.workId() + " (expected: one that waits)");
        }
        var once = new Waiting(item.work(), item.notAgain(), item.offers() + 1);
        var offer = new Offered(once, e.offerId(), e.agentId(), e.because());
        return new QueueState(
                waiting.minus(e.workId()),
                offered.plus(e.workId(), offer),
                rescinded,
                reserved(e.agentId(), item.work()));
    }

    private QueueState returned(WorkReturned e) {
        var open = offered.get(e.workId());
        var stillOff = rescinded.minus(e.offerId());
        if (open == null || !open.offerId().equals(e.offerId())) {
            return new QueueState(waiting, offered, stillOff, agents);
        }
        var item = open.waiting();
        var notAgain = item.notAgain().plus(e.agentId(), e.notAgainUntil());
        var back = new Waiting(item.work(), notAgain, item.offers());
        return new QueueState(waiting.plus(e.workId(), back), offered.minus(e.workId()), stillOff, agents);
    }

    private PMap<String, Availability> reserved(String agentId, WorkItem work) {
        var agent = agents.get(agentId);
        return agent == null
                ? agents
                : agents.plus(agentId, agent.reservedFor(work.work().medium()));
    }

    /** The shortest history that leads here. */
    List<QueueEvent> history() {
        var events = new ArrayList<QueueEvent>();
        var at = Instant.EPOCH;
        rescinded.values().forEach(offer -> {
            replayed(offer, at, events);
            events.add(new WorkWithdrawn(offer.waiting().work().workId(), at));
        });
        waiting.values().forEach(item -> replayed(item, at, events));
        offered.values().forEach(offer -> replayed(offer, at, events));
        agents.values().forEach(agent -> events.add(new AgentReported(agent, at)));
        return events;
    }

    private static void replayed(Offered offer, Instant at, List<QueueEvent> events) {
        var before = offer.waiting();
        replayed(new Waiting(before.work(), before.notAgain(), before.offers() - 1), at, events);
        events.add(new WorkOffered(offer.offerId(), before.work().workId(), offer.agentId(), offer.because(), at));
    }

    /** Every offer that came to nothing counts, also the second one of an agent, so that offer ids never come twice. */
    private static void replayed(Waiting item, Instant at, List<QueueEvent> events) {
        var id = item.work().workId();
        events.add(new WorkEnqueued(item.work(), at));
        var refusals = List.copyOf(item.notAgain().entrySet());
        for (int i = 0; i < item.offers(); i++) {
            var refusal = refusals.get(Math.min(i, refusals.size() - 1));
            var offerId = id + "#" + (i + 1);
            events.add(new WorkOffered(offerId, id, refusal.getKey(), "", at));
            events.add(new WorkReturned(offerId, id, refusal.getKey(), OfferOutcome.REJECTED, refusal.getValue(), at));
        }
    }
}
