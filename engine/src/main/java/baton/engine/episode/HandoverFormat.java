package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.AgentInvited;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.Ask;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.episode.EpisodeEvent.WrapUpProlonged;
import baton.engine.journal.Times;
import java.time.Instant;
import java.util.Optional;

/** The part of {@link EpisodeFormat} about agents among themselves, and about a wait that takes long. */
final class HandoverFormat {

    private static final String WARM = "warm";
    private static final String COLD = "cold";

    private HandoverFormat() {}

    static void out(EpisodeEvent event, baton.protocol.journal.v1.EpisodeEvent.Builder stored) {
        if (event instanceof AgentInvited e) {
            stored.getAgentInvitedBuilder()
                    .setAgentId(e.agentId())
                    .setInvitedAgentId(e.invitedAgentId())
                    .setRole(e.role().word())
                    .setNote(e.note())
                    .setWorkId(e.ask().workId())
                    .setUntil(Times.write(e.ask().until()));
        } else if (event instanceof WorkDeclined e) {
            stored.getWorkDeclinedBuilder()
                    .setWorkId(e.workId())
                    .setAgentId(e.agentId())
                    .setReason(e.reason())
                    .setKind(e.purpose().word());
        } else if (event instanceof AgentLeft e) {
            stored.getAgentLeftBuilder().setAgentId(e.agentId()).setReason(e.reason());
        } else if (event instanceof WrapUpProlonged e) {
            stored.getWrapUpProlongedBuilder().setAgentId(e.agentId()).setUntil(Times.write(e.until()));
        } else if (event instanceof WaitAnnounced e) {
            var announced = stored.getWaitAnnouncedBuilder()
                    .setWorkId(e.workId())
                    .setKind(e.kind())
                    .setAlternative(e.alternative())
                    .setLegId(e.legId());
            e.opensAt().map(Times::write).ifPresent(announced::setOpensAt);
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
    }

    static baton.protocol.journal.v1.EpisodeTransferred out(EpisodeTransferred e) {
        var stored = baton.protocol.journal.v1.EpisodeTransferred.newBuilder()
                .setFromAgentId(e.fromAgentId())
                .setToAgentId(e.toAgentId())
                .setToQueueId(e.toQueueId())
                .setNote(e.note())
                .setMode(e.ask().isPresent() ? WARM : COLD)
                .setByAgentId(e.byAgentId());
        e.ask().ifPresent(ask -> stored.setWorkId(ask.workId()).setUntil(Times.write(ask.until())));
        return stored.build();
    }

    static EpisodeTransferred in(baton.protocol.journal.v1.EpisodeTransferred e, Instant at) {
        return new EpisodeTransferred(
                e.getFromAgentId(),
                e.getToAgentId(),
                e.getToQueueId(),
                e.getNote(),
                e.getMode().equals(WARM)
                        ? Optional.of(new Ask(e.getWorkId(), Times.read(e.getUntil())))
                        : Optional.empty(),
                e.getByAgentId(),
                at);
    }

    static AgentInvited in(baton.protocol.journal.v1.AgentInvited e, Instant at) {
        return new AgentInvited(
                e.getAgentId(),
                e.getInvitedAgentId(),
                Role.of(e.getRole()),
                e.getNote(),
                new Ask(e.getWorkId(), Times.read(e.getUntil())),
                at);
    }

    static WaitAnnounced in(baton.protocol.journal.v1.WaitAnnounced e, Instant at) {
        return new WaitAnnounced(
                e.getWorkId(),
                e.getKind(),
                e.getAlternative(),
                e.hasOpensAt() ? Optional.of(Times.read(e.getOpensAt())) : Optional.empty(),
                e.getLegId(),
                at);
    }
}
