package baton.engine.duty;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what it was given to carry; whether it has been done is said by the test. */
public final class RecordingCarrier<E extends Errand> implements Carrier<E> {

    private final List<E> carried = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> underWay = new ConcurrentHashMap<>();

    private volatile Consumer<E> witness = errand -> {};

    @Override
    public void carry(String tenant, E errand, Runnable done) {
        witness.accept(errand);
        carried.add(errand);
        underWay.put(errand.errandId(), done);
    }

    /** Whoever wants to know between what else each errand goes out; on the thread of the entity that owes it. */
    public void alsoTell(Consumer<E> listener) {
        witness = listener;
    }

    /** Everything since the last time. */
    public List<E> taken() {
        var all = List.copyOf(carried);
        carried.clear();
        return all;
    }

    public List<String> takenIds() {
        return taken().stream().map(Errand::errandId).toList();
    }

    public void isDone(String errandId) {
        var done = underWay.remove(errandId);
        if (done == null) {
            throw new AssertionError("errand: " + errandId + " (expected one of: " + underWay.keySet() + ")");
        }
        done.run();
    }

    /** What says that it is done, for whoever wants to say it later. */
    public Runnable answer(String errandId) {
        return Objects.requireNonNull(underWay.get(errandId), errandId);
    }

    public void isDoneWithAll() {
        List.copyOf(underWay.keySet()).forEach(this::isDone);
    }
}
