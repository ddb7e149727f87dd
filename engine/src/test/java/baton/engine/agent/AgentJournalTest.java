package baton.engine.agent;

import static baton.engine.MovableClock.START;

import baton.engine.agent.AgentEvent.AgentMentioned;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.DesksLost;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.MentionsSeen;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.OffersMissed;
import baton.engine.agent.AgentEvent.PhoneRegistered;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.agent.Mentions.Mention;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

class AgentJournalTest extends JournalContract<AgentEvent, AgentState> {

    /** As the first release stored it: of the work what an agent had to know then. */
    private static final Offer OFFER = new Offer(
            "call-1#1",
            "episode-1",
            early("call-1", Medium.VOICE, "call-1"),
            START,
            START.plusSeconds(20),
            Explanation.of("Serves this customer already."));

    private static final Offer TAKEN = new Offer(
            "episode-2/1#1", "episode-2", early("episode-2/1", Medium.TEXT, ""), START, START, Explanation.of("Idle."));

    private static Work early(String workId, Medium medium, String legId) {
        return new Work(workId, Purpose.SERVE, medium, "", legId, "", "", START, START, Wishes.none());
    }

    @Override
    protected JournalSerializer<AgentEvent, AgentState> serializer() {
        return new AgentSerializer();
    }

    @Override
    protected Class<AgentEvent> eventType() {
        return AgentEvent.class;
    }

    @Override
    protected String name() {
        return "agent";
    }

    @Override
    protected int identifier() {
        return 8105;
    }

    @Override
    protected List<AgentEvent> samples() {
        return List.of(
                new PresenceChanged(Presence.AWAY, "lunch", START),
                new PhoneRegistered("sip:anna@127.0.0.1:5070", START.plusSeconds(300), START.plusSeconds(1)),
                new PhoneUnregistered(START.plusSeconds(2)),
                new OfferMade(OFFER, START),
                new OfferEnded("call-1#1", OfferOutcome.NO_CAPACITY, START.plusSeconds(4)),
                new OfferSettled("call-1#1", false, START.plusSeconds(5)),
                new EpisodeTaken("episode-1", "call-1", "leg-1", "", true, "owner", START.plusSeconds(6)),
                new EpisodeLeft("episode-1", "call-1", START.plusSeconds(7)),
                new VoiceEnded("call-1", START.plusSeconds(8)),
                new DesksLost(START.plusSeconds(39), START.plusSeconds(9)),
                new DesksFound(START.plusSeconds(10)),
                new OffersMissed(1, START.plusSeconds(11)),
                new AgentMentioned("episode-1", "note-1", "ben", START.plusSeconds(12)),
                new MentionsSeen(List.of("episode-1/note-1"), START.plusSeconds(13)));
    }

    @Override
    protected Map<String, AgentEvent> grown() {
        var offer = new Offer("w#3", "episode-1", Agents.rich("w"), START, START.plusSeconds(20), Agents.explanation());
        return Map.of(
                "OfferMade.2", new OfferMade(offer, START),
                "OfferSettled.2", new OfferSettled("w#3", true, START.plusSeconds(5)),
                "EpisodeTaken.2", new EpisodeTaken("episode-1", "call-1", "", "phone", true, "helper", START));
    }

    @Override
    protected AgentState sampleState() {
        return AgentState.replay(List.of(
                new PresenceChanged(Presence.AVAILABLE, "", START),
                new PhoneRegistered("sip:anna@127.0.0.1:5070", START.plusSeconds(300), START.plusSeconds(1)),
                new OfferMade(TAKEN, START),
                new OfferEnded("episode-2/1#1", OfferOutcome.ACCEPTED, START.plusSeconds(2)),
                new EpisodeTaken("episode-2", "episode-2/1", "", "", false, "owner", START.plusSeconds(2)),
                new OfferMade(OFFER, START),
                new OfferSettled("episode-0/1#1", false, START.plusSeconds(3)),
                new DesksLost(START.plusSeconds(39), START.plusSeconds(9))));
    }

    @Override
    protected void walk(Random random, Consumer<AgentState> visit) {
        var state = AgentState.offline();
        for (int step = 0; step < 120; step++) {
            state = state.after(next(random, state, START.plusSeconds(step), step));
            visit.accept(state);
        }
    }

    private static AgentEvent left(Random random, AgentState state, Instant at) {
        var episodeId = "episode-" + random.nextInt(4);
        var hand = state.hands().get(episodeId);
        var work = hand == null || random.nextBoolean()
                ? ""
                : hand.workIds().iterator().next();
        return new EpisodeLeft(episodeId, work, at);
    }

    private static AgentEvent next(Random random, AgentState state, Instant at, int step) {
        var offers = state.offers();
        return switch (random.nextInt(14)) {
            case 0 -> new PresenceChanged(Presence.values()[random.nextInt(4)], "reason " + random.nextInt(2), at);
            case 1 -> new PhoneRegistered("sip:a@b", at.plusSeconds(60), at);
            case 2 -> new PhoneUnregistered(at);
            case 3, 4 -> new OfferMade(offer("offer-" + step, random, at), at);
            case 5, 6 ->
                one(random, offers.pending().keySet())
                        .<AgentEvent>map(id -> new OfferEnded(id, OfferOutcome.values()[random.nextInt(7)], at))
                        .orElseGet(() -> new OfferSettled("never-seen-" + step, false, at));
            case 7 ->
                one(random, offers.ended().keySet())
                        .<AgentEvent>map(id -> new OfferSettled(id, offers.accepted(id), at))
                        .orElseGet(() -> new OfferSettled("never-seen-" + step, false, at));
            case 8 -> taken(random, "episode-" + random.nextInt(4), at);
            case 9 -> left(random, state, at);
            case 10 -> new VoiceEnded(work(random), at);
            case 11 -> new AgentMentioned("episode-" + random.nextInt(4), "note-" + step, "ben", at);
            case 12 ->
                new MentionsSeen(
                        state.mentions().all().stream()
                                .map(Mention::mentionId)
                                .filter(id -> random.nextBoolean())
                                .toList(),
                        at);
            default -> random.nextBoolean() ? new DesksLost(at.plusSeconds(30), at) : new DesksFound(at);
        };
    }

    /** A call is the work that has the leg's own id. */
    private static AgentEvent taken(Random random, String episodeId, Instant at) {
        var workId = work(random);
        var voice = workId.startsWith("call");
        var role = List.of("owner", "helper", "observer").get(random.nextInt(3));
        return new EpisodeTaken(episodeId, workId, voice ? workId : "", voice ? "phone" : "webchat", voice, role, at);
    }

    private static String work(Random random) {
        return (random.nextBoolean() ? "call-" : "chat-") + random.nextInt(3);
    }

    private static Offer offer(String offerId, Random random, Instant at) {
        var work = random.nextBoolean() ? Agents.rich("work") : Agents.call("call-1");
        return new Offer(offerId, "episode-1", work, at, at.plusSeconds(20), Agents.explanation());
    }

    private static Optional<String> one(Random random, Set<String> ids) {
        return ids.stream()
                .sorted()
                .skip(ids.isEmpty() ? 0 : random.nextInt(ids.size()))
                .findFirst();
    }
}
