package baton.engine.routing;

import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WaitTold;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Opening;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.SegmentRule;
import baton.protocol.config.v1.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A company in which everything happens that can: customers come, wish for somebody and give up, agents are asked, answer late or
 * not at all, report late, go and come back, rules change, time passes. The same for the same seed.
 */
final class RandomCompany {

    private static final List<String> QUEUES = List.of("main", "sales", "night");
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    /** How an offer ended, on its way to the queue. */
    record Answer(String offerId, String workId, String agentId, OfferOutcome outcome) {}

    /** One of them is there, or time passes. */
    record Move(Optional<Rules> rules, Optional<QueueEvent> event, Duration passes) {

        static Move of(QueueEvent event) {
            return new Move(Optional.empty(), Optional.of(event), Duration.ZERO);
        }
    }

    private final Random random;
    private final List<RandomAgent> agents = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private Rules rules;
    private int works;

    RandomCompany(Random random) {
        this.random = random;
        for (int i = 0; i < 2 + random.nextInt(5); i++) {
            agents.add(new RandomAgent("agent-" + i, random));
        }
        rules = newRules(1);
    }

    Rules rules() {
        return rules;
    }

    List<RandomAgent> agents() {
        return agents;
    }

    Move next(QueueState state, Instant now) {
        var one = agents.get(random.nextInt(agents.size()));
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> Move.of(new WorkEnqueued(work("w" + ++works, now), now));
            case 3 -> again(state, now);
            case 4, 5 -> withdrawn(state, now);
            case 6 -> told(state, now);
            case 7 -> changed(one, now);
            case 8, 9, 10 -> report(one, state, now);
            case 11, 12, 13 -> asked(state, now);
            case 14, 15, 16 -> answered(state, now);
            case 17 -> random.nextInt(8) == 0 ? otherRules() : forgotten(one, state, now);
            default -> time();
        };
    }

    private Move time() {
        var night = random.nextInt(30) == 0;
        return new Move(
                Optional.empty(),
                Optional.empty(),
                night ? Duration.ofMinutes(random.nextInt(600)) : Duration.ofSeconds(random.nextInt(25)));
    }

    private Move otherRules() {
        rules = newRules(rules.version() + 1);
        return new Move(Optional.of(rules), Optional.empty(), Duration.ZERO);
    }

    private Move again(QueueState state, Instant now) {
        return one(List.copyOf(state.waiting().keySet()))
                .map(id -> Move.of(new WorkEnqueued(work(id, now), now)))
                .orElseGet(this::time);
    }

    private Move withdrawn(QueueState state, Instant now) {
        var open = new ArrayList<>(state.waiting().keySet());
        open.addAll(state.offered().keySet());
        return open.size() < 4
                ? time()
                : one(open).map(id -> Move.of(new WorkWithdrawn(id, now))).orElseGet(this::time);
    }

    private Move told(QueueState state, Instant now) {
        return one(List.copyOf(state.waiting().keySet()))
                .map(id -> Move.of(new WaitTold(id, random.nextBoolean() ? "closed" : "long-wait", now)))
                .orElseGet(this::time);
    }

    private Move changed(RandomAgent agent, Instant now) {
        agent.changes(now);
        return time();
    }

    private Move forgotten(RandomAgent agent, QueueState state, Instant now) {
        return random.nextInt(4) == 0 && state.agents().containsKey(agent.agentId())
                ? Move.of(new AgentForgotten(agent.agentId(), now))
                : report(agent, state, now);
    }

    /** The newest word, or one that comes late; the queue ignores what is older than what it knows. */
    private Move report(RandomAgent agent, QueueState state, Instant now) {
        var said = agent.says(random.nextInt(3) == 0);
        var known = state.agents().get(said.agentId());
        return known == null || said.newerThan(known) ? Move.of(new AgentReported(said, now)) : time();
    }

    /** An offer, or the news that it is off, reaches an agent. */
    private Move asked(QueueState state, Instant now) {
        var open = new ArrayList<>(state.offered().values());
        open.addAll(state.rescinded().values());
        one(open).ifPresent(offer -> agents.stream()
                .filter(agent -> agent.agentId().equals(offer.agentId()))
                .forEach(agent -> answers.addAll(
                        state.rescinded().containsKey(offer.offerId())
                                ? agent.hearsItIsOff(offer, now)
                                : agent.isAsked(offer, now))));
        for (var agent : agents) {
            answers.addAll(agent.decides(now));
        }
        return answers.isEmpty() ? time() : answered(state, now);
    }

    /** As the queue takes it: see {@code Queue.resolve}. */
    private Move answered(QueueState state, Instant now) {
        if (answers.isEmpty()) {
            return time();
        }
        var answer = answers.remove(random.nextInt(answers.size()));
        var open = state.offered().get(answer.workId());
        var isOpen = open != null && open.offerId().equals(answer.offerId());
        if (!isOpen && !state.rescinded().containsKey(answer.offerId())) {
            return time();
        }
        if (isOpen && answer.outcome() == OfferOutcome.ACCEPTED) {
            return Move.of(new WorkTaken(answer.workId(), answer.agentId(), random.nextBoolean(), now));
        }
        var again = now.plusSeconds(answer.outcome() == OfferOutcome.NO_CAPACITY ? 1 : 20);
        return Move.of(
                new WorkReturned(answer.offerId(), answer.workId(), answer.agentId(), answer.outcome(), again, now));
    }

    private WorkItem work(String workId, Instant now) {
        var voice = random.nextInt(3) == 0;
        var since = now.minusSeconds(random.nextInt(40));
        return new WorkItem(
                "e" + random.nextInt(works + 1),
                new Work(
                        workId,
                        Purpose.SERVE,
                        voice ? Medium.VOICE : Medium.TEXT,
                        voice ? "phone" : List.of("webchat", "telegram").get(random.nextInt(2)),
                        voice ? workId : "",
                        QUEUES.get(random.nextInt(QUEUES.size())),
                        List.of("", "gold", "new").get(random.nextInt(3)),
                        since,
                        random.nextBoolean() ? since : now,
                        wishes(now)));
    }

    private Wishes wishes(Instant now) {
        if (random.nextInt(3) > 0) {
            return Wishes.none();
        }
        var wishes = Wishes.none();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            var why = List.of(
                            Preference.SERVING,
                            Preference.CONTINUED,
                            Preference.TRANSFER,
                            Preference.PERSONAL,
                            Preference.LAST)
                    .get(random.nextInt(4));
            wishes = wishes.preferring(someone(), why, now.minus(random.nextInt(60), ChronoUnit.DAYS));
        }
        if (random.nextInt(3) == 0) {
            wishes = wishes.avoiding(someone());
        }
        return random.nextInt(6) == 0 ? Wishes.only(someone(), now) : wishes;
    }

    private String someone() {
        return agents.get(random.nextInt(agents.size())).agentId();
    }

    private Rules newRules(long version) {
        var tenant = Tenant.newBuilder()
                .setDefaultQueue("main")
                .addHours(Hours.newBuilder()
                        .setId("day")
                        .setTimeZone("Europe/Kyiv")
                        .addWeek(Opening.newBuilder()
                                .addAllDays(DAYS)
                                .setFrom("09:00")
                                .setTo("18:00")));
        tenant.addQueues(newQueue("main")).addQueues(newQueue("sales"));
        if (random.nextInt(4) > 0) {
            tenant.addQueues(newQueue("night"));
        }
        return RulesFormat.read(tenant.build(), version);
    }

    private Queue.Builder newQueue(String queueId) {
        var queue = Works.queue(queueId)
                .setPriority(random.nextInt(3))
                .setSelection(
                        List.of("", "best-fit", "closest-fit", "least-occupied").get(random.nextInt(4)))
                .setHours(random.nextInt(3) == 0 ? "day" : "")
                .setLastAgent(Works.seconds(random.nextInt(2) * 20))
                .setPersonalAgent(Works.seconds(random.nextInt(2) * 30))
                .addSegments(SegmentRule.newBuilder()
                        .setSegment("gold")
                        .setPriority(2)
                        .setLevel(2))
                .addSegments(SegmentRule.newBuilder()
                        .setSegment("new")
                        .setPriority(-1)
                        .setLevel(-3));
        if (random.nextBoolean()) {
            queue.setAgeing(Works.seconds(5 + random.nextInt(20)));
        }
        if (random.nextBoolean()) {
            queue.addSteps(Works.step(0, Map.of("english", 5, "tech", 3)))
                    .addSteps(Works.step(15, Map.of("english", 3)))
                    .addSteps(Works.step(40, Map.of()));
        }
        if (random.nextBoolean()) {
            queue.setOverflowQueue("sales").setOverflowAfter(Works.seconds(10 + random.nextInt(30)));
        }
        if (random.nextBoolean()) {
            queue.setMaxWait(Works.seconds(30));
        }
        return queue;
    }

    private <T> Optional<T> one(List<T> things) {
        return things.isEmpty() ? Optional.empty() : Optional.of(things.get(random.nextInt(things.size())));
    }
}
