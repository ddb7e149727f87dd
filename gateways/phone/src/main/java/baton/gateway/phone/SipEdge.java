package baton.gateway.phone;

import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * The SIP stack as the rest of the door sees it: messages and transactions, no dialogs. Dialogs are ours
 * ({@link DialogSide}), so that another node can go on with them.
 */
interface SipEdge {

    /** Where peers reach this edge; goes into Via and Contact. */
    String host();

    int port();

    /**
     * Sends a request in a transaction of its own.
     *
     * @param answers is told every answer, from a thread of the stack: it must only hand it over
     */
    Outgoing send(Request request, Consumer<Answer> answers);

    /** Sends a request for whose answer nobody waits: an ACK, or the CANCEL of an INVITE that was another node's. */
    void sendAlone(Request request);

    /** Sends a 2xx to an INVITE once more: it is repeated end to end, not by the transaction (RFC 3261 section 13.3.1.4). */
    void repeat(Response response);

    /** Gives the ports back; may take a second. Calling it again does nothing. */
    void close();

    /** A request from outside. INVITEs that open a dialog have been answered with 100. */
    interface Incoming {

        Request request();

        /** The address from which it really came. */
        String source();

        int sourcePort();

        /** {@code "udp"} or {@code "tcp"}. */
        String transport();

        /** Why the request is not acceptable; empty if it is. */
        String fault();

        /** Does nothing for an ACK and after a final answer. */
        void answer(Response response);

        /** It will never be answered here: somebody else does. */
        void forget();
    }

    /** A request on its way. */
    interface Outgoing {

        /** Asks the other end to give up an INVITE. Only after a provisional answer (RFC 3261 section 9.1). */
        default void cancel() {
            cancel("");
        }

        /** @param why if it is not the caller who gives up: the other end is told (RFC 3326) */
        void cancel(String why);
    }

    /** What became of a request: {@code status} is 408 without a response when nothing came. */
    record Answer(int status, java.util.Optional<Response> response) {

        static Answer of(Response response) {
            return new Answer(response.getStatusCode(), java.util.Optional.of(response));
        }

        static Answer nothing() {
            return new Answer(Response.REQUEST_TIMEOUT, java.util.Optional.empty());
        }
    }

    /** Hears what comes in, on the stack's threads: it must only hand it over. */
    interface Ear {

        /** Asked first, before a request costs anything. */
        default boolean admits(Request request, String source) {
            return true;
        }

        void request(Incoming incoming);

        /** A 2xx to an INVITE whose transaction is over: a repetition, because our ACK got lost. */
        void repeated(Response response);
    }
}
