package baton.gateway.phone;

import java.time.Duration;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * A 2xx to an INVITE that has not been acknowledged: it is repeated after T1, doubling up to T2, until 64 T1 are over
 * (RFC 3261 section 13.3.1.4).
 */
final class Unacked {

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration LIMIT = T1.multipliedBy(64);

    /** Long enough for a phone that lives, and that may have acknowledged it already. */
    private static final Duration SHORT_LIMIT = T1.multipliedBy(8);

    private final Response response;
    private final Duration limit;
    private Duration pause = T1;
    private Duration waited = Duration.ZERO;

    Unacked(Response response) {
        this(response, LIMIT);
    }

    private Unacked(Response response, Duration limit) {
        this.response = response;
        this.limit = limit;
    }

    /** One that another node has said before. */
    static Unacked again(Response response) {
        return new Unacked(response, SHORT_LIMIT);
    }

    Response response() {
        return response;
    }

    boolean isFor(Request ack) {
        return Sip.cseq(ack).getSeqNumber() == Sip.cseq(response).getSeqNumber()
                && Sip.callId(ack).equals(Sip.callId(response))
                && Sip.toTag(ack).equals(Sip.toTag(response));
    }

    /** The peer called us, or calls in the dialog: our tag is the one of To. */
    boolean isIn(DialogSide dialog) {
        return dialog.key().equals(DialogSide.key(Sip.callId(response), Sip.toTag(response)));
    }

    /** How long to wait before the next repetition. */
    Duration pause() {
        return pause;
    }

    /** Counts one pause; false when it is time to give up. */
    boolean goesOn() {
        waited = waited.plus(pause);
        pause = pause.multipliedBy(2).compareTo(T2) < 0 ? pause.multipliedBy(2) : T2;
        return waited.compareTo(limit) < 0;
    }
}
