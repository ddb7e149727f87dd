package baton.engine.agent;

import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.routing.Availability;
import baton.engine.routing.Availability.Load;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * One episode in an agent's hands.
 *
 * @param works what of it the agent has taken and not left (the chat, a call), by work id
 */
public record Hand(String episodeId, PMap<String, Taken> works, Instant since) {

    /**
     * @param voiceLegId the call in which the agent talks; empty for text, and when the call is over
     * @param voice whether it was a call
     * @param role {@code owner}, {@code helper}, {@code observer}
     */
    public record Taken(String channel, String voiceLegId, boolean voice, String role) {

        Taken silent() {
            return new Taken(channel, "", voice, role);
        }
    }

    static Hand with(Optional<Hand> before, EpisodeTaken taken) {
        var works = before.map(Hand::works).orElse(HashTreePMap.empty());
        var work = new Taken(taken.channel(), taken.voiceLegId(), taken.voice(), taken.role());
        return new Hand(
                taken.episodeId(),
                works.plus(taken.workId(), work),
                before.map(Hand::since).orElse(taken.at()));
    }

    /** Empty when nothing is left of it. */
    Optional<Hand> without(EpisodeLeft left) {
        var rest = left.workId().isEmpty() ? HashTreePMap.<String, Taken>empty() : works.minus(left.workId());
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Hand(episodeId, rest, since));
    }

    Hand withoutVoice(String legId) {
        var silent = works;
        for (var work : works.entrySet()) {
            if (work.getValue().voiceLegId().equals(legId)) {
                silent = silent.plus(work.getKey(), work.getValue().silent());
            }
        }
        return new Hand(episodeId, silent, since);
    }

    Set<String> workIds() {
        return works.keySet();
    }

    /** The call in which the agent is; empty if in none. */
    String voiceLegId() {
        return works.values().stream()
                .map(Taken::voiceLegId)
                .filter(legId -> !legId.isEmpty())
                .findFirst()
                .orElse("");
    }

    boolean talks() {
        return !voiceLegId().isEmpty();
    }

    /** What the agent is in this episode: the most that any of the works makes of them. */
    String role() {
        var roles = works.values().stream().map(Taken::role).toList();
        if (roles.contains("owner")) {
            return "owner";
        }
        return roles.contains("helper") ? "helper" : "observer";
    }

    /**
     * Which places it takes, each once: one for its text, whatever number of works that is; one for a call as long as the
     * agent talks, or as long as nothing but the call was ever taken (then it is being written up).
     */
    Set<String> slots(Map<String, Integer> capacity) {
        var slots = new HashSet<String>();
        works.values().stream()
                .filter(work -> !work.voice())
                .forEach(work -> slots.add(Load.slot(capacity, Medium.TEXT, work.channel())));
        if (talks() || slots.isEmpty()) {
            slots.add(Availability.PHONE);
        }
        return slots;
    }

    List<EpisodeTaken> history() {
        return works.entrySet().stream()
                .map(work -> new EpisodeTaken(
                        episodeId,
                        work.getKey(),
                        work.getValue().voiceLegId(),
                        work.getValue().channel(),
                        work.getValue().voice(),
                        work.getValue().role(),
                        since))
                .toList();
    }
}
