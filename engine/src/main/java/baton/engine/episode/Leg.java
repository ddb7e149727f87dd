package baton.engine.episode;

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

    boolean liveCall() {
        return medium == Medium.VOICE && !ended();
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
