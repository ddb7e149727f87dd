package baton.gateway.phone;

import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Incoming;
import baton.gateway.phone.SipEdge.Outgoing;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
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

    private record Change(Passing passing, Outgoing outgoing, long cseq, boolean answered) {}

    private final SipEdge edge;
    private final PhoneCounters counters;
    private final Listener listener;
    private final BiConsumer<Passing, Answer> answers;
    private @Nullable Change change;
    private String offeredLate = "";

    MidCall(SipEdge edge, PhoneCounters counters, Listener listener, BiConsumer<Passing, Answer> answers) {
        this.edge = edge;
        this.listener = listener;
        this.counters = counters;
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
        var passed = copy(request, there);
        var passing = new Passing(incoming, here, there);
        if (isInvite) {
            here.retarget(request);
            there.withContact(passed);
            change = new Change(passing, () -> {}, Sip.cseq(passed).getSeqNumber(), false);
        }
        var outgoing = edge.send(passed, answer -> answers.accept(passing, answer));
        if (isInvite) {
            change = new Change(passing, outgoing, Sip.cseq(passed).getSeqNumber(), false);
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
        if (answer.status() < 200) {
            return Optional.empty();
        }
        return passing.incoming().request().getMethod().equals(Request.INVITE)
                ? changed(passing, answer)
                : update(passing, answer);
    }

    private Optional<Unacked> update(Passing passing, Answer answer) {
        var ok = answer.response().filter(response -> answer.status() < 300 && Sip.isSdp(response));
        ok.ifPresent(response -> agreed(passing, Sip.body(response)));
        return relay(passing, answer);
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
        if (current == null || !current.passing().equals(passing) || current.answered()) {
            answer.response().ifPresent(passing.there()::ackAgain);
            return Optional.empty();
        }
        if (answer.response().isEmpty() || answer.status() >= 300) {
            change = null;
            return relay(passing, answer);
        }
        change = new Change(passing, current.outgoing(), current.cseq(), true);
        passing.there().retarget(answer.response().get());
        offeredLate = Sip.body(passing.incoming().request()).isEmpty()
                ? Sip.body(answer.response().get())
                : "";
        agreed(passing, Sip.body(answer.response().get()));
        var reply = passing.here().withContact(reply(passing, answer));
        passing.incoming().answer(reply);
        return Optional.of(new Unacked(reply));
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

    /** True if this CANCEL was for the change under way. */
    boolean cancelled(Incoming cancel) {
        if (change == null || !Sip.branch(change.passing().incoming().request()).equals(Sip.branch(cancel.request()))) {
            return false;
        }
        change.outgoing().cancel();
        return true;
    }
}
