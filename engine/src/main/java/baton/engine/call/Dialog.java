package baton.engine.call;

import java.util.List;

/**
 * One side's SIP dialog (RFC 3261 section 12): enough for another node to go on with it.
 *
 * @param origin the {@code o=} line of the last session description that we sent in it; empty if we sent none
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
        String origin) {}
