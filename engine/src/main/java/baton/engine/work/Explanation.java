package baton.engine.work;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why this agent, or why nobody yet.
 *
 * @param summary a sentence for people
 * @param rules version of the configuration by which it was decided
 * @param step which routing step held, from 1
 * @param skills least level by skill that held
 * @param priority with ageing, at that moment
 * @param candidates the best ones in their order; the first was chosen
 * @param excluded single agents and what excluded each; not all of them when they are many
 * @param excludedBy how many were excluded by what, of the {@code lookedAt} agents that were looked at
 * @param earlier offers of this work that came to nothing
 */
public record Explanation(
        String summary,
        String queueId,
        long rules,
        int step,
        Map<String, Integer> skills,
        double priority,
        Instant since,
        List<Candidate> candidates,
        List<Exclusion> excluded,
        Map<String, Integer> excludedBy,
        int lookedAt,
        List<EarlierOffer> earlier) {

    /**
     * @param preferred why this one is preferred to all others (see {@link Preference}); empty otherwise
     * @param queuePreference the agent's own preference of the queue, 1 before 2
     * @param levels the sum of levels in the required skills
     * @param occupied share of the capacity in use, 0 to 1
     */
    public record Candidate(
            String agentId, String preferred, int queuePreference, int levels, Instant idleSince, double occupied) {}

    public record Exclusion(String agentId, String reason, String detail) {}

    public record EarlierOffer(String agentId, Instant at, String outcome) {}

    /** Nothing but a sentence, as earlier releases stored it. */
    public static Explanation of(String summary) {
        return new Explanation(
                summary, "", 0, 0, Map.of(), 0, Instant.EPOCH, List.of(), List.of(), Map.of(), 0, List.of());
    }
}
