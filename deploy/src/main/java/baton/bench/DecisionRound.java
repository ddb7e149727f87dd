package baton.bench;

import baton.engine.routing.QueueEvent;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueState;
import baton.engine.routing.Rehearsal;
import baton.engine.routing.WorkItem;
import baton.report.Samples;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.List;

/**
 * Decisions alone, without actors and journal, in a company in which all agents are busy and as many wait at every time: an agent
 * becomes free and gets the next one (measured), is busy again, the offer is taken, and somebody else comes. All of them waited when the
 * queue was recovered: a queue that has only grown may be faster.
 */
final class DecisionRound {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int waiting;
    private final RoutingCompany company;
    private final Rehearsal rehearsal;
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");

    /**
     * @param freed from the word of the agent to the decision
     * @param processor how long a processor worked for that: not what others took from it meanwhile, be it collecting garbage
     * @param perSecond matches, with all that belongs to them
     */
    record Result(Samples freed, Samples processor, double perSecond) {}

    DecisionRound(int agents, int waiting, long seed) {
        this.waiting = waiting;
        this.company = new RoutingCompany(agents, seed);
        this.rehearsal = new Rehearsal(RoutingCompany.rules(), now);
        for (var agent = 0; agent < agents; agent++) {
            happens(new AgentReported(company.says(agent, false, now), now));
        }
        for (var item = 0; item < waiting; item++) {
            comes(company.work(now));
        }
        rehearsal.restart(now);
    }

    int agents() {
        return company.agents();
    }

    int waiting() {
        return waiting;
    }

    QueueState state() {
        return rehearsal.state();
    }

    private List<QueueEvent> happens(QueueEvent event) {
        return rehearsal.happens(event, now);
    }

    private void comes(WorkItem item) {
        now = now.plusMillis(1);
        happens(new WorkEnqueued(item, now));
    }

    Result run(int matches) {
        var freed = new Samples(matches);
        var processor = new Samples(matches);
        var started = System.nanoTime();
        for (var match = 0; match < matches; match++) {
            var agent = company.anyAgent();
            now = now.plusMillis(1);
            var free = new AgentReported(company.says(agent, true, now), now);
            var cpuBefore = THREADS.getCurrentThreadCpuTime();
            var before = System.nanoTime();
            var events = happens(free);
            freed.add(System.nanoTime() - before);
            processor.add(THREADS.getCurrentThreadCpuTime() - cpuBefore);
            if (events.size() != 2 || !(events.get(1) instanceof WorkOffered offer)) {
                throw new IllegalStateException("decided: " + events + " (expected: one offer)");
            }
            happens(new AgentReported(company.says(agent, false, now), now));
            happens(new WorkTaken(offer.workId(), offer.agentId(), true, now));
            comes(company.like(offer.workId(), now));
        }
        return new Result(freed, processor, matches * 1e9 / (System.nanoTime() - started));
    }
}
