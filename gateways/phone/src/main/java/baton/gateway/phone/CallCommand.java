package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.Refused;
import javax.sip.message.Response;

/** What a {@link CallBridge} hears: from the door, from the two ends, from the engine, from its own clock. */
sealed interface CallCommand {

    record Heard(Incoming incoming) implements CallCommand {}

    record Repeated(Response response) implements CallCommand {}

    record Ordered(CallOrder order) implements CallCommand {}

    record PhoneSaid(PhoneRing ring, Answer answer) implements CallCommand {}

    record OtherEndSaid(MidCall.Passing passing, Answer answer) implements CallCommand {}

    record WishAnswered(Wish wish, Answer answer) implements CallCommand {}

    record WishAgain() implements CallCommand {}

    /** A re-INVITE of our own takes too long. */
    record WishTooLong() implements CallCommand {}

    /** A change that one end wants takes too long at the other. */
    record ChangeTooLong() implements CallCommand {}

    /** The engine will not have it. */
    record SignalRefused(CallSignal signal, Refused refused) implements CallCommand {}

    record StillRinging() implements CallCommand {}

    record NotAcked() implements CallCommand {}

    record WaitedTooLong() implements CallCommand {}

    record NothingHeard(PhoneRing ring) implements CallCommand {}

    record RangTooLong(PhoneRing ring) implements CallCommand {}

    /** A phone that another door has let ring must know by now that this is over. */
    record LeftStopped(PhoneRing ring) implements CallCommand {}

    /** Something that concerns the conference of this call. */
    record InConference(Runnable deed) implements CallCommand {}

    /** Another door has the call. */
    record LetGo() implements CallCommand {}

    record NeverEnded(PhoneRing ring) implements CallCommand {}
}
