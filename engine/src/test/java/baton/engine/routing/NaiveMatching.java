package baton.engine.routing;

import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@link Matching} promises, written down a second time without any index: looks at all work and all agents for each
 * question. Slow, and short enough to be believed.
 */
final class NaiveMatching {

    private static final double NEXT_TO_NOTHING = 1e-9;

    private final Map<String, Instant> distrusted = new HashMap<>();
    private Rules rules;

    NaiveMatching(Rules rules) {
        this.rules = rules;
    }

    void follow(Rules newRules) {
        rules = newRules;
        distrusted.clear();
    }

    void believesAll() {
        distrusted.clear();
    }

    void believes(String agentId) {
        distrusted.remove(agentId);
    }

    void hadNoRoom(String agentId, Instant now) {
        distrusted.put(agentId, now.plusSeconds(1));
    }

    boolean distrustsSomebody(Instant now) {
        return distrusted.values().stream().anyMatch(now::isBefore);
    }

    /** One who waits and one who is free and fits. */
    record Pair(Waiting waiting, Availability agent) {}

    /** Empty if nobody waits while a fitting agent is free. */
    Optional<Pair> possible(QueueState state, Instant now) {
        return pairs(state, now).findAny();
    }

    /** What is wrong with this offer; empty if nothing is. */
    Optional<String> wrongWith(String workId, String agentId, QueueState state, Instant now) {
        var waiting = state.waiting().get(workId);
        var agent = state.agents().get(agentId);
        if (waiting == null || agent == null || !fits(waiting, agent, state, now)) {
            return Optional.of("is not possible");
        }
        var betterAgent = state.agents().values().stream()
                .filter(other -> fits(waiting, other, state, now))
                .filter(other -> byAgent(waiting, now).compare(other, agent) < 0)
                .findFirst();
        if (betterAgent.isPresent()) {
            return Optional.of("should have gone to " + betterAgent.get());
        }
        return chain(waiting, agent, state, now);
    }

    /** Each must be the other's first choice, unless such choices run in a circle. */
    private Optional<String> chain(Waiting waiting, Availability agent, QueueState state, Instant now) {
        var work = waiting;
        var by = agent;
        for (int i = 0; i < state.waiting().size() + 1; i++) {
            var asks = by;
            var next = state.waiting().values().stream()
                    .filter(other -> fits(other, asks, state, now))
                    .reduce(work, (best, other) -> better(other, best, asks, now) ? other : best);
            if (next.equals(work)) {
                return work.equals(waiting) ? Optional.empty() : Optional.of("should have been about " + work);
            }
            work = next;
            var wanted = next;
            by = state.agents().values().stream()
                    .filter(other -> fits(wanted, other, state, now))
                    .min(byAgent(wanted, now))
                    .orElseThrow();
        }
        return Optional.empty();
    }

    private Stream<Pair> pairs(QueueState state, Instant now) {
        return state.waiting().values().stream().flatMap(waiting -> state.agents().values().stream()
                .filter(agent -> fits(waiting, agent, state, now))
                .map(agent -> new Pair(waiting, agent)));
    }

    private boolean fits(Waiting waiting, Availability agent, QueueState state, Instant now) {
        if (notAgain(waiting, agent.agentId(), now)
                || !hasRoom(waiting.item(), wished(waiting, agent), agent, state, now)) {
            return false;
        }
        if (wished(waiting, agent)) {
            return true;
        }
        var work = waiting.item().work();
        return work.wishes().onlyAgentId().isEmpty()
                && !isKept(waiting, state, now)
                && queue(work).isOpen(now)
                && isCompetent(work, agent, now);
    }

    /** Who did not take it, or has handed it on, is left alone for a while. */
    private static boolean notAgain(Waiting waiting, String agentId, Instant now) {
        var work = waiting.item().work();
        return waiting.refusals().stream().anyMatch(r -> r.agentId().equals(agentId) && now.isBefore(r.notAgainUntil()))
                || (work.wishes().avoidedAgentId().equals(agentId)
                        && now.isBefore(work.from().plusSeconds(20)));
    }

