package baton.engine.agent;

import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * One episode in an agent's hands.
 *
 * @param works what of it the agent has taken and not left (the chat, a call), with the leg in which the agent talks; empty for text,
 *     and when the call is over
 */
public record Hand(String episodeId, PMap<String, String> works, Instant since) {

    static Hand with(Optional<Hand> before, EpisodeTaken taken) {
        var works = before.map(Hand::works).orElse(HashTreePMap.empty());
        return new Hand(
                taken.episodeId(),
                works.plus(taken.workId(), taken.voiceLegId()),
                before.map(Hand::since).orElse(taken.at()));
    }

    /** Empty when nothing is left of it. */
    Optional<Hand> without(EpisodeLeft left) {
        var rest = left.workId().isEmpty() ? HashTreePMap.<String, String>empty() : works.minus(left.workId());
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Hand(episodeId, rest, since));
    }

    Hand withoutVoice(String legId) {
        var silent = works;
        for (var work : works.entrySet()) {
            if (work.getValue().equals(legId)) {
                silent = silent.plus(work.getKey(), "");
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
                .filter(legId -> !legId.isEmpty())
                .findFirst()
                .orElse("");
    }

    boolean talks() {
        return !voiceLegId().isEmpty();
    }

    List<EpisodeTaken> history() {
        return works.entrySet().stream()
                .map(work -> new EpisodeTaken(episodeId, work.getKey(), work.getValue(), since))
                .toList();
    }
}
