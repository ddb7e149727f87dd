package baton.engine.survival;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Which nodes have been fenced, as all nodes see it: whoever asks after a fence was put up sees it. */
interface Fences {

    /** Fails when there is no answer within {@code patience}. */
    CompletionStage<Boolean> isFenced(String node, Duration patience);

    /** Completes when everybody sees it. */
    CompletionStage<Done> fence(String node, String by, Instant at);
}
