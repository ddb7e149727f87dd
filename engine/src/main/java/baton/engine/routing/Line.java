package baton.engine.routing;

import baton.engine.routing.Place.Keeper;
import baton.engine.work.Preference;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where all work stands at a moment: in which pool and for whom it is kept, whether its queue is open, when to look at it again, and
 * what its customer must be told. Follows what happens; decides nothing. Belongs to one actor.
 */
final class Line {

    private static final String LONG_WAIT = "long-wait";
    private static final String CLOSED = "closed";

    /** What customers are told of their wait. */
    static final List<String> TELLINGS = List.of(LONG_WAIT, CLOSED);

    private static final String QUEUE = "queue ";
    private static final String WORK = "work ";

    /** A customer must be told how the wait stands. */
    record Telling(Waiting waiting, String kind, String alternative, Optional<Instant> opensAt) {}

    private final Roster roster;
    private final Deadlines deadlines;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Set<String>> wanted = new HashMap<>();
    private final Set<String> closedQueues = new HashSet<>();
    /** Linked: walking through a hash set costs what it once held, and this one has held everybody after a recovery. */
    private final Set<String> workToTry = new LinkedHashSet<>();

    private final Deque<Place> inOrder = new ArrayDeque<>();
    private final List<Telling> tellings = new ArrayList<>();
    private Rules rules = Rules.none();

    Line(Roster roster, Deadlines deadlines) {
        this.roster = roster;
        this.deadlines = deadlines;
    }

    /** Nobody waits, and these rules hold. */
    void begin(Rules newRules, Instant now) {
        rules = newRules;
        places.clear();
        wanted.clear();
        closedQueues.clear();
        workToTry.clear();
        inOrder.clear();
        tellings.clear();
        rules.queues().values().forEach(queue -> watchHours(queue, now));
    }

    Rules rules() {
        return rules;
    }

    /** Work that is kept for an agent is kept only while that agent is there. */
    void lookAgainAtWhatWants(String agentId, Instant now) {
        for (var workId : List.copyOf(wanted.getOrDefault(agentId, Set.of()))) {
            lookAgainAt(workId, now);
        }
    }

    private void lookAgainAt(String workId, Instant now) {
        var place = places.get(workId);
        if (place != null) {
            remove(workId);
            put(place.waiting(), now);
        }
    }

    void put(Waiting waiting, Instant now) {
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
        inOrder.clear();
        tell(place, now);
        deadlines.set(WORK + place.workId(), nextLook(place, now));
    }

    /** Whom this work wishes for, the first one first. */
    static Stream<String> wishes(Place place) {
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

    void remove(String workId) {
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
        if (!waiting.told().contains(LONG_WAIT)
                && rule.longest()
                        .filter(longest -> !now.isBefore(place.work().from().plus(longest)))
                        .isPresent()) {
            tellings.add(new Telling(waiting, LONG_WAIT, rule.alternative(), Optional.empty()));
        }
        if (!waiting.told().contains(CLOSED) && !isOpen(place) && place.pooled()) {
            var opensAt = place.rules().hours().flatMap(hours -> hours.opensAt(now));
            tellings.add(new Telling(waiting, CLOSED, rule.alternative(), opensAt));
        }
    }

    /** What has fallen due is looked at again. */
    void due(String name, Instant now) {
        if (name.startsWith(QUEUE)) {
            var queue = rules.of(name.substring(QUEUE.length()));
            watchHours(queue, now);
            placesOf(queue.queueId()).forEach(place -> lookAgainAt(place.workId(), now));
        } else {
            lookAgainAt(name.substring(WORK.length()), now);
        }
    }

    private List<Place> placesOf(String queueId) {
        return places.values().stream()
                .filter(place -> place.rules().queueId().equals(queueId))
                .toList();
    }

    private void watchHours(QueueRules queue, Instant now) {
        if (queue.isOpen(now)) {
            closedQueues.remove(queue.queueId());
        } else {
            closedQueues.add(queue.queueId());
        }
        deadlines.set(QUEUE + queue.queueId(), queue.hours().flatMap(hours -> hours.nextChange(now)));
    }

    private boolean isOpen(Place place) {
        return isOpen(place.rules().queueId());
    }

    boolean isOpen(String queueId) {
        return !closedQueues.contains(queueId);
    }

    /** Sorted once for all matches of a step: what has gone meanwhile is passed over. */
    Optional<Place> firstToTry(Instant now) {
        if (inOrder.isEmpty()) {
            workToTry.stream()
                    .flatMap(workId -> place(workId).stream())
                    .sorted(Place.at(now))
                    .forEach(inOrder::add);
        }
        while (!inOrder.isEmpty() && !workToTry.contains(inOrder.peek().workId())) {
            inOrder.poll();
        }
        return Optional.ofNullable(inOrder.peek());
    }

    /** Nobody can take it now. */
    void tried(Place place) {
        workToTry.remove(place.workId());
    }

    /** Work that wishes for this agent. */
    Stream<Place> wanting(String agentId) {
        return wanted.getOrDefault(agentId, Set.of()).stream().flatMap(workId -> place(workId).stream());
    }

    /** What customers must be told since the last time this was asked. */
    List<Telling> tellings() {
        var all = List.copyOf(tellings);
        tellings.clear();
        return all;
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
