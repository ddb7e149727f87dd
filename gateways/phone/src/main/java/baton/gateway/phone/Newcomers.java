package baton.gateway.phone;

import java.util.Optional;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Requests that begin something: each address may send so many, for a flood must be cut off before it costs anything. Safe for threads, like the
 * {@link FloodGate}.
 */
final class Newcomers {

    /** Seconds until somebody who was turned away may come again. */
    private static final int RETRY_AFTER = 5;

    private final Set<String> trusted;
    private final FloodGate gate;

    /** @param trusted addresses behind which there are many callers: they may send whatever they like */
    Newcomers(Set<String> trusted, PhoneSettings.Flood flood) {
        this.trusted = trusted;
        this.gate = new FloodGate(flood.perSecond(), flood.burst(), System::nanoTime);
    }

    boolean admit(Request request, String source) {
        return !beginsSomething(request) || trusted.contains(source) || gate.pass(source);
    }

    /** A CANCEL and an ACK end something. */
    private static boolean beginsSomething(Request request) {
        return Sip.toTag(request).isEmpty()
                && !request.getMethod().equals(Request.ACK)
                && !request.getMethod().equals(Request.CANCEL);
    }

    /** Callers and phones hear when to come again. To everything else there is no answer, which might only be meant for somebody else. */
    static Optional<Response> refusal(Request request) {
        return request.getMethod().equals(Request.INVITE) || request.getMethod().equals(Request.REGISTER)
                ? Optional.of(Sip.later(request, Response.SERVICE_UNAVAILABLE, RETRY_AFTER))
                : Optional.empty();
    }
}
