package baton.gateway.email;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Mails of one mailbox that do not fit into their conversation, by UID: they are left unseen, hold up nobody else's, and are looked at again after
 * a while. Belongs to the thread that reads the mailbox.
 */
final class Aside {

    static final Duration PAUSE = Duration.ofMinutes(10);

    /** What is more is not waited for: a mailbox must not be full of mails that are read again and again. */
    static final int MOST = 500;

    private final InstantSource clock;
    private final Map<Long, Instant> mails = new HashMap<>();

    Aside(InstantSource clock) {
        this.clock = clock;
    }

    /** False: there are too many already. */
    boolean put(long uid) {
        if (mails.size() >= MOST && !mails.containsKey(uid)) {
            return false;
        }
        mails.put(uid, clock.instant());
        return true;
    }

    /** Whether it is not to be looked at yet; one that was put aside long ago is not any more, until it is put there again. */
    boolean has(long uid) {
        var since = mails.get(uid);
        if (since == null) {
            return false;
        }
        var passed = Duration.between(since, clock.instant());
        var rests = !passed.isNegative() && passed.compareTo(PAUSE) < 0;
        if (!rests) {
            mails.remove(uid);
        }
        return rests;
    }

    boolean isEmpty() {
        return mails.isEmpty();
    }
}
