package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.work.Preference;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.List;

/**
 * How a customer waits: where, and what routing knows of them.
 *
 * @param queueId empty: the company's default queue
 * @param segment empty for none
 * @param ties agents whom the customer knows: personal, then last
 */
record Terms(String queueId, String segment, List<Preference> ties) {

    static Terms none() {
        return new Terms("", "", List.of());
    }

    /** Of a first contact, or of one that goes on in the queue where it was. */
    static Terms first(Opening opening, Instant now) {
        var queueId = opening.continues().map(Continuation::queueId).orElse("");
        return none().in(queueId).as(opening, now);
    }

    static Terms of(Work work) {
        var ties = work.wishes().preferences().stream().filter(Terms::isTie).toList();
        return new Terms(work.queueId(), work.segment(), ties);
    }

    private static boolean isTie(Preference preference) {
        return preference.why().equals(Preference.PERSONAL) || preference.why().equals(Preference.LAST);
    }

    /** The same queue, with what is known of the customer now. */
    Terms as(Opening opening, Instant now) {
        var known = Wishes.of(opening.lastAgentId(), Preference.LAST, opening.lastAgentAt())
                .preferring(opening.personalAgentId(), Preference.PERSONAL, now);
        return new Terms(queueId, opening.segment(), known.preferences());
    }

    /** In another queue, if it is another one, nobody there is the customer's own. Empty: the same queue. */
    Terms in(String otherQueueId) {
        return otherQueueId.isEmpty() || otherQueueId.equals(queueId)
                ? this
                : new Terms(otherQueueId, segment, List.of());
    }

    Terms without(String agentId) {
        var others = ties.stream().filter(tie -> !tie.agentId().equals(agentId)).toList();
        return new Terms(queueId, segment, others);
    }

    Wishes wishes() {
        return new Wishes(ties, "", "");
    }
}
