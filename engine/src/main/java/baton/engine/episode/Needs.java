package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeCommand.ReceiveCall;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.function.Function;

/** Makes the pieces of work by which an episode asks for agents. Pure. */
final class Needs {

    private final String episodeId;

    Needs(String episodeId) {
        this.episodeId = episodeId;
    }

    String episodeId() {
        return episodeId;
    }

    /** {@code more}: how many others are made by the same decision before it. */
    String nextId(Story story, int more) {
        return episodeId + "/" + (story.work().made() + 1 + more);
    }

    Work firstChat(Opening opening, String channel, Instant now) {
        var terms = Terms.first(opening, now);
        return chat(
                episodeId + "/1",
                channel,
                terms,
                wait(opening, Continuation::since, now),
                wait(opening, Continuation::from, now),
                wishes(opening, terms, now));
    }

    Work firstCall(ReceiveCall command, Instant now) {
        var opening = command.opening();
        var terms = Terms.first(opening, now);
        return call(
                command,
                terms,
                wait(opening, Continuation::since, now),
                wait(opening, Continuation::from, now),
                wishes(opening, terms, now));
    }

    /** Who was waiting in the full one goes on waiting. */
    private static Instant wait(Opening opening, Function<Continuation, Instant> began, Instant now) {
        return opening.continues().filter(Continuation::waits).map(began).orElse(now);
    }

    private static Wishes wishes(Opening opening, Terms terms, Instant now) {
        var served = opening.continues().map(Continuation::agentId).orElse("");
        return terms.wishes().preferring(served, Preference.CONTINUED, now);
    }

    Work nextChat(Story story, Terms terms, Instant since, Instant from, Wishes wishes) {
        return chat(nextId(story, 0), story.textChannel(), terms, since, from, wishes);
    }

    private static Work chat(String workId, String channel, Terms terms, Instant since, Instant from, Wishes wishes) {
        return new Work(
                workId, Purpose.SERVE, Medium.TEXT, channel, "", terms.queueId(), terms.segment(), since, from, wishes);
    }

    Work call(ReceiveCall command, Terms terms, Instant since, Instant from, Wishes wishes) {
        return new Work(
                command.legId(),
                Purpose.SERVE,
                Medium.VOICE,
                command.channel(),
                command.legId(),
                terms.queueId(),
                terms.segment(),
                since,
                from,
                wishes);
    }

    /** The same caller, looked after under another id, so that nothing that was on its way to somebody else counts any more. */
    Work callAgain(String workId, Work before, Terms terms, Instant from, Wishes wishes) {
        return new Work(
                workId,
                before.purpose(),
                before.medium(),
                before.channel(),
                before.legId(),
                terms.queueId(),
                terms.segment(),
                before.since(),
                from,
                wishes);
    }

    /** The customer waits again, with the old seniority. */
    Work again(Story story, String toAgentId, String toQueueId, String avoidedAgentId, Instant now) {
        var terms = story.work().terms().in(toQueueId).without(avoidedAgentId);
        var wishes =
                terms.wishes().preferring(toAgentId, Preference.TRANSFER, now).avoiding(avoidedAgentId);
        var since = story.work().since().orElse(story.work().seniority());
        return nextChat(story, terms, since, now, wishes);
    }

    /** The customer waits again on the line, with the old seniority. */
    Work again(Story story, Leg call, String toAgentId, String toQueueId, String avoidedAgentId, Instant now) {
        return again(story, toAgentId, toQueueId, avoidedAgentId, now).over(call.channel(), call.legId());
    }

    /** A colleague is wanted, for a customer who does not wait. */
    Work colleague(Story story, Purpose purpose, String queueId, Wishes wishes, Instant now) {
        var terms = story.work().terms().in(queueId);
        return new Work(
                nextId(story, 0),
                purpose,
                Medium.TEXT,
                story.textChannel(),
                "",
                terms.queueId(),
                terms.segment(),
                purpose == Purpose.TRANSFER ? story.work().seniority() : now,
                now,
                wishes);
    }
}
