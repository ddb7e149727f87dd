package baton.engine.agent;

import static baton.engine.MovableClock.START;

import baton.engine.routing.Availability.Competence;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Agents and offers for tests. */
final class Agents {

    static final Explanation IDLE = Explanation.of("Has been idle for longest.");

    private Agents() {}

    /** In the queue "main". */
    static AgentProfile anna(long version, int chats, int calls) {
        return new AgentProfile(
                version,
                "Anna",
                new Competence(Map.of("english", 7), Map.of("main", 1), false),
                AgentProfile.capacity(Map.of("text", chats, "phone", calls)));
    }

    static AgentProfile uninterruptible(AgentProfile profile) {
        var competence = profile.competence();
        return new AgentProfile(
                profile.version(),
                profile.name(),
                new Competence(competence.skills(), competence.queues(), true),
                profile.capacity());
    }

    static Work chat(String workId, String channel) {
        return new Work(
                workId, Purpose.SERVE, Medium.TEXT, channel, "", "main", "", START, START, Wishes.none());
    }

    /** A call is the work that has the leg's own id. */
    static Work call(String legId) {
        return new Work(legId, Purpose.SERVE, Medium.VOICE, "phone", legId, "main", "", START, START, Wishes.none());
    }

    /** Every field with a value of its own. */
    static Work rich(String workId) {
        var preferences = List.of(
                new Preference("ben", Preference.PERSONAL, START.minusSeconds(90)),
                new Preference("chloe", Preference.LAST, START.minusSeconds(9_000)));
        return new Work(
                workId,
                Purpose.TRANSFER,
                Medium.TEXT,
                "telegram",
                "leg-7",
                "sales",
                "gold",
                START.minusSeconds(60),
                START.minusSeconds(30),
                new Wishes(preferences, "ben", "dora"));
    }

    static Explanation explanation() {
        return new Explanation(
                "Is the customer's own agent.",
                "sales",
                17,
                2,
                Map.of("english", 5),
                3.5,
                START.minusSeconds(60),
                List.of(new Explanation.Candidate("anna", "personal", 1, 7, START.minusSeconds(5), 0.25)),
                List.of(new Explanation.Exclusion("ben", "skill", "english 5")),
                Map.of("skill", 1),
                2,
                List.of(new Explanation.EarlierOffer("chloe", START.minusSeconds(20), "timed-out")));
    }

    static Offer offer(String offerId, String episodeId, Work work, Instant until) {
        return new Offer(offerId, episodeId, work, START, until, IDLE);
    }
}
