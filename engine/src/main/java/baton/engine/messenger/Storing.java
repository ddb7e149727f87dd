package baton.engine.messenger;

import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Renamed;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.spi.Engine;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what happened at a provider to the engine, in order, and counts what came of it. */
public final class Storing {

    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);

    /** Refusals that pass: a conversation that is full is closed one day, and what comes then opens the next one. */
    private static final Set<String> LATER = Set.of("try-again", "conversation-full");

    private final Engine engine;
    private final String channel;
    private final int maxText;

    public Storing(Engine engine, String channel) {
        this.engine = engine;
        this.channel = channel;
        this.maxText = engine.system().settings().config().getInt("baton.ingress.max-text");
    }

    /**
     * One after another: what a customer wrote first stands first. What the engine refuses for good is counted and left, telling it again would
     * not help.
     *
     * @return whether all is in the journal; if not it must be told again, which is harmless for what is there already
     */
    public CompletionStage<Boolean> store(String tenant, List<Happening> all) {
        return store(tenant, split(all), 0);
    }

    private CompletionStage<Boolean> store(String tenant, List<Happening> all, int next) {
        for (var at = next; at < all.size(); at++) {
            var stored = store(all.get(at)).toCompletableFuture();
            if (!stored.isDone()) {
                var following = at + 1;
                return stored.thenCompose(
                        receipt -> mustBeToldAgain(tenant, receipt) ? done(false) : store(tenant, all, following));
            }
            if (mustBeToldAgain(tenant, stored.join())) {
                return done(false);
            }
        }
        count("stored");
        return done(true);
    }

    private boolean mustBeToldAgain(String tenant, Receipt receipt) {
        var refusal = receipt.getRefused().getCode();
        if (receipt.hasRefused() && !LATER.contains(refusal)) {
            count("refused");
            LOG.atInfo().addKeyValue("tenant", tenant).log("{} of {} is refused: {}", channel, tenant, refusal);
        }
        return LATER.contains(refusal);
    }

    private CompletionStage<Receipt> store(Happening happening) {
        if (happening instanceof Wrote wrote) {
            return engine.ingress().receive(wrote.message());
        } else if (happening instanceof Told told) {
            return engine.ingress().receipt(told.receipt());
        } else if (happening instanceof Arrived arrived) {
            return engine.ingress().arrive(arrived.customer(), arrived.code());
        } else if (happening instanceof Renamed renamed) {
            return engine.ingress().renamed(renamed.customer(), renamed.newAddress());
        }
        count("skipped-" + ((Skipped) happening).kind());
        return done(Receipt.getDefaultInstance());
    }

    /** Longer texts than we take come in pieces. */
    private List<Happening> split(List<Happening> all) {
        var split = new ArrayList<Happening>();
        for (var one : all) {
            if (one instanceof Wrote wrote) {
                pieces(wrote.message()).forEach(piece -> split.add(new Wrote(piece)));
            } else {
                split.add(one);
            }
        }
        return split;
    }

    private List<InboundMessage> pieces(InboundMessage message) {
        var texts = Texts.pieces(message.getText(), maxText);
        var pieces = new ArrayList<InboundMessage>();
        for (var text : texts) {
            var piece = message.toBuilder().setText(text);
            if (!pieces.isEmpty()) {
                piece.setMessageId(message.getMessageId() + "/" + (pieces.size() + 1))
                        .clearContent();
            }
            pieces.add(piece.build());
        }
        return pieces;
    }

    /** By outcome, in one of few words. */
    public void count(String outcome) {
        Metrics.counter("baton_webhook_happenings", "channel", channel, "outcome", outcome)
                .increment();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
