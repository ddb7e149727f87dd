package baton.gateway.phone;

import baton.gateway.phone.DigestChallenge.Nonce;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which count of which nonce has been used: each only once, and only upwards. Only nonces with which somebody has proved who
 * they are get here. Bounded: when it is full the eldest is forgotten, and no nonce of its age is taken any more.
 */
final class NonceLedger {

    enum Verdict {
        FRESH,
        USED,
        FORGOTTEN
    }

    private final int size;
    private final Map<Nonce, Long> counts = new LinkedHashMap<>();
    private Instant forgottenUntil = Instant.EPOCH;

    NonceLedger(int size) {
        this.size = size;
    }

    Verdict use(Nonce nonce, long count) {
        if (!nonce.made().isAfter(forgottenUntil)) {
            return Verdict.FORGOTTEN;
        }
        var last = counts.get(nonce);
        if (last != null && count <= last) {
            return Verdict.USED;
        }
        counts.put(nonce, count);
        if (counts.size() > size) {
            var eldest = counts.keySet().iterator().next();
            counts.remove(eldest);
            if (eldest.made().isAfter(forgottenUntil)) {
                forgottenUntil = eldest.made();
            }
        }
        return Verdict.FRESH;
    }
}
