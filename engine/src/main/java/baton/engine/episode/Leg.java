package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.work.Medium;
import java.time.Instant;

/**
 * The part of an episode that runs over one channel session.
 *
 * @param status {@code open} (text), {@code waiting}, {@code ringing}, {@code talking}, {@link #HELD} (voice), {@code ended}
 * @param agentId whose phone rings or who talks; empty otherwise
 * @param offerId by which whoever talks, or talked last, got the call; empty for nobody, or if it is not known
 * @param reason why it ended; empty before
 * @param heldBy who holds a call: {@code agent}, {@code caller}, {@code both}; empty for nobody
 * @param heldSince when that began
 */
public record Leg(
        String legId,
        String channel,
        String address,
        Medium medium,
        String status,
        String agentId,
        String offerId,
        Instant since,
        String reason,
        String heldBy,
        Instant heldSince) {

    /** The caller has talked with an agent and waits on the line for the next one. */
    static final String HELD = "held";

    static Leg text(String legId, String channel, String address, Instant since) {
        return new Leg(legId, channel, address, Medium.TEXT, "open", "", "", since, "", "", since);
    }

    /** The id of the leg of somebody who writes under this address. */
    public static String ofText(String channel, String address) {
        return channel + ":" + address;
    }

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
        return status.equals("waiting") || held();
    }

    boolean held() {
        return status.equals(HELD);
    }

    boolean talking() {
        return status.equals("talking");
    }

    boolean ringsAt(String someAgentId) {
        return status.equals("ringing") && agentId.equals(someAgentId);
    }

    Leg turned(String newStatus, String newAgentId, String newReason, Instant at) {
        return new Leg(legId, channel, address, medium, newStatus, newAgentId, offerId, at, newReason, "", at);
    }

    Leg answered(String byAgentId, String byOfferId, Instant at) {
        return new Leg(legId, channel, address, medium, "talking", byAgentId, byOfferId, at, "", "", at);
    }

    Leg held(String by, Instant at) {
        return new Leg(legId, channel, address, medium, status, agentId, offerId, since, reason, by, at);
    }
}
