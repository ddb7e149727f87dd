package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentInvited;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.work.Purpose;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Who is in an episode beside its owner, and who has been asked.
 *
 * @param joined helpers and observers by agent id
 * @param asked by the id of the work that they are asked to do
 * @param served which owner went last
 */
record Participants(PMap<String, Joined> joined, PMap<String, Asked> asked, Optional<Served> served) {

    record Joined(String agentId, Role role, Instant since) {}

    /**
     * @param agentId empty: whoever the queue finds
     * @param queueId empty: the one in which the episode is
     * @param role what the colleague will be
     */
    record Asked(
            String workId, Purpose purpose, String agentId, String queueId, Role role, Instant since, Instant until) {

        WorkDeclined declined(String reason, Instant at) {
            return new WorkDeclined(workId, agentId, reason, purpose, at);
        }
    }

    /** @param at until when */
    record Served(String agentId, Instant at) {}

    static Participants none() {
        return new Participants(HashTreePMap.empty(), HashTreePMap.empty(), Optional.empty());
    }

    boolean has(String agentId) {
        return joined.containsKey(agentId);
    }

    /** Whether this agent talks with owner and customer. */
    boolean isPartner(String agentId) {
        return partner().filter(agentId::equals).isPresent();
    }

    Optional<String> partner() {
        return joined.values().stream()
                .filter(joined -> joined.role() == Role.PARTNER)
                .map(Joined::agentId)
                .findFirst();
    }

    Optional<Asked> asked(String workId) {
        return Optional.ofNullable(asked.get(workId));
    }

    /** The warm transfer that nobody has accepted yet; there is at most one. */
    Optional<Asked> transfer() {
        return asked.values().stream()
                .filter(ask -> ask.purpose() == Purpose.TRANSFER)
                .findFirst();
    }

    Stream<Asked> asked(Purpose purpose, String agentId) {
        return asked.values().stream()
                .filter(ask -> ask.purpose() == purpose && ask.agentId().equals(agentId));
    }

    Participants after(EpisodeEvent event) {
        if (event instanceof EpisodeTransferred e && e.ask().isPresent()) {
            var ask = e.ask().get();
            return asking(new Asked(
                    ask.workId(), Purpose.TRANSFER, e.toAgentId(), e.toQueueId(), Role.OWNER, e.at(), ask.until()));
        } else if (event instanceof AgentInvited e) {
            var ask = e.ask();
            return asking(new Asked(ask.workId(), Purpose.HELP, e.invitedAgentId(), "", e.role(), e.at(), ask.until()));
        } else if (event instanceof WorkDeclined e) {
            return new Participants(joined, asked.minus(e.workId()), served);
        } else if (event instanceof AgentAssigned e) {
            return assigned(e);
        } else if (event instanceof AgentLeft e) {
            return new Participants(joined.minus(e.agentId()), asked, served);
        } else if (event instanceof AgentReleased e) {
            return new Participants(joined, asked, Optional.of(new Served(e.agentId(), e.at())));
        } else if (event instanceof EpisodeClosed e) {
            var last = e.agentId().isEmpty() ? served : Optional.of(new Served(e.agentId(), e.at()));
            return new Participants(HashTreePMap.empty(), HashTreePMap.empty(), last);
        }
        return this;
    }

    private Participants asking(Asked ask) {
        return new Participants(joined, asked.plus(ask.workId(), ask), served);
    }

    private Participants assigned(AgentAssigned e) {
        var beside = e.role() == Role.OWNER
                ? joined.minus(e.agentId())
                : joined.plus(e.agentId(), new Joined(e.agentId(), e.role(), e.at()));
        return new Participants(beside, asked.minus(e.workId()), served);
    }
}
