package baton.engine.spi;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;

/** Sessions of agents that were ended before their time. All nodes know it, and none forgets it by a restart. */
public interface SessionEnds {

    /** A session that is over; {@code expires}: when it would have been anyhow. */
    record Ended(String tenant, String sessionId, Instant expires) {}

    /** Living nodes are told at once. Completes when it is stored; fails if that is not certain, then say it again. */
    CompletionStage<Done> end(Ended session);

    /** As it is stored: also what was said before this node was there, or while it could not be told. */
    CompletionStage<Boolean> isOver(String tenant, String sessionId);

    /** Told of what ends on any node, several times perhaps; or not, if the network loses it. Must not wait for anything. */
    void onEnd(Consumer<Ended> listener);
}
