package baton.engine.egress;

import baton.engine.egress.SenderCommand.Failed;
import baton.engine.egress.SenderCommand.MarkRead;
import baton.engine.egress.SenderCommand.Outcome;
import baton.engine.egress.SenderCommand.SendOut;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Hands nothing out while another node may be sending for the same account. A sender reads no journal, so no fence holds it up by itself: when the
 * network is cut in two, both halves would send the same until the smaller one has noticed.
 */
public final class Licensed implements Sender.Provider {

    private final Supplier<? extends CompletionStage<?>> license;
    private final Executor executor;
    private final InstantSource clock;
    private final Sender.Provider provider;

    /**
     * @param license completes when this node is the only one that may send; fails when it never will be
     * @param executor where the message is handed out: not with whoever gives the license
     */
    public Licensed(
            Supplier<? extends CompletionStage<?>> license,
            Executor executor,
            InstantSource clock,
            Sender.Provider provider) {
        this.license = license;
        this.executor = executor;
        this.clock = clock;
        this.provider = provider;
    }

    @Override
    public CompletionStage<Outcome> send(SendOut message) {
        return license.get().thenComposeAsync(held -> inTime(message), executor);
    }

    /** It may have waited for as long as a database was away. */
    private CompletionStage<Outcome> inTime(SendOut message) {
        return message.isExpired(clock.instant())
                ? CompletableFuture.completedStage(new Failed("expired", ""))
                : provider.send(message);
    }

    /** Said twice it does no harm, and nobody waits for it. */
    @Override
    public CompletionStage<?> read(MarkRead read) {
        return provider.read(read);
    }
}
