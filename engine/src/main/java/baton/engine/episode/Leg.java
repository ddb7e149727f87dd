package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.work.Medium;
import java.time.Instant;

/**
 * The part of an episode that runs over one channel session.
 *
 * @param status {@code open} (text), {@code waiting}, {@code ringing}, {@code talking} (voice), {@code ended}
 * @param agentId whose phone rings or who talks; empty otherwise
 * @param reason why it ended; empty before
 */
public record Leg(
        String legId,
        String channel,
        String address,
        Medium medium,
        String status,
        String agentId,
        Instant since,
        String reason) {

    boolean ended() {
        return status.equals("ended");
    }

    /** The caller did not go: nobody would have answered. */
    boolean endedByUs() {
        return ended() && (reason.equals(AnnounceWait.CLOSED) || reason.equals(AnnounceWait.CALL_BACK));
    }

    boolean liveCall() {
        return medium == Medium.VOICE && !ended();
    }

    /** A caller for whom no phone rings yet. */
    boolean waits() {
        return status.equals("waiting");
    }

    boolean talking() {
        return status.equals("talking");
    }

    boolean ringsAt(String someAgentId) {
        return status.equals("ringing") && agentId.equals(someAgentId);
    }

    Leg turned(String newStatus, String newAgentId, String newReason, Instant at) {
        return new Leg(legId, channel, address, medium, newStatus, newAgentId, at, newReason);
    }
}
