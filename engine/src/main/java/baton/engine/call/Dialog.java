package baton.engine.call;

import java.util.List;

/**
 * One side's SIP dialog (RFC 3261 section 12): enough for another node to go on with it.
 *
 * @param origin the {@code o=} line of the last session description that we sent in it; empty if we sent none
 * @param said that description; empty if we sent none, or it is not known
 * @param invite of a caller: the INVITE without its body, as far as its answers need it; empty if it is not to be answered
 */
public record Dialog(
        String callId,
        String localTag,
        String remoteTag,
        String localUri,
        String remoteUri,
        String remoteTarget,
        List<String> routeSet,
        int localCseq,
        int remoteCseq,
        String transport,
        String origin,
        String said,
        String invite) {

    Dialog with(String invitation) {
        return new Dialog(
                callId,
                localTag,
                remoteTag,
                localUri,
                remoteUri,
                remoteTarget,
                routeSet,
                localCseq,
                remoteCseq,
                transport,
                origin,
                said,
                invitation);
    }
}
