package baton.engine.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** {@link Serving}, as Pekko Management wants to be told: part of {@code /ready}, named in {@code management.conf}. */
public final class ServingCheck implements Supplier<CompletionStage<Boolean>> {

    private final Serving serving;

    public ServingCheck(ActorSystem system) {
        this.serving = Serving.get(Adapter.toTyped(system));
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedStage(serving.serves());
    }
}
