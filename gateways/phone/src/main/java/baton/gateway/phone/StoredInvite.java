package baton.gateway.phone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * A caller's INVITE whose transaction was another node's: it is answered without one. The caller's phone knows the answer by its Via,
 * wherever it comes from.
 */
final class StoredInvite implements SipEdge.Incoming {

    /** When a refusal is repeated, which a transaction would do until it is acknowledged. Milliseconds, as RFC 3261's timer G. */
    private static final long[] AGAIN = {500, 1500, 3500, 7500};

    private final SipEdge edge;
    private final Request head;
    private boolean answered;

    StoredInvite(SipEdge edge, Request head) {
        this.edge = edge;
        this.head = head;
    }

    @Override
    public Request request() {
        return head;
    }

    @Override
    public String source() {
        return "";
    }

    @Override
    public int sourcePort() {
        return 0;
    }

    @Override
    public String transport() {
        return Sip.via(head).getTransport().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String fault() {
        return "";
    }

    @Override
    public void answer(Response response) {
        if (answered) {
            return;
        }
        var status = response.getStatusCode();
        answered = status >= 200;
        edge.repeat(response);
        if (status >= 300) {
            for (var pause : AGAIN) {
                CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(() -> edge.repeat(response));
            }
        }
    }

    @Override
    public void forget() {
        answered = true;
    }
}
