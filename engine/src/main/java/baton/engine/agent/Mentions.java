package baton.engine.agent;

import baton.engine.agent.AgentEvent.AgentMentioned;
import baton.engine.agent.AgentEvent.MentionsSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Notes in which colleagues have named the agent, newest last. The oldest is forgotten when there are too many. */
record Mentions(PVector<Mention> all) {

    private static final int KEPT = 30;

    record Mention(String episodeId, String noteId, String byAgentId, Instant at, boolean seen) {

        String mentionId() {
            return episodeId + "/" + noteId;
        }

        private Mention looked() {
            return new Mention(episodeId, noteId, byAgentId, at, true);
        }
    }

    static Mentions none() {
        return new Mentions(TreePVector.empty());
    }

    /** Whether it is here, or may have been: what is older than the oldest of all has been forgotten. */
    boolean knows(Mention mention) {
        var forgotten = all.size() == KEPT && !mention.at().isAfter(all.get(0).at());
        return forgotten || all.stream().anyMatch(known -> known.mentionId().equals(mention.mentionId()));
    }

    /** Those of these that have not been looked at. */
    List<String> unseen(Collection<String> mentionIds) {
        return all.stream()
                .filter(mention -> !mention.seen() && mentionIds.contains(mention.mentionId()))
                .map(Mention::mentionId)
                .toList();
    }

    Mentions after(AgentMentioned event) {
        var next = new ArrayList<>(all);
        next.add(new Mention(event.episodeId(), event.noteId(), event.byAgentId(), event.at(), false));
        next.sort(Comparator.comparing(Mention::at));
        return new Mentions(TreePVector.from(next.subList(Math.max(0, next.size() - KEPT), next.size())));
    }

    Mentions after(MentionsSeen event) {
        var seen = event.mentionIds();
        return new Mentions(TreePVector.from(all.stream()
                .map(mention -> seen.contains(mention.mentionId()) ? mention.looked() : mention)
                .toList()));
    }

    /** The shortest history that leads here. */
    List<AgentEvent> history(Instant at) {
        var events = new ArrayList<AgentEvent>();
        all.forEach(m -> events.add(new AgentMentioned(m.episodeId(), m.noteId(), m.byAgentId(), m.at())));
        var seen = all.stream().filter(Mention::seen).map(Mention::mentionId).toList();
        if (!seen.isEmpty()) {
            events.add(new MentionsSeen(seen, at));
        }
        return events;
    }
}
