package baton.engine.survival;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * Part of {@code /ready}, named in {@code management.conf}: a node that may not say that anything is stored (it has been given up, is not admitted yet, or cannot reach the database) is no use to anybody new. A pause of
 * its garbage collector or of the database's does not matter.
 */
public final class SurvivalCheck implements Supplier<CompletionStage<Boolean>> {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Survival survival;

    public SurvivalCheck(ActorSystem system) {
        this.survival = Survival.get(Adapter.toTyped(system));
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedStage(survival.mightAcknowledgeWithin(PAUSE));
    }
}
