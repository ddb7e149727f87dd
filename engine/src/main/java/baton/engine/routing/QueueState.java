package baton.engine.routing;

import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.RescindOwed;
import baton.engine.routing.QueueEvent.ServiceMeasured;
import baton.engine.routing.QueueEvent.WaitTold;
import baton.engine.routing.QueueEvent.WorkEnded;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWaiting;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Who waits and who could serve: the facts. What can be matched with what is worked out from them by {@link Matching}.
 *
 * @param waiting work that nobody is being offered, by work id
 * @param offered work that one agent is looking at, by work id
 * @param rescinded agents who still have to be told that an offer is off, by offer id
 * @param agents what each agent said last
 * @param echoes the last ids that are over
 */
public record QueueState(
        PMap<String, Waiting> waiting,
        PMap<String, Offered> offered,
        PMap<String, Offered> rescinded,
        PMap<String, Availability> agents,
        Echoes echoes,
        ServiceLog service) {

    record Offered(Waiting waiting, String offerId, String agentId, Explanation explanation, Instant at) {

        Medium medium() {
            return waiting.item().work().medium();
        }

        /** The same offer of work that is different by now, which counts when the offer comes to nothing. */
        Offered with(Waiting changed) {
            return new Offered(changed, offerId, agentId, explanation, at);
        }
    }

    public static QueueState empty() {
        return new QueueState(
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                Echoes.none(),
                ServiceLog.empty());
    }

    static QueueState replay(List<QueueEvent> events) {
        var state = empty();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** How much it holds. What is over does not count: of that there are never many. */
    int size() {
        return waiting.size() + offered.size() + rescinded.size() + agents.size();
    }

    /** Work that waits or is being offered. */
    Optional<Waiting> open(String workId) {
        var offer = offered.get(workId);
        return Optional.ofNullable(offer == null ? waiting.get(workId) : offer.waiting());
    }

    QueueState after(QueueEvent event) {
        if (event instanceof WorkEnqueued e) {
            return enqueued(e);
        } else if (event instanceof WorkWithdrawn e) {
            return withdrawn(e);
        } else if (event instanceof AgentReported e) {
            return withAgents(agents.plus(e.availability().agentId(), e.availability()));
        } else if (event instanceof AgentForgotten e) {
            return withAgents(agents.minus(e.agentId()));
        } else if (event instanceof WorkOffered e) {
            return offered(e);
        } else if (event instanceof WorkReturned e) {
            return returned(e);
        } else if (event instanceof WorkTaken e) {
            return taken(e);
        } else if (event instanceof WaitTold e) {
            return told(e);
        } else if (event instanceof WorkWaiting e) {
            return withWaiting(waiting.plus(e.waiting().item().workId(), e.waiting()));
        } else if (event instanceof RescindOwed e) {
            var off = new Offered(e.waiting(), e.offerId(), e.agentId(), e.explanation(), e.at());
            return new QueueState(waiting, offered, rescinded.plus(e.offerId(), off), agents, echoes, service);
        } else if (event instanceof WorkEnded e) {
            return with(echoes.plus(e.workId()), service);
        } else if (event instanceof ServiceMeasured e) {
            return with(echoes, service.plus(e.queueId(), e.minute()));
        }
        throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one that is handled)");
    }

    private QueueState enqueued(WorkEnqueued e) {
        var id = e.work().workId();
        var offer = offered.get(id);
        if (offer != null) {
            return withOffered(id, offer.with(offer.waiting().with(e.work())));
        }
        var before = waiting.get(id);
        return withWaiting(waiting.plus(id, before == null ? Waiting.first(e.work()) : before.with(e.work())));
    }

    private QueueState withdrawn(WorkWithdrawn e) {
        var item = open(e.workId());
        var open = offered.get(e.workId());
        var off = open == null ? rescinded : rescinded.plus(open.offerId(), open);
        var log = item.filter(QueueState::isCaller)
                .map(gone -> service.abandoned(gone.item().work().queueId(), e.at()))
                .orElse(service);
        return new QueueState(
                waiting.minus(e.workId()), offered.minus(e.workId()), off, agents, echoes.plus(e.workId()), log);
    }

    /** Whoever waits on the phone is gone when the work is; who waits in a chat is only not needed any more. */
    static boolean isCaller(Waiting gone) {
        var work = gone.item().work();
        return work.medium() == Medium.VOICE && work.purpose() == Purpose.SERVE;
    }

    private QueueState offered(WorkOffered e) {
        var item = waiting.get(e.workId());
        if (item == null) {
            throw new IllegalStateException("work offered: " + e.workId() + " (expected: one that waits)");
        }
        var offer = new Offered(item.offeredOnce(), e.offerId(), e.agentId(), e.explanation(), e.at());
        return new QueueState(
                waiting.minus(e.workId()), offered.plus(e.workId(), offer), rescinded, agents, echoes, service);
    }

    private QueueState returned(WorkReturned e) {
        var open = offered.get(e.workId());
        var stillOff = rescinded.minus(e.offerId());
        if (open == null || !open.offerId().equals(e.offerId())) {
            return new QueueState(waiting, offered, stillOff, agents, echoes, service);
        }
        var back = open.waiting().refused(new Waiting.Refusal(e.agentId(), e.at(), e.outcome(), e.notAgainUntil()));
        return new QueueState(
                waiting.plus(e.workId(), back), offered.minus(e.workId()), stillOff, agents, echoes, service);
    }

    private QueueState taken(WorkTaken e) {
        var log = open(e.workId())
                .map(open -> open.item().work())
                .filter(work -> work.purpose() == Purpose.SERVE)
                .map(work -> service.taken(work.queueId(), e.inTime(), e.at()))
                .orElse(service);
        return new QueueState(
                waiting.minus(e.workId()), offered.minus(e.workId()), rescinded, agents, echoes.plus(e.workId()), log);
    }

    private QueueState told(WaitTold e) {
        var offer = offered.get(e.workId());
        if (offer != null) {
            return withOffered(e.workId(), offer.with(offer.waiting().told(e.kind())));
        }
        var item = waiting.get(e.workId());
        return item == null ? this : withWaiting(waiting.plus(e.workId(), item.told(e.kind())));
    }

    private QueueState withOffered(String workId, Offered offer) {
        return new QueueState(waiting, offered.plus(workId, offer), rescinded, agents, echoes, service);
    }

    private QueueState withWaiting(PMap<String, Waiting> newWaiting) {
        return new QueueState(newWaiting, offered, rescinded, agents, echoes, service);
    }

    private QueueState withAgents(PMap<String, Availability> newAgents) {
        return new QueueState(waiting, offered, rescinded, newAgents, echoes, service);
    }

    private QueueState with(Echoes newEchoes, ServiceLog newService) {
        return new QueueState(waiting, offered, rescinded, agents, newEchoes, newService);
    }

    /** The shortest history that leads here. */
    List<QueueEvent> history() {
        var events = new ArrayList<QueueEvent>();
        waiting.values()
                .forEach(item ->
                        events.add(new WorkWaiting(item, item.item().work().from())));
        offered.values().forEach(offer -> {
            events.add(new WorkWaiting(offer.waiting().beforeOffer(), offer.at()));
            events.add(new WorkOffered(
                    offer.offerId(),
                    offer.waiting().item().workId(),
                    offer.agentId(),
                    offer.explanation(),
                    offer.at()));
        });
        rescinded
                .values()
                .forEach(offer -> events.add(new RescindOwed(
                        offer.waiting(), offer.offerId(), offer.agentId(), offer.explanation(), offer.at())));
        agents.values().forEach(agent -> events.add(new AgentReported(agent, agent.idleSince())));
        echoes.order().forEach(id -> events.add(new WorkEnded(id, Instant.EPOCH)));
        service.queues()
                .forEach((queueId, log) ->
                        log.forEach(minute -> events.add(new ServiceMeasured(queueId, minute, Instant.EPOCH))));
        return events;
    }
}
