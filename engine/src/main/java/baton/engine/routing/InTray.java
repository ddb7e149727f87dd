package baton.engine.routing;

import baton.engine.routing.QueueCommand.Change;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes that a {@link Queue} has received and not decided yet, first come first. While it stores what it has decided, more of them
 * arrive; it decides all of these together and stores them in one write. None of them is answered before, so nothing is lost with it.
 */
final class InTray {

    private static final Logger LOG = LoggerFactory.getLogger(InTray.class);

    private static final int MOST = 20_000;

    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private int leftOut;

    /** What does not fit in is not answered: who sent it says it again later. */
    void put(Change change) {
        if (changes.size() < MOST) {
            changes.add(change);
        } else if (leftOut++ == 0) {
            LOG.warn("{} changes wait to be decided, more are left out until some are stored", MOST);
        }
    }

    /** The one that has been there for longest. */
    Change take() {
        leftOut = 0;
        return changes.remove();
    }

    int size() {
        return changes.size();
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** After a failed write: who was not answered says it again. */
    void clear() {
        changes.clear();
        leftOut = 0;
    }
}
