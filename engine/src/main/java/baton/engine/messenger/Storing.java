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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what happened at a provider to the engine, in order, and counts what came of it. */
public final class Storing {

    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);

    private static final String TRY_AGAIN = "try-again";
    private static final String FULL = "conversation-full";

    private final Engine engine;
    private final String channel;
    private final int maxText;

    /** What has become of all that happened. */
    public enum Outcome {
        /** All is in the journal, or will never be. */
        STORED,
        /** Something could not be stored just now, and what comes after it has not been tried. */
        AGAIN,
        /**
         * Something found its conversation as long as one can get, and that could not be closed, because of a call or a promised call-back; the rest is
         * stored. It would fit in when that is over, be it in a week: who tells things one after another must not wait for that, or one customer could
         * silence all the others.
         */
        FULL
    }

    public Storing(Engine engine, String channel) {
        this.engine = engine;
        this.channel = channel;
        this.maxText = engine.system().settings().config().getInt("baton.ingress.max-text");
    }

    /**
     * One after another: what a customer wrote first stands first. What the engine refuses for good is counted and left, telling it again would
     * not help.
     *
     * @return whether all is in the journal; to tell it again is harmless for what is there already
     */
    public CompletionStage<Outcome> store(String tenant, List<Happening> all) {
        return store(tenant, split(all), 0, Outcome.STORED);
    }

    private CompletionStage<Outcome> store(String tenant, List<Happening> all, int next, Outcome soFar) {
        var outcome = soFar;
        for (var at = next; at < all.size(); at++) {
            var stored = store(all.get(at)).toCompletableFuture();
            if (!stored.isDone()) {
                var following = at + 1;
                var before = outcome;
                return stored.thenCompose(receipt -> {
                    var after = after(before, tenant, receipt);
                    return after == Outcome.AGAIN ? done(after) : store(tenant, all, following, after);
                });
            }
            outcome = after(outcome, tenant, stored.join());
            if (outcome == Outcome.AGAIN) {
                return done(outcome);
            }
        }
        if (outcome == Outcome.STORED) {
            count("stored");
        }
        return done(outcome);
    }

    private Outcome after(Outcome before, String tenant, Receipt receipt) {
        var refusal = receipt.getRefused().getCode();
        if (refusal.equals(TRY_AGAIN)) {
            return Outcome.AGAIN;
        }
        if (refusal.equals(FULL)) {
            count("full");
            LOG.atWarn()
                    .addKeyValue("tenant", tenant)
                    .log(
                            "a conversation of {} is full, and what its customer tells over {} is not in it",
                            tenant,
                            channel);
            return Outcome.FULL;
        }
        if (receipt.hasRefused()) {
            count("refused");
            LOG.atInfo().addKeyValue("tenant", tenant).log("{} of {} is refused: {}", channel, tenant, refusal);
        }
        return before;
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
