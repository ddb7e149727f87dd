package baton.engine.routing;

import baton.engine.routing.Place.Keeper;
import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WaitTold;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Explanation;
import baton.engine.work.Explanation.Candidate;
import baton.engine.work.Preference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who gets what: the one place that decides it. Follows the facts of {@link QueueState} event by event and keeps what it needs to
 * decide at once: no event makes it look at all work or all agents. Nothing in here is stored; after a restart, or with other
 * rules, it is worked out anew by {@link #rebuild}. Belongs to one actor.
 *
 * <p>An agent who becomes free gets, in this order: work that prefers this agent; work of the queue that the agent prefers; the
 * highest priority; the longest wait. Work that comes in gets an agent whom it prefers; else, if it is not kept for one, the first
 * one by the queue's {@link Selection}; whoever should be avoided only if there is nobody else.
 */
final class Matching {

    /** Until an agent whose word was wrong is believed again if it says nothing new. */
    private static final Duration DISTRUST = Duration.ofSeconds(1);

    private static final String AGENT = "agent ";
    private static final String QUEUE = "queue ";
    private static final String WORK = "work ";

    /** @param because see {@link Explanation#summary()} */
    record Match(Place place, Candidate candidate, String because) {}

    /** A customer must be told how the wait stands. */
    record Telling(Waiting waiting, String kind, String alternative, Optional<Instant> opensAt) {}

    private final Roster roster = new Roster();
    private final Deadlines deadlines = new Deadlines();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Set<String>> wanted = new HashMap<>();
    private final Map<String, QueueState.Offered> offered = new HashMap<>();
    private final Set<String> closedQueues = new HashSet<>();
    private final Set<String> agentsToTry = new HashSet<>();
    private final Set<String> workToTry = new HashSet<>();
    private final List<Telling> tellings = new ArrayList<>();
    private Rules rules = Rules.none();

    /** Everything anew, from the facts. */
    void rebuild(QueueState state, Rules newRules, Instant now) {
        rules = newRules;
        roster.clear();
        deadlines.clear();
        places.clear();
        wanted.clear();
        offered.clear();
        closedQueues.clear();
        agentsToTry.clear();
        workToTry.clear();
        tellings.clear();
        rules.queues().values().forEach(queue -> watchHours(queue, now));
        state.agents().values().forEach(roster::say);
        state.offered().values().forEach(this::opened);
        state.waiting().values().forEach(waiting -> put(waiting, now));
    }

    /** {@code after} are the facts with this event. Then ask {@link #next} until there is nothing. */
    void apply(QueueEvent event, QueueState after, Instant now) {
        if (event instanceof WorkEnqueued e) {
            remove(e.work().workId());
            back(after, e.work().workId(), now);
        } else if (event instanceof WorkWithdrawn e) {
            remove(e.workId());
            closed(e.workId());
        } else if (event instanceof AgentReported e) {
            reported(e.availability(), now);
        } else if (event instanceof AgentForgotten e) {
            roster.forget(e.agentId());
            replaceWanted(e.agentId(), now);
        } else if (event instanceof WorkOffered e) {
            remove(e.workId());
            Optional.ofNullable(after.offered().get(e.workId())).ifPresent(this::opened);
        } else if (event instanceof WorkReturned e) {
            returned(e, after, now);
        } else if (event instanceof WorkTaken e) {
            closed(e.workId());
        } else if (event instanceof WaitTold e && after.waiting().containsKey(e.workId())) {
            remove(e.workId());
            back(after, e.workId(), now);
        }
    }

    private void returned(WorkReturned e, QueueState after, Instant now) {
        var open = offered.get(e.workId());
        if (open == null || !open.offerId().equals(e.offerId())) {
            return;
        }
        closed(e.workId());
        if (e.outcome() == OfferOutcome.NO_CAPACITY) {
            roster.distrust(e.agentId());
            deadlines.set(AGENT + e.agentId(), Optional.of(now.plus(DISTRUST)));
        }
        back(after, e.workId(), now);
    }

    private void opened(QueueState.Offered offer) {
        offered.put(offer.waiting().item().workId(), offer);
        roster.asked(offer.agentId(), offer.medium());
    }

    private void closed(String workId) {
        var offer = offered.remove(workId);
        if (offer != null) {
            roster.answered(offer.agentId(), offer.medium());
            agentsToTry.add(offer.agentId());
        }
    }

    private void reported(Availability availability, Instant now) {
        var agentId = availability.agentId();
        var before = roster.agent(agentId).map(agent -> agent.status().present());
        roster.say(availability);
        deadlines.set(AGENT + agentId, Optional.empty());
        agentsToTry.add(agentId);
        if (!before.equals(Optional.of(availability.status().present()))) {
            replaceWanted(agentId, now);
        }
    }

    /** Work that is kept for an agent is kept only while that agent is there. */
    private void replaceWanted(String agentId, Instant now) {
        for (var workId : List.copyOf(wanted.getOrDefault(agentId, Set.of()))) {
            replace(workId, now);
        }
    }

    private void replace(String workId, Instant now) {
        var place = places.get(workId);
        if (place != null) {
            remove(workId);
            put(place.waiting(), now);
        }
    }

    private void back(QueueState after, String workId, Instant now) {
        Optional.ofNullable(after.waiting().get(workId)).ifPresent(waiting -> put(waiting, now));
    }

    private void put(Waiting waiting, Instant now) {
        var work = waiting.item().work();
        var queue = rules.of(work.queueId());
        var place = new Place(waiting, queue, queue.need(work, now), keeper(waiting, queue, now));
        places.put(place.workId(), place);
        wishes(place)
                .forEach(id -> wanted.computeIfAbsent(id, a -> new HashSet<>()).add(place.workId()));
        if (place.pooled()) {
            roster.pool(place.need(), queue.selection()).waiting().add(place);
        }
        workToTry.add(place.workId());
        tell(place, now);
        deadlines.set(WORK + place.workId(), nextLook(place, now));
    }

    private static Stream<String> wishes(Place place) {
        var wishes = place.work().wishes();
        return Stream.concat(
                        wishes.preferences().stream()
                                .filter(p -> place.rules().counts(place.work(), p))
                                .map(Preference::agentId),
                        Stream.of(wishes.onlyAgentId()))
                .filter(id -> !id.isEmpty());
    }

    private Optional<Keeper> keeper(Waiting waiting, QueueRules queue, Instant now) {
        var work = waiting.item().work();
        return work.wishes().preferences().stream()
                .filter(preference -> queue.counts(work, preference))
                .map(preference -> new Keeper(preference.agentId(), queue.keptUntil(work, preference)))
                .filter(keeper -> now.isBefore(keeper.until()))
                .filter(keeper -> !waiting.notAgainYet(keeper.agentId(), now))
                .filter(keeper -> roster.agent(keeper.agentId())
                        .map(agent -> agent.status().present())
                        .orElse(false))
                .findFirst();
    }

    private void remove(String workId) {
        var place = places.remove(workId);
        if (place != null) {
            wishes(place)
                    .forEach(id -> wanted.computeIfPresent(id, (agent, ids) -> {
                        ids.remove(workId);
                        return ids.isEmpty() ? null : ids;
                    }));
            if (place.pooled()) {
                roster.pool(place.need(), place.rules().selection()).waiting().remove(place);
            }
            workToTry.remove(workId);
            deadlines.set(WORK + workId, Optional.empty());
        }
    }

    private static Optional<Instant> nextLook(Place place, Instant now) {
        var longest = place.rules().waiting().longest();
        return Stream.of(
                        place.rules().nextChange(place.work(), now),
                        place.keeper().map(Keeper::until),
                        place.waiting().nextSecondChance(now),
                        longest.map(place.work().from()::plus).filter(now::isBefore))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private void tell(Place place, Instant now) {
        var waiting = place.waiting();
        var rule = place.rules().waiting();
        if (!waiting.told().contains("long-wait")
                && rule.longest()
                        .filter(longest -> !now.isBefore(place.work().from().plus(longest)))
                        .isPresent()) {
            tellings.add(new Telling(waiting, "long-wait", rule.alternative(), Optional.empty()));
        }
        if (!waiting.told().contains("closed") && !isOpen(place) && place.pooled()) {
            var opensAt = place.rules().hours().flatMap(hours -> hours.opensAt(now));
            tellings.add(new Telling(waiting, "closed", rule.alternative(), opensAt));
        }
    }

    private boolean isOpen(Place place) {
        return !closedQueues.contains(place.rules().queueId());
    }

    private void watchHours(QueueRules queue, Instant now) {
        if (queue.isOpen(now)) {
            closedQueues.remove(queue.queueId());
        } else {
            closedQueues.add(queue.queueId());
        }
        deadlines.set(QUEUE + queue.queueId(), queue.hours().flatMap(hours -> hours.nextChange(now)));
    }

    /** What customers must be told since the last time this was asked. */
    List<Telling> tellings() {
        var all = List.copyOf(tellings);
        tellings.clear();
        return all;
    }

    Optional<Instant> nextDeadline() {
        return deadlines.next();
    }

    /** Steps, kept work, second chances, opening hours: everything is as it is at this moment. */
    void advance(Instant now) {
        for (var name : deadlines.due(now)) {
            if (name.startsWith(AGENT)) {
                roster.trust(name.substring(AGENT.length()));
                agentsToTry.add(name.substring(AGENT.length()));
            } else if (name.startsWith(QUEUE)) {
                var queue = rules.of(name.substring(QUEUE.length()));
                watchHours(queue, now);
                placesOf(queue.queueId()).forEach(place -> replace(place.workId(), now));
            } else {
                replace(name.substring(WORK.length()), now);
            }
        }
    }

    private List<Place> placesOf(String queueId) {
        return places.values().stream()
                .filter(place -> place.rules().queueId().equals(queueId))
                .toList();
    }

    /** The next match that is possible; empty if nobody waits while a fitting agent is free. */
    Optional<Match> next(Instant now) {
        for (var agents = new ArrayDeque<>(agentsToTry); !agents.isEmpty(); ) {
            var agentId = agents.poll();
            var match = roster.agent(agentId).flatMap(agent -> workFor(agent, now));
            if (match.isPresent()) {
                return match;
            }
            agentsToTry.remove(agentId);
        }
        for (var place : inOrder(workToTry, now)) {
            workToTry.remove(place.workId());
            var match = agentFor(place, now);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private List<Place> inOrder(Set<String> workIds, Instant now) {
        return workIds.stream()
                .flatMap(workId -> place(workId).stream())
                .sorted(Place.at(now))
                .toList();
    }

    private Optional<Match> agentFor(Place place, Instant now) {
        var preferred = wishes(place)
                .flatMap(id -> roster.agent(id).stream())
                .filter(agent -> mayGet(agent, place, now))
                .findFirst();
        if (preferred.isPresent()) {
            return Optional.of(wished(place, preferred.get()));
        }
        if (!place.pooled() || !isOpen(place)) {
            return Optional.empty();
        }
        var avoided = place.work().wishes().avoidedAgentId();
        Optional<Candidate> last = Optional.empty();
        for (var candidate :
                roster.pool(place.need(), place.rules().selection()).free()) {
            if (!place.waiting().notAgainYet(candidate.agentId(), now)) {
                if (!candidate.agentId().equals(avoided)) {
                    return Optional.of(selected(place, candidate));
                }
                last = Optional.of(candidate);
            }
        }
        return last.map(candidate -> selected(place, candidate));
    }

    private Optional<Match> workFor(Availability agent, Instant now) {
        var order = Place.at(now);
        var wish = wanted.getOrDefault(agent.agentId(), Set.of()).stream()
                .flatMap(workId -> place(workId).stream())
                .filter(place -> mayGet(agent, place, now))
                .min(order);
        if (wish.isPresent()) {
            return Optional.of(wished(wish.get(), agent));
        }
        Comparator<Match> best = Comparator.<Match>comparingInt(
                        match -> match.candidate().queuePreference())
                .thenComparing(Match::place, order);
        Optional<Match> found = Optional.empty();
        for (var pool : roster.poolsOf(agent.agentId())) {
            var match = pool.candidate(agent.agentId()).flatMap(candidate -> firstIn(
                            pool, place -> !place.waiting().notAgainYet(agent.agentId(), now))
                    .map(place -> selected(place, candidate)));
            if (match.isPresent() && (found.isEmpty() || best.compare(match.get(), found.get()) < 0)) {
                found = match;
            }
        }
        return found;
    }

    private Optional<Place> firstIn(Pool pool, Predicate<Place> allowed) {
        return closedQueues.contains(pool.need().queueId()) ? Optional.empty() : pool.first(allowed);
    }

    /** For agents whom the work wishes for. */
    private boolean mayGet(Availability agent, Place place, Instant now) {
        return roster.obstacle(agent, place, true).isEmpty() && !place.waiting().notAgainYet(agent.agentId(), now);
    }

    private static Match wished(Place place, Availability agent) {
        var why = place.work()
                .wishes()
                .preference(agent.agentId())
                .map(Preference::why)
                .orElse("");
        return new Match(place, Pool.candidate(place.need(), agent, why), because(why));
    }

    private static String because(String why) {
        return switch (why) {
            case Preference.SERVING -> "Serves this customer already.";
            case Preference.TRANSFER -> "A colleague asked for this agent.";
            case Preference.PERSONAL -> "Is the customer's own agent.";
            case Preference.LAST -> "Served this customer last time.";
            default -> "Nobody else may get it.";
        };
    }

    private static Match selected(Place place, Candidate candidate) {
        return new Match(place, candidate, place.rules().selection().because());
    }

    Rules rules() {
        return rules;
    }

    Roster roster() {
        return roster;
    }

    Optional<Place> place(String workId) {
        return Optional.ofNullable(places.get(workId));
    }

    /** How many are before this one in its line; everybody whose place cannot be compared counts as being elsewhere. */
    int ahead(Place place) {
        return place.pooled()
                ? roster.pool(place.need(), place.rules().selection())
                        .waiting()
                        .headSet(place)
                        .size()
                : 0;
    }

    Collection<Place> places() {
        return places.values();
    }
}
