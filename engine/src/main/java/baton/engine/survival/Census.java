package baton.engine.survival;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Which nodes are alive on this database, whatever cluster they are in. Who reads after an entry was written sees it. */
interface Census {

    /** The node is alive, and is believed to be for so long. */
    CompletionStage<Done> enter(String node, Duration time);

    /** The node is not alive any more. */
    CompletionStage<Done> leave(String node);

    CompletionStage<Set<String>> alive();
}
