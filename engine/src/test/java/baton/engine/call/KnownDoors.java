package baton.engine.call;

import baton.protocol.gateway.v1.CallOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;

/** Doors that the test opens, closes and cuts off. */
final class KnownDoors implements PhoneDoors {

    /** How often somebody has looked for one. */
    final AtomicInteger asked = new AtomicInteger();

    private final Map<String, ActorRef<CallOrder>> doors = new ConcurrentHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    void open(String name, ActorRef<CallOrder> door) {
        doors.put(name, door);
        open.add(name);
    }

    /** Its node has left the cluster long ago. */
    void forget(String name) {
        open.remove(name);
    }

    @Override
    public ActorRef<CallOrder> byName(String name) {
        return doors.get(name);
    }

    @Override
    public boolean isOutside(String name) {
        return !open.contains(name);
    }

    @Override
    public CompletionStage<List<String>> open() {
        asked.incrementAndGet();
        return CompletableFuture.completedStage(new ArrayList<>(open));
    }
}
