package baton.engine.call;

import java.time.Instant;

/** What has happened to a {@link Call}. Past tense, stored for ever as {@code call_journal.proto}. */
public sealed interface CallEvent {

    Instant at();

    record CallArrived(
            String episodeId, String caller, String called, String offerSdp, Dialog dialog, Door door, Instant at)
            implements CallEvent {}

    /** @param beside it is to talk with caller and agent together, not to take the caller over */
    record PhoneRung(String offerId, String agentId, String contact, boolean beside, Instant at) implements CallEvent {

        public PhoneRung(String offerId, String agentId, String contact, Instant at) {
            this(offerId, agentId, contact, false, at);
        }
    }

    record PhoneAnswered(String offerId, String answerSdp, Dialog dialog, Instant at) implements CallEvent {}

    record PhoneFailed(String offerId, String reason, Instant at) implements CallEvent {}

    /** The two talk. Whoever talked with the caller before does so no more. */
    record CallConnected(String offerId, String agentId, Instant at) implements CallEvent {}

    /** The phone that was rung beside the talk is in it: three hear each other. */
    record PhoneAdded(String offerId, String agentId, Instant at) implements CallEvent {}

    /** The agent has been parted from the caller, who waits on the line for another one. */
    record CallParked(Instant at) implements CallEvent {}

    /**
     * @param offerSdp what the caller's phone can do, wherever it is now
     * @param caller the caller's dialog
     * @param agent the dialog of the phone that talks
     */
    record SessionChanged(
            String offerSdp, Dialog caller, Dialog agent, boolean heldByAgent, boolean heldByCaller, Instant at)
            implements CallEvent {

        /** But for the time. */
        boolean isSameAs(SessionChanged other) {
            return equals(new SessionChanged(
                    other.offerSdp, other.caller, other.agent, other.heldByAgent, other.heldByCaller, at));
        }

        /** {@code agent}, {@code caller}, {@code both}; empty for nobody. */
        String heldBy() {
            if (heldByAgent && heldByCaller) {
                return "both";
            }
            return heldByAgent ? "agent" : heldByCaller ? "caller" : "";
        }
    }

    /** @param number how often it has changed, this time included */
    record DoorChanged(Door door, int number, Instant at) implements CallEvent {}

    record CallEnded(String reason, Instant at) implements CallEvent {}
}
