package baton.gateway.xmpp;

import baton.engine.messenger.Happening;
import baton.engine.messenger.Storing;
import baton.engine.messenger.Storing.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Stores what customers write, in order for each. The server says nothing twice, so what cannot be stored is tried again here, for a while. */
final class XmppInbox {

    /** About a minute: longer than a node takes to go over to another one. */
    private static final int MOST_TRIES = 60;

    /** Of one company: what waits for one must not stand in the way of the others. */
    private static final int MOST_AT_ONCE = 256;

    private final Storing storing;
    private final Map<String, CompletableFuture<Boolean>> tails = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    XmppInbox(Storing storing) {
        this.storing = storing;
    }

    /** Waits while too much is under way: then the server has to keep it. */
    CompletionStage<Boolean> take(String tenant, String address, Happening happening) {
        var place = places.computeIfAbsent(tenant, company -> new Semaphore(MOST_AT_ONCE));
        place.acquireUninterruptibly();
        var customer = tenant + "|" + address;
        var stored = tails.compute(
                customer,
                (who, tail) -> tail == null
                        ? store(tenant, happening, 1)
                        : tail.thenCompose(before -> store(tenant, happening, 1)));
        stored.whenComplete((done, failure) -> {
            tails.remove(customer, stored);
            place.release();
        });
        return stored;
    }

    private CompletableFuture<Boolean> store(String tenant, Happening happening, int tries) {
        return storing.store(tenant, List.of(happening))
                .exceptionally(failure -> Outcome.AGAIN)
                .thenCompose(outcome -> outcome != Outcome.AGAIN || tries == MOST_TRIES
                        ? CompletableFuture.completedFuture(outcome == Outcome.STORED)
                        : CompletableFuture.supplyAsync(
                                        () -> tries + 1, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                                .thenCompose(next -> store(tenant, happening, next)))
                .toCompletableFuture();
    }
}
