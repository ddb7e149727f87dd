package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.EpisodeJoined;
import baton.engine.episode.EpisodeEvent.EpisodeMerged;
import baton.engine.episode.EpisodeEvent.EpisodeReopened;
import baton.engine.episode.EpisodeEvent.EpisodeSplit;
import baton.engine.episode.EpisodeEvent.JoinedLeg;
import baton.engine.journal.Times;
import java.time.Instant;
import java.util.Optional;

/** What {@link EpisodeFormat} writes and reads of episodes that go on in another one, or by themselves again. */
final class MergingFormat {

    private MergingFormat() {}

    static boolean out(EpisodeEvent event, baton.protocol.journal.v1.EpisodeEvent.Builder stored) {
        if (event instanceof EpisodeJoined e) {
            var joined =
                    stored.getEpisodeJoinedBuilder().setEpisodeId(e.episodeId()).setMergeId(e.mergeId());
            e.legs().forEach(leg -> joined.addLegs(out(leg)));
        } else if (event instanceof EpisodeMerged e) {
            stored.getEpisodeMergedBuilder().setEpisodeId(e.episodeId()).setMergeId(e.mergeId());
        } else if (event instanceof EpisodeReopened e) {
            stored.getEpisodeReopenedBuilder()
                    .setMergeId(e.mergeId())
                    .setAgentId(e.agentId())
                    .setEpisodeId(e.episodeId());
        } else if (event instanceof EpisodeSplit e) {
            stored.getEpisodeSplitBuilder().setAgentId(e.agentId()).setEpisodeId(e.episodeId());
        } else {
            return false;
        }
        return true;
    }

    private static baton.protocol.journal.v1.JoinedLeg out(JoinedLeg leg) {
        var out = baton.protocol.journal.v1.JoinedLeg.newBuilder()
                .setLegId(leg.legId())
                .setChannel(leg.channel())
                .setAddress(leg.address());
        leg.heardAt().map(Times::write).ifPresent(out::setHeardAt);
        return out.build();
    }

    static EpisodeJoined in(baton.protocol.journal.v1.EpisodeJoined e, Instant at) {
        var legs = e.getLegsList().stream().map(MergingFormat::in).toList();
        return new EpisodeJoined(e.getEpisodeId(), e.getMergeId(), legs, at);
    }

    private static JoinedLeg in(baton.protocol.journal.v1.JoinedLeg leg) {
        var heardAt = leg.hasHeardAt() ? Optional.of(Times.read(leg.getHeardAt())) : Optional.<Instant>empty();
        return new JoinedLeg(leg.getLegId(), leg.getChannel(), leg.getAddress(), heardAt);
    }

    static EpisodeMerged in(baton.protocol.journal.v1.EpisodeMerged e, Instant at) {
        return new EpisodeMerged(e.getEpisodeId(), e.getMergeId(), at);
    }

    static EpisodeReopened in(baton.protocol.journal.v1.EpisodeReopened e, Instant at) {
        return new EpisodeReopened(e.getMergeId(), e.getAgentId(), e.getEpisodeId(), at);
    }

    static EpisodeSplit in(baton.protocol.journal.v1.EpisodeSplit e, Instant at) {
        return new EpisodeSplit(e.getAgentId(), e.getEpisodeId(), at);
    }
}
