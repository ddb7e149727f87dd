package baton.engine.call;

import baton.engine.Idempotent;
import baton.engine.NodeMessage;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link Call} can be asked to do. All of it may be said twice. */
public sealed interface CallCommand extends NodeMessage {

    /** A command that is answered after it is in the journal. */
    sealed interface Deed extends CallCommand {
        ActorRef<CallReply> replyTo();
    }

    /** What a door says of its own attempts: void when another one has the call since. Who hangs up has hung up, whichever door says it. */
    sealed interface OfDoor extends Deed {

        /** Which door it is: 1 for that to which the caller came, one higher for each change; 0: one of the release before, which does not say. */
        int adoption();
    }

    /** An INVITE came, and the episode knows of it. */
    record ReceiveCall(
            String episodeId,
            String caller,
            String called,
            String offerSdp,
            Dialog dialog,
            Door door,
            ActorRef<CallReply> replyTo)
            implements Deed, Idempotent {}

    /** The agent is reserved: ring the phone. {@code beside}: as in {@link CallEvent.PhoneRung}. */
    record RingPhone(String offerId, String agentId, String contact, boolean beside, ActorRef<CallReply> replyTo)
            implements Deed {

        public RingPhone(String offerId, String agentId, String contact, ActorRef<CallReply> replyTo) {
            this(offerId, agentId, contact, false, replyTo);
        }
    }

    /** The offer is over, and not by this phone. */
    record StopPhone(String offerId, String reason, ActorRef<CallReply> replyTo) implements Deed {}

    record ReportPickedUp(String offerId, String answerSdp, Dialog dialog, int adoption, ActorRef<CallReply> replyTo)
            implements OfDoor {}

    /** Nobody has talked with the caller for longer than the door lets anybody wait; it has not said anything to the caller. */
    record ReportWaitedTooLong(int adoption, ActorRef<CallReply> replyTo) implements OfDoor {}

    /** The caller has been answered and has not acknowledged it, there at least; the door has not hung anybody up. */
    record ReportNeverAcked(int adoption, ActorRef<CallReply> replyTo) implements OfDoor {}

    /** Whether the agent's acceptance stands. */
    record ConfirmPickUp(String offerId, boolean accepted, ActorRef<CallReply> replyTo) implements Deed {}

    /** {@code reason}: rejected, busy, timed-out, unreachable. */
    record ReportDeclined(String offerId, String reason, int adoption, ActorRef<CallReply> replyTo) implements OfDoor {}

    /** Why a call ends when the caller goes; before anybody has answered that is a missed call. */
    String CALLER_HUNG_UP = "caller-hung-up";

    /** The call is over; {@code reason} as in {@code LegEnded}. */
    record EndCall(String reason, ActorRef<CallReply> replyTo) implements Deed {}

    /**
     * An agent's phone has hung up.
     *
     * @param offerId whose; empty: the one that talks
     * @param early the caller had not been joined to it yet, and never will be
     * @param staysWith if it was early: the offer whose phone has the caller; empty for none
     * @param sipCallId of that phone's dialog; empty: the release before, which does not say
     */
    record ReportAgentHungUp(
            String offerId, boolean early, String staysWith, String sipCallId, ActorRef<CallReply> replyTo)
            implements Deed {

        public ReportAgentHungUp {
            sipCallId = sipCallId == null ? "" : sipCallId;
        }
    }

    /** Why a phone did not take a call although its agent had accepted: the caller was not joined to it. */
    String NOT_JOINED = "not-joined";

    /** Why a phone that was added is not in the talk any more: its agent has hung up. */
    String LEFT = "left";

    /** Why a phone could not be added, or not be kept: the conference bridge. */
    String NO_CONFERENCE = "no-conference";

    /** The three cannot be brought together, or not be kept together: the second agent's phone, that of this offer, has been hung up. */
    record ReportConferenceFailed(String offerId, int adoption, ActorRef<CallReply> replyTo) implements OfDoor {}

    /**
     * Who talks with the caller does so no more: the caller waits for somebody else.
     *
     * @param offerId by which they talk, as far as the episode knows; empty: it does not
     * @param since when it was said, by the clock of another node
     */
    record ParkCall(String offerId, Instant since, ActorRef<CallReply> replyTo) implements Deed {

        public ParkCall {
            offerId = offerId == null ? "" : offerId; // the release before does not say
        }
    }

    /** The agent who talks holds the caller, or talks again. */
    record HoldCall(String agentId, boolean hold, ActorRef<CallReply> replyTo) implements Deed {}

    /** What the two ends have agreed upon while they talk. */
    record ReportSession(
            String offerSdp,
            Dialog caller,
            Dialog agent,
            boolean heldByAgent,
            boolean heldByCaller,
            int adoption,
            ActorRef<CallReply> replyTo)
            implements OfDoor {}

    /**
     * Another door wants this call, because one of the ends has turned to it.
     *
     * @param sipCallId of the dialog in which that end has spoken; empty if this call itself has asked the door
     * @param localTag our tag in it; empty if the end could not name it
     * @param remoteTag the end's tag
     */
    record ClaimCall(Door door, String sipCallId, String localTag, String remoteTag, ActorRef<CallReply> replyTo)
            implements Deed {}

    /** The door of this name is gone, and with it everything that was not stored. */
    record DoorGone(String door) implements CallCommand {}

    record DoorsFound(List<String> open) implements CallCommand {}

    record SearchAgain() implements CallCommand {}

    /** The invitation has not come within the time that it takes; it may still do so. */
    record InvitationOverdue() implements CallCommand {}

    record OrderAgain() implements CallCommand {}

    /** A caller is about to come: what has happened may be read meanwhile. */
    record WakeUp() implements CallCommand {}

    record DeadlineReached() implements CallCommand {}

    record RetryErrands() implements CallCommand {}

    record ErrandDone(String errandId, long begun) implements CallCommand {}

    record Idle() implements CallCommand {}
}
