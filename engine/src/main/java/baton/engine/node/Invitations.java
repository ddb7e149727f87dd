package baton.engine.node;

import baton.engine.call.CallReply;
import java.time.Duration;
import java.time.Instant;

/** A call that is not known may still come: its door tells of a caller again when what it has told was lost with a node, or came to nobody in time. */
final class Invitations {

    /** Then a door has given up. */
    private static final Duration TOLD_FOR = Duration.ofMinutes(1);

    private Invitations() {}

    /** {@code since}: the conversation has known of the caller at least since then. */
    static boolean mayCome(CallReply reply, Instant since, Instant now) {
        return reply instanceof CallReply.Unknown && now.isBefore(since.plus(TOLD_FOR));
    }

    static IllegalStateException notYet() {
        return new IllegalStateException("the caller's invitation may still come: ask later");
    }
}
