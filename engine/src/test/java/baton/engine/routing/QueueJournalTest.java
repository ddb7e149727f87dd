package baton.engine.routing;

import static baton.engine.MovableClock.START;

import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

class QueueJournalTest extends JournalContract<QueueEvent, QueueState> {

    private static final WorkItem CALL =
            Works.item("call-1", "episode-1", Medium.VOICE, "call-1", START.minusSeconds(60), "anna", "ben");
    private static final WorkItem CHAT =
            Works.item("episode-2/1", "episode-2", Medium.TEXT, "", START.minusSeconds(30), "", "");

    @Override
    protected JournalSerializer<QueueEvent, QueueState> serializer() {
        return new QueueSerializer();
    }

    @Override
    protected Class<QueueEvent> eventType() {
        return QueueEvent.class;
    }

    @Override
    protected String name() {
        return "queue";
    }

    @Override
    protected int identifier() {
        return 8104;
    }

    @Override
    protected List<QueueEvent> samples() {
        return List.of(
                new WorkEnqueued(CALL, START),
                new AgentReported(new Availability("anna", 17, 4, 1, START.minusSeconds(5)), START.plusSeconds(1)),
                new WorkOffered("call-1#1", "call-1", "anna", "Serves this customer already.", START.plusSeconds(2)),
                new WorkReturned(
                        "call-1#1",
                        "call-1",
                        "anna",
                        OfferOutcome.TIMED_OUT,
                        START.plusSeconds(40),
                        START.plusSeconds(20)),
                new WorkWithdrawn("call-1", START.plusSeconds(21)),
                new WorkTaken("episode-2/1", "ben", START.plusSeconds(22)));
    }

    @Override
    protected QueueState sampleState() {
        var all = samples();
        return QueueState.replay(List.of(
                all.get(0),
                all.get(1),
                all.get(2),
                all.get(3),
                new WorkEnqueued(CHAT, START),
                new WorkOffered("episode-2/1#1", "episode-2/1", "anna", "Has been idle for longest.", START)));
    }

    @Override
    protected void walk(Random random, Consumer<QueueState> visit) {
        var state = QueueState.empty();
        for (int step = 0; step < 80; step++) {
            state = state.after(next(random, state, START.plusSeconds(step), step));
            visit.accept(state);
        }
    }

    private static QueueEvent next(Random random, QueueState state, Instant at, int step) {
        var agentId = "agent-" + random.nextInt(4);
        return switch (random.nextInt(8)) {
            case 0, 1 -> new WorkEnqueued(work("work-" + step, random, at), at);
            case 2 ->
                one(random, state.waiting().keySet())
                        .<QueueEvent>map(id -> random.nextBoolean()
                                ? new WorkWithdrawn(id, at)
                                : new WorkEnqueued(work(id, random, at), at))
                        .orElseGet(() -> reported(random, agentId, step, at));
            case 3, 4 ->
                one(random, state.waiting().keySet())
                        .<QueueEvent>map(id -> new WorkOffered(
                                id + "#" + (state.waiting().get(id).offers() + 1), id, agentId, "because", at))
                        .orElseGet(() -> reported(random, agentId, step, at));
            case 5, 6 ->
                one(random, state.offered().keySet())
                        .map(id -> ended(random, state.offered().get(id), id, at))
                        .orElseGet(() -> reported(random, agentId, step, at));
            default ->
                one(random, state.rescinded().keySet())
                        .<QueueEvent>map(id -> returned(state.rescinded().get(id), OfferOutcome.RESCINDED, at))
                        .orElseGet(() -> reported(random, agentId, step, at));
        };
    }

    private static QueueEvent ended(Random random, QueueState.Offered offer, String workId, Instant at) {
        return switch (random.nextInt(4)) {
            case 0 -> new WorkTaken(workId, offer.agentId(), at);
            case 1 -> new WorkWithdrawn(workId, at);
            case 2 -> returned(offer, OfferOutcome.NO_CAPACITY, at);
            default -> returned(offer, OfferOutcome.REJECTED, at);
        };
    }

    private static QueueEvent returned(QueueState.Offered offer, OfferOutcome outcome, Instant at) {
        return new WorkReturned(
                offer.offerId(), offer.waiting().work().workId(), offer.agentId(), outcome, at.plusSeconds(20), at);
    }

    private static QueueEvent reported(Random random, String agentId, int version, Instant at) {
        return new AgentReported(new Availability(agentId, version, random.nextInt(5), random.nextInt(2), at), at);
    }

    private static WorkItem work(String workId, Random random, Instant since) {
        return random.nextBoolean()
                ? Works.item(workId, "e", Medium.TEXT, "", since, "agent-" + random.nextInt(4), "agent-1")
                : Works.item(workId, "e", Medium.VOICE, workId, since, "", "");
    }

    private static Optional<String> one(Random random, Set<String> ids) {
        return ids.stream()
                .sorted()
                .skip(ids.isEmpty() ? 0 : random.nextInt(ids.size()))
                .findFirst();
    }
}
