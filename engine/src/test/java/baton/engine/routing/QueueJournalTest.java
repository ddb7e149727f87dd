package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static java.time.Instant.EPOCH;

import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.routing.Availability.Competence;
import baton.engine.routing.Availability.Load;
import baton.engine.routing.Availability.Status;
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
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.pcollections.HashTreePSet;
import org.pcollections.TreePVector;

class QueueJournalTest extends JournalContract<QueueEvent, QueueState> {

    /** As the first release stored it. */
    private static final WorkItem CALL = new WorkItem(
            "episode-1",
            new Work(
                    "call-1",
                    Purpose.SERVE,
                    Medium.VOICE,
                    "",
                    "call-1",
                    "",
                    "",
                    START.minusSeconds(60),
                    START.minusSeconds(60),
                    Wishes.of("anna", Preference.SERVING, START.minusSeconds(60))
                            .avoiding("ben")));

    private static final WorkItem CHAT = new WorkItem(
            "episode-2",
            new Work(
                    "episode-2/1",
                    Purpose.SERVE,
                    Medium.TEXT,
                    "",
                    "",
                    "",
                    "",
                    START.minusSeconds(30),
                    START.minusSeconds(30),
                    Wishes.none()));

    private static final Availability EARLY = early("available", 4, 1);

    /** Of the first release: how much an agent could take. */
    private static Availability early(String presence, int chats, int calls) {
        return new Availability(
                "anna",
                "anna",
                17,
                0,
                new Status(presence, "", START.minusSeconds(5), false, calls > 0),
                new Competence(Map.of(), Map.of("main", 1), false),
                new Load(Map.of("text", chats, "phone", calls), Map.of(), 0, 0, false, List.of()),
                START.minusSeconds(5));
    }

    private static final WorkItem RICH = new WorkItem(
            "episode-3",
            new Work(
                    "w",
                    Purpose.TRANSFER,
                    Medium.TEXT,
                    "telegram",
                    "leg-7",
                    "sales",
                    "gold",
                    START.minusSeconds(60),
                    START.minusSeconds(30),
                    new Wishes(
                            List.of(
                                    new Preference("ben", Preference.PERSONAL, START.minusSeconds(90)),
                                    new Preference("chloe", Preference.LAST, START.minusSeconds(9_000))),
                            "ben",
                            "dora")));

    private static final Explanation WHY = new Explanation(
            "Is the customer's own agent.",
            "sales",
            17,
            2,
            Map.of("english", 5),
            3.5,
            START.minusSeconds(60),
            List.of(new Explanation.Candidate("ben", "personal", 1, 7, START.minusSeconds(5), 0.25)),
            List.of(new Explanation.Exclusion("anna", "skill", "english 5")),
            Map.of("skill", 1),
            2,
            List.of(new Explanation.EarlierOffer("chloe", START.minusSeconds(20), "timed-out")));

    private static final Waiting REFUSED = new Waiting(
            RICH,
            TreePVector.singleton(new Waiting.Refusal("chloe", START, OfferOutcome.TIMED_OUT, START.plusSeconds(20))),
            3,
            HashTreePSet.singleton("closed"));

    private static final Availability SAYS = new Availability(
            "anna",
            "Anna",
            18,
            7,
            new Status("busy", "paperwork", START.minusSeconds(6), true, true),
            new Competence(Map.of("english", 7), Map.of("sales", 2), true),
            new Load(Map.of("text", 3), Map.of("phone", 1), 1, 2, true, List.of("episode-1", "episode-2")),
            START.minusSeconds(5));

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
        var early = Explanation.of("Serves this customer already.");
        return List.of(
                new WorkEnqueued(CALL, START),
                new AgentReported(EARLY, START.plusSeconds(1)),
                new WorkOffered("call-1#1", "call-1", "anna", early, START.plusSeconds(2)),
                new WorkReturned(
                        "call-1#1",
                        "call-1",
                        "anna",
                        OfferOutcome.TIMED_OUT,
                        START.plusSeconds(40),
                        START.plusSeconds(20)),
                new WorkWithdrawn("call-1", START.plusSeconds(21)),
                new WorkTaken("episode-2/1", "ben", false, START.plusSeconds(22)),
                new AgentForgotten("anna", START.plusSeconds(23)),
                new WaitTold("w", "long-wait", START.plusSeconds(24)),
                new WorkWaiting(REFUSED, START.plusSeconds(25)),
                new RescindOwed(REFUSED, "w#3", "ben", WHY, START.plusSeconds(26)),
                new WorkEnded("w9", START.plusSeconds(27)),
                new ServiceMeasured("sales", new ServiceLog.Minute(29_000_000, 3, 2, 1), START.plusSeconds(28)));
    }

    @Override
    protected Map<String, QueueEvent> grown() {
        return Map.of(
                "WorkEnqueued.2", new WorkEnqueued(RICH, START),
                "AgentReported.2", new AgentReported(SAYS, START),
                "WorkOffered.2", new WorkOffered("w#3", "w", "ben", WHY, START),
                "WorkTaken.2", new WorkTaken("w", "ben", true, START));
    }

    /** The first release stored no times in snapshots. */
    @Override
    protected QueueState sampleState() {
        var idle = Explanation.of("Has been idle for longest.");
        return QueueState.replay(List.of(
                new WorkEnqueued(CALL, EPOCH),
                new WorkOffered("call-1#1", "call-1", "anna", Explanation.of(""), EPOCH),
                new WorkReturned("call-1#1", "call-1", "anna", OfferOutcome.REJECTED, START.plusSeconds(40), EPOCH),
                new WorkEnqueued(CHAT, EPOCH),
                new WorkOffered("episode-2/1#1", "episode-2/1", "anna", idle, EPOCH),
                new AgentReported(early("offline", 0, 0), EPOCH)));
    }

    @Override
    protected void walk(Random random, Consumer<QueueState> visit) {
        var company = new RandomCompany(random);
        var board = new Switchboard(company.rules());
        for (int step = 0; step < 150; step++) {
            var move = company.next(board.state, board.now);
            board.now = board.now.plus(move.passes());
            if (move.event().isPresent()) {
                board.happens(move.event().get());
            } else {
                board.goOn();
            }
            visit.accept(board.state);
        }
    }
}