    /** Who is wished for because the episode is in their hands already needs no second place for it. */
    private boolean hasRoom(WorkItem item, boolean wished, Availability agent, QueueState state, Instant now) {
        var medium = item.work().medium();
        var status = agent.status();
        var load = agent.load();
        var single = agent.competence().uninterruptible();
        var offers = state.offered().values().stream()
                .filter(offer -> offer.agentId().equals(agent.agentId()))
                .anyMatch(offer -> single || offer.medium() == medium);
        var text = medium == Medium.TEXT;
        var asked = single ? load.askedText() + load.askedVoice() : text ? load.askedText() : load.askedVoice();
        var trusted = !now.isBefore(distrusted.getOrDefault(agent.agentId(), Instant.MIN));
        if (offers
                || asked > 0
                || !trusted
                || status.disconnected()
                || !status.presence().equals("available")
                || (!text && (!status.phone() || load.talking()))) {
            return false;
        }
        if (wished && load.episodeIds().contains(item.episodeId())) {
            return true;
        }
        var channel = item.work().channel();
        var slot = text ? (load.capacity().containsKey(channel) ? channel : "text") : "phone";
        var textUsed = load.used().entrySet().stream()
                .filter(e -> !e.getKey().equals("phone"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        var interrupts = single && (text ? load.talking() : textUsed > 0);
        return !interrupts
                && load.used().getOrDefault(slot, 0) < load.capacity().getOrDefault(slot, 0);
    }

    private boolean wished(Waiting waiting, Availability agent) {
        var work = waiting.item().work();
        return work.wishes().onlyAgentId().equals(agent.agentId())
                || wishes(work).stream().anyMatch(p -> p.agentId().equals(agent.agentId()));
    }

    private List<Preference> wishes(Work work) {
        var loyalty = queue(work).loyalty();
        return work.wishes().preferences().stream()
                .filter(p -> switch (p.why()) {
                    case Preference.PERSONAL -> !loyalty.personalAgent().isZero();
                    case Preference.LAST ->
                        !loyalty.lastAgent().isZero() && work.from().isBefore(p.at().plus(loyalty.lastAgentWithin()));
                    default -> true;
                })
                .toList();
    }

    private boolean isKept(Waiting waiting, QueueState state, Instant now) {
        var work = waiting.item().work();
        var loyalty = queue(work).loyalty();
        for (var wish : wishes(work)) {
            var kept =
                    switch (wish.why()) {
                        case Preference.PERSONAL -> loyalty.personalAgent();
                        case Preference.LAST -> loyalty.lastAgent();
                        case Preference.TRANSFER, Preference.CONTINUED -> loyalty.transfer();
                        default -> Duration.ZERO;
                    };
            var agent = state.agents().get(wish.agentId());
            var there = agent != null
                    && !agent.status().disconnected()
                    && List.of("available", "busy").contains(agent.status().presence());
            var refused = notAgain(waiting, wish.agentId(), now);
            if (there && !refused && now.isBefore(work.from().plus(kept))) {
                return true;
            }
        }
        return false;
    }

    private QueueRules queue(Work work) {
        return rules.queues().getOrDefault(work.queueId(), rules.queues().get(rules.defaultQueueId()));
    }

    private boolean isCompetent(Work work, Availability agent, Instant now) {
        var queue = queue(work);
        var queues = agent.competence().queues();
        return (queues.containsKey(queue.queueId())
                        || (overflows(work, now)
                                && queues.containsKey(queue.overflow().queueId())))
                && needed(work, now).entrySet().stream()
                        .allMatch(
                                need -> agent.competence().skills().getOrDefault(need.getKey(), 0) >= need.getValue());
    }

    private boolean overflows(Work work, Instant now) {
        return queue(work).overflow().after().isPresent()
                && !now.isBefore(work.from().plus(queue(work).overflow().after().get()));
    }

    private Map<String, Integer> needed(Work work, Instant now) {
        var queue = queue(work);
        var step = queue.steps().get(0);
        for (var later : queue.steps()) {
            step = now.isBefore(work.from().plus(later.after())) ? step : later;
        }
        var segment = queue.segments().get(work.segment());
        var needed = new HashMap<String, Integer>();
        step.skills()
                .forEach((skill, level) -> needed.put(
                        skill,
                        segment == null || segment.level() == 0
                                ? level
                                : Math.min(10, Math.max(1, level + segment.level()))));
        return needed;
    }

    private double priority(Work work, Instant now) {
        var queue = queue(work);
        var segment = queue.segments().get(work.segment());
        var base = queue.priority() + (segment == null ? 0 : segment.priority());
        return queue.ageing().isEmpty()
                ? base
                : base
                        + (double) Duration.between(work.since(), now).toMillis()
                                / queue.ageing().get().toMillis();
    }

    /** Higher priority, then longer wait; the id only makes it total. Priorities that differ by rounding only decide nothing. */
    private boolean before(Waiting one, Waiting other, Instant now) {
        var a = one.item().work();
        var b = other.item().work();
        var difference = priority(a, now) - priority(b, now);
        if (Math.abs(difference) > NEXT_TO_NOTHING) {
            return difference > 0;
        }
        var sameQueue = queue(a).queueId().equals(queue(b).queueId());
        return (sameQueue || difference == 0)
                && Comparator.comparing(Work::since).thenComparing(Work::workId).compare(a, b) < 0;
    }

    /** In the eyes of an agent: who asks for this agent, then the queues in the agent's order, then who is before whom. */
    private boolean better(Waiting one, Waiting other, Availability agent, Instant now) {
        var rank = Integer.compare(rank(one, agent), rank(other, agent));
        return rank == 0 ? before(one, other, now) : rank < 0;
    }

    private int rank(Waiting waiting, Availability agent) {
        return wished(waiting, agent) ? 0 : likes(waiting.item().work(), agent);
    }

    private int likes(Work work, Availability agent) {
        var queues = agent.competence().queues();
        var own = queues.get(queue(work).queueId());
        return own != null
                ? own
                : 1000 + queues.getOrDefault(queue(work).overflow().queueId(), 1000);
    }

    /** In the eyes of the work: who is wished for, in that order, then everybody but the avoided one, by the queue's rule. */
    private Comparator<Availability> byAgent(Waiting waiting, Instant now) {
        var work = waiting.item().work();
        var wishes = wishes(work).stream().map(Preference::agentId).toList();
        return Comparator.<Availability>comparingInt(agent -> {
                    var place = wishes.indexOf(agent.agentId());
                    return place >= 0 ? place : work.wishes().onlyAgentId().equals(agent.agentId()) ? 50 : 99;
                })
                .thenComparing(agent -> agent.agentId().equals(work.wishes().avoidedAgentId()))
                .thenComparing(agent -> likes(work, agent))
                .thenComparing(selection(work, now))
                .thenComparing(Availability::idleSince)
                .thenComparing(Availability::agentId);
    }

    private Comparator<Availability> selection(Work work, Instant now) {
        Comparator<Availability> byLevels = Comparator.comparingInt(agent -> needed(work, now).keySet().stream()
                .mapToInt(skill -> agent.competence().skills().getOrDefault(skill, 0))
                .sum());
        return switch (queue(work).selection()) {
            case LONGEST_IDLE -> Comparator.comparing(Availability::idleSince);
            case BEST_FIT -> byLevels.reversed();
            case CLOSEST_FIT -> byLevels;
            case LEAST_OCCUPIED ->
                Comparator.comparingDouble(agent -> agent.load().occupied());
        };
    }
}
