package baton.engine.spi;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.Done;

/** Sessions that were ended, here or, if a test says so, on other nodes. */
public final class FakeSessionEnds implements SessionEnds {

    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Ended>> listeners = new CopyOnWriteArrayList<>();

    /** What was stored, oldest first. */
    public final List<Ended> stored = new CopyOnWriteArrayList<>();

    /** The journal answers nobody. */
    public volatile boolean ill;

    /** Another node ends it, and the network loses what it says about that. */
    public void endSilently(Ended session) {
        over.add(session.tenant() + "|" + session.sessionId());
    }

    /** Another node ends it and says so. */
    public void endElsewhere(Ended session) {
        endSilently(session);
        listeners.forEach(listener -> listener.accept(session));
    }

    @Override
    public CompletionStage<Done> end(Ended session) {
        listeners.forEach(listener -> listener.accept(session));
        if (ill) {
            return failed();
        }
        endSilently(session);
        stored.add(session);
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    @Override
    public CompletionStage<Boolean> isOver(String tenant, String sessionId) {
        return ill ? failed() : CompletableFuture.completedFuture(over.contains(tenant + "|" + sessionId));
    }

    @Override
    public void onEnd(Consumer<Ended> listener) {
        listeners.add(listener);
    }

    private static <T> CompletionStage<T> failed() {
        return CompletableFuture.failedFuture(new IllegalStateException("no database, because the test says so"));
    }
}
