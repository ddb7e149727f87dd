package baton.gateway.phone;

import baton.gateway.phone.CallBridge.Surroundings;
import baton.gateway.phone.CallCommand.ChangeTooLong;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Incoming;
import baton.gateway.phone.SipEdge.Outgoing;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests between the two ends while they talk: hold and new session descriptions (re-INVITE, UPDATE) and key presses
 * (INFO), with their answers.
 */
final class MidCall {

    /** A request of one end on its way to the other. */
    record Passing(Incoming incoming, DialogSide here, DialogSide there) {}

    /** Hears what the two ends have agreed upon. */
    interface Listener {
        void agreed(DialogSide offerer, String offer, String answer);
    }

    /**
     * @param answered with a 2xx that {@code here} has not acknowledged yet
     * @param alone {@code here} does not wait for it any more
     * @param before what was said to {@code there} before
     */
    private record Change(
            Passing passing, Outgoing outgoing, long cseq, boolean answered, boolean alone, String before) {

        Change sent(Outgoing by) {
            return new Change(passing, by, cseq, answered, alone, before);
        }

        Change agreed() {
            return new Change(passing, outgoing, cseq, true, alone, before);
        }

        Change left() {
            return new Change(passing, outgoing, cseq, answered, true, before);
        }
    }

    private final SipEdge edge;
    private final PhoneCounters counters;
    private final Listener listener;
    private final BiConsumer<Passing, Answer> answers;
    private final Patience patience;
    private @Nullable Change change;
    private String offeredLate = "";

    MidCall(
            Surroundings door,
            Listener listener,
            TimerScheduler<CallCommand> timers,
            BiConsumer<Passing, Answer> answers) {
        this.edge = door.edge();
        this.counters = door.counters();
        this.listener = listener;
        this.patience =
                new Patience(timers, new ChangeTooLong(), door.settings().changeLimit());
        this.answers = answers;
    }

    /** A change of one end is on its way to the other, or not acknowledged yet. */
    boolean isUnderWay() {
        return change != null;
    }

    void pass(Incoming incoming, DialogSide here, DialogSide there) {
        var request = incoming.request();
        if (!here.follows(request)) {
            counters.count(Kind.OUT_OF_ORDER);
            incoming.answer(Sip.refuse(request, Response.SERVER_INTERNAL_ERROR, "Request out of order"));
            return;
        }
        var isInvite = request.getMethod().equals(Request.INVITE);
        if (isInvite && change != null) {
            counters.count(Kind.GLARE);
            incoming.answer(Sip.reply(request, Response.REQUEST_PENDING, ""));
            return;
        }
        var before = there.said();
        var passed = copy(request, there);
        var passing = new Passing(incoming, here, there);
        if (isInvite) {
            here.retarget(request);
            there.withContact(passed);
            change = new Change(passing, why -> {}, Sip.cseq(passed).getSeqNumber(), false, false, before);
        }
        var outgoing = edge.send(passed, answer -> answers.accept(passing, answer));
        if (change != null && isInvite) {
            change = change.sent(outgoing);
        }
    }

    private static Request copy(Request request, DialogSide there) {
        var copy = there.withBodyOf(there.next(request.getMethod()), request);
        for (var name : new String[] {"Content-Disposition", "Info-Package", "Recv-Info"}) {
            var header = request.getHeader(name);
            if (header != null) {
                copy.setHeader((Header) header.clone());
            }
        }
        return copy;
    }

    /** @return a 2xx to a re-INVITE, which must be repeated until it is acknowledged */
    Optional<Unacked> answered(Passing passing, Answer answer) {
        var isInvite = passing.incoming().request().getMethod().equals(Request.INVITE);
        if (answer.status() < 200) {
            if (isInvite && isUnderWay(passing)) {
                patience.proceeding();
            }
            return Optional.empty();
        }
        return isInvite ? changed(passing, answer) : update(passing, answer);
    }

    private boolean isUnderWay(Passing passing) {
        return change != null && change.passing().equals(passing) && !change.answered();
    }

    private Optional<Unacked> update(Passing passing, Answer answer) {
        var ok = answer.response().filter(response -> answer.status() < 300 && Sip.isSdp(response));
        relay(passing, answer);
        ok.ifPresent(response -> agreed(passing, Sip.body(response)));
        return Optional.empty();
    }

    /** An INVITE without an offer is one that asks for it: then the ACK has the answer. */
    private void agreed(Passing passing, String answer) {
        var offer = Sip.body(passing.incoming().request());
        if (!offer.isEmpty()) {
            listener.agreed(passing.here(), offer, answer);
        }
    }

