package baton.engine.routing;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who gets what: the one place that decides it. Follows the facts of {@link QueueState} event by event and keeps what it needs to
 * decide at once: no event makes it look at all work or all agents. Nothing in here is stored; after a restart, or with other
 * rules, it is worked out anew by {@link #rebuild}. Belongs to one actor.
 *
 * <p>An agent who becomes free gets, in this order: work that prefers this agent; work of the queue that the agent prefers; the
 * highest priority; the longest wait. Work that comes in gets an agent whom it prefers; else, if it is not kept for one, the first
 * one by the queue's {@link Selection}; whoever should be avoided only if there is nobody else, and not at once.
 */
final class Matching {

    /** Until an agent whose word was wrong is believed again if it says nothing new. */
    private static final Duration DISTRUST = Duration.ofSeconds(1);

    private static final String AGENT = "agent ";

    /** @param because see {@link Explanation#summary()} */
    record Match(Place place, Candidate candidate, String because) {}

    private final Roster roster = new Roster();
    private final Deadlines deadlines = new Deadlines();
    private final Line line = new Line(roster, deadlines);
    private final Map<String, QueueState.Offered> offered = new HashMap<>();
    /** Linked: walking through a hash set costs what it once held, and this one may have held a whole company. */
    private final Set<String> agentsToTry = new LinkedHashSet<>();

    /** Everything anew, from the facts. */
    void rebuild(QueueState state, Rules rules, Instant now) {
        roster.clear();
        deadlines.clear();
        offered.clear();
        agentsToTry.clear();
        line.begin(rules, now);
        state.agents().values().forEach(roster::say);
        state.offered().values().forEach(this::opened);
        state.waiting().values().forEach(waiting -> line.put(waiting, now));
    }

    /** {@code after} are the facts with this event. Then ask {@link #next} until there is nothing. */
    void apply(QueueEvent event, QueueState after, Instant now) {
        if (event instanceof WorkEnqueued e) {
            line.remove(e.work().workId());
            back(after, e.work().workId(), now);
        } else if (event instanceof WorkWithdrawn e) {
            line.remove(e.workId());
            closed(e.workId());
        } else if (event instanceof AgentReported e) {
            reported(e.availability(), now);
        } else if (event instanceof AgentForgotten e) {
            roster.forget(e.agentId());
            line.lookAgainAtWhatWants(e.agentId(), now);
        } else if (event instanceof WorkOffered e) {
            line.remove(e.workId());
            Optional.ofNullable(after.offered().get(e.workId())).ifPresent(this::opened);
        } else if (event instanceof WorkReturned e) {
            returned(e, after, now);
        } else if (event instanceof WorkTaken e) {
            line.remove(e.workId());
            closed(e.workId());
        } else if (event instanceof WaitTold e && after.waiting().containsKey(e.workId())) {
            line.remove(e.workId());
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

    private void back(QueueState after, String workId, Instant now) {
        Optional.ofNullable(after.waiting().get(workId)).ifPresent(waiting -> line.put(waiting, now));
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
            line.lookAgainAtWhatWants(agentId, now);
        }
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
            } else {
                line.due(name, now);
            }
        }
    }

    /** The next match that is possible; empty if nobody waits while a fitting agent is free. */
    Optional<Match> next(Instant now) {
        for (var first = line.firstToTry(now); first.isPresent(); first = line.firstToTry(now)) {
            var match = agentFor(first.get(), now);
            if (match.isPresent()) {
                return Optional.of(mutual(match.get(), now));
            }
            line.tried(first.get());
        }
        for (var agentId : List.copyOf(agentsToTry)) {
            var match =
                    roster.agent(agentId).flatMap(agent -> workFor(agent, now)).flatMap(place -> agentFor(place, now));
            if (match.isPresent()) {
                return Optional.of(mutual(match.get(), now));
            }
            agentsToTry.remove(agentId);
        }
        return Optional.empty();
    }

    /**
     * When several works and several agents come together at one moment: one of which each is the other's first choice. Tastes
     * can run in a circle; then any in it is as good as another.
     */
    private Match mutual(Match match, Instant now) {
        var seen = new HashSet<String>();
        var best = match;
        while (seen.add(best.place().workId())) {
            var place = roster.agent(best.candidate().agentId()).flatMap(agent -> workFor(agent, now));
            if (place.isEmpty() || place.get().workId().equals(best.place().workId())) {
                return best;
            }
            best = agentFor(place.get(), now).orElse(best);
        }
        return best;
    }

    private Optional<Match> agentFor(Place place, Instant now) {
        var preferred = Line.wishes(place)
                .flatMap(id -> roster.agent(id).stream())
                .filter(agent -> mayGet(agent, place, now))
                .findFirst();
        if (preferred.isPresent()) {
            return Optional.of(wished(place, preferred.get()));
        }
        if (!place.pooled() || !line.isOpen(place.rules().queueId())) {
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

    private Optional<Place> workFor(Availability agent, Instant now) {
        var order = Place.at(now);
        var wish = line.wanting(agent.agentId())
                .filter(place -> mayGet(agent, place, now))
                .min(order);
        return wish.isPresent() ? wish : likedBest(agent, order, now);
    }

    private Optional<Place> likedBest(Availability agent, Comparator<Place> order, Instant now) {
        Optional<Place> best = Optional.empty();
        int liking = Integer.MAX_VALUE;
        for (var pool : roster.poolsOf(agent.agentId())) {
            if (pool.candidate(agent.agentId()).isPresent()) {
                var first = firstIn(pool, place -> !place.waiting().notAgainYet(agent.agentId(), now));
                var likes = pool.need().preference(agent.competence());
                if (first.isPresent()
                        && (likes < liking
                                || (likes == liking && order.compare(first.get(), best.orElseThrow()) < 0))) {
                    best = first;
                    liking = likes;
                }
            }
        }
        return best;
    }

    private Optional<Place> firstIn(Pool pool, Predicate<Place> allowed) {
        return line.isOpen(pool.need().queueId()) ? pool.first(allowed) : Optional.empty();
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
            case Preference.CONTINUED -> "Served this conversation so far.";
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
        return line.rules();
    }

    Roster roster() {
        return roster;
    }

    Line line() {
        return line;
    }
}