    private Optional<Unacked> changed(Passing passing, Answer answer) {
        var current = change;
        if (current == null || !current.passing().equals(passing)) {
            answer.response().filter(response -> answer.status() < 300).ifPresent(passing.there()::ackLate);
            return Optional.empty();
        }
        if (current.answered()) {
            return Optional.empty();
        }
        patience.over();
        if (answer.response().isEmpty() || answer.status() >= 300) {
            change = null;
            passing.there().unsaid(current.before());
            return current.alone() ? Optional.empty() : relay(passing, answer);
        }
        passing.there().retarget(answer.response().get());
        offeredLate = Sip.body(passing.incoming().request()).isEmpty()
                ? Sip.body(answer.response().get())
                : "";
        change = current.agreed();
        if (current.alone()) {
            settleAlone(change);
            return Optional.empty();
        }
        var reply = passing.here().withContact(reply(passing, answer));
        agreed(passing, Sip.body(answer.response().get()));
        passing.incoming().answer(reply);
        return Optional.of(new Unacked(reply));
    }

    /** Nobody else will: an offer in a 2xx wants an answer in the ACK (RFC 3261 section 13.2.1). */
    private void settleAlone(Change agreed) {
        var there = agreed.passing().there();
        there.ackWith(agreed.cseq(), offeredLate.isEmpty() ? "" : SessionText.directed(there.said(), "inactive"));
        change = null;
    }

    /**
     * This end has been parted from the other. A change of its own is brought to an end without it; one that the other end wants may
     * be asked for again.
     */
    void parted(DialogSide gone) {
        var current = change;
        if (current == null) {
            return;
        }
        var passing = current.passing();
        if (passing.here() == gone && current.answered()) {
            settleAlone(current);
        } else if (passing.here() == gone && !current.alone()) {
            change = current.left();
            passing.incoming().answer(refusal(passing, Response.REQUEST_TERMINATED));
        } else if (passing.there() == gone && !current.answered()) {
            giveUp(current, Response.REQUEST_PENDING);
        }
    }

    /** The first time it is cancelled; whoever does not even answer that is not waited for. */
    void tooLong() {
        var current = change;
        if (current == null || current.answered()) {
            return;
        }
        if (current.alone()) {
            forget(current);
            return;
        }
        current.outgoing().cancel();
        patience.cancelled();
        change = current.left();
        current.passing().incoming().answer(refusal(current.passing(), Response.SERVER_TIMEOUT));
    }

    /** Another node has the call: whoever wants a change may ask there (RFC 3261 section 14.2). */
    void letGo() {
        var current = change;
        if (current != null && !current.answered() && !current.alone()) {
            var request = current.passing().incoming().request();
            current.passing().incoming().answer(Sip.later(request, Response.SERVER_INTERNAL_ERROR, 1));
        }
    }

    private void giveUp(Change current, int status) {
        current.passing().incoming().answer(refusal(current.passing(), status));
        forget(current);
    }

    private void forget(Change current) {
        current.passing().there().unsaid(current.before());
        patience.over();
        change = null;
    }

    private static Response refusal(Passing passing, int status) {
        return Sip.reply(passing.incoming().request(), status, passing.here().localTag());
    }

    private static Optional<Unacked> relay(Passing passing, Answer answer) {
        passing.incoming().answer(reply(passing, answer));
        return Optional.empty();
    }

    private static Response reply(Passing passing, Answer answer) {
        var reply = Sip.reply(
                passing.incoming().request(), answer.status(), passing.here().localTag());
        answer.response().ifPresent(response -> passing.here().withBodyOf(reply, response));
        return reply;
    }

    /** The end that wanted the change has seen the answer: so may the other, with what the ACK says. */
    void acked(Request ack) {
        if (change != null) {
            var there = change.passing().there();
            there.ack(change.cseq(), ack);
            change = null;
            if (!offeredLate.isEmpty() && Sip.isSdp(ack)) {
                listener.agreed(there, offeredLate, Sip.body(ack));
            }
        }
    }

    /** The same after this node has let the call go: whose answer is acknowledged must have been given here. */
    void ackedLate(Request ack) {
        var current = change;
        if (current != null
                && current.answered()
                && Sip.cseq(current.passing().incoming().request()).getSeqNumber()
                        == Sip.cseq(ack).getSeqNumber()) {
            acked(ack);
        }
    }

    /** True if this CANCEL was for the change under way. */
    boolean cancelled(Incoming cancel) {
        if (change == null || !Sip.branch(change.passing().incoming().request()).equals(Sip.branch(cancel.request()))) {
            return false;
        }
        change.outgoing().cancel();
        return true;
    }
}
