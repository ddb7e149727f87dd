package baton.engine.ingress;

import baton.engine.agent.AgentReply;
import baton.engine.episode.EpisodeReply;
import baton.protocol.gateway.v1.Receipt;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to doors. */
final class Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    /** Links have been sent too often: for this customer, to this address, or by this company. */
    static final String TOO_MANY_LINKS = "too-many-links";

    /** Nothing that could not be done later: the same deed may be tried again. */
    static final String TRY_AGAIN = "try-again";

    private static final int RETRY_AFTER_MS = 1000;

    private Receipts() {}

    static Receipt accepted(String episodeId, int number) {
        Metrics.counter("baton_ingress_receipts", "outcome", "accepted").increment();
        var receipt = Receipt.newBuilder();
        receipt.getAcceptedBuilder().setEpisodeId(episodeId).setNumber(number);
        return receipt.build();
    }

    static Receipt accepted() {
        return accepted("", 0);
    }

    static Receipt refused(String code, String detail) {
        Metrics.counter("baton_ingress_receipts", "outcome", code).increment();
        var receipt = Receipt.newBuilder();
        receipt.getRefusedBuilder().setCode(code).setDetail(detail);
        return receipt.build();
    }

    static Receipt of(String episodeId, EpisodeReply reply) {
        if (reply instanceof EpisodeReply.Accepted accepted) {
            return accepted(episodeId, accepted.number());
        }
        var rejected = (EpisodeReply.Rejected) reply;
        return refused(rejected.reason().code(), rejected.detail());
    }

    static Receipt of(AgentReply reply) {
        return reply instanceof AgentReply.Rejected rejected
                ? refused(rejected.reason().code(), rejected.detail())
                : accepted();
    }

    /** More than this company's share of the node: nothing was looked at, the same deed may be tried again. */
    static Receipt tooMany(Duration wait) {
        Metrics.counter("baton_ingress_receipts", "outcome", "too-many").increment();
        var receipt = Receipt.newBuilder();
        receipt.getRefusedBuilder()
                .setCode(TRY_AGAIN)
                .setDetail("Too much is coming in at once. Please try again.")
                .setRetryAfterMs((int) Math.max(RETRY_AFTER_MS, wait.toMillis()));
        return receipt.build();
    }

    /** Whoever told us is to say it again: it may be about a message of which we do not know yet by which id it was taken. */
    static Receipt notSentYet() {
        Metrics.counter("baton_ingress_receipts", "outcome", "not-sent-yet").increment();
        return again("This may be about a message that is just being sent.");
    }

    static Receipt tooManyLinks(Duration wait) {
        var receipt = refused(TOO_MANY_LINKS, "So many links are not sent. Please try again later.").toBuilder();
        receipt.getRefusedBuilder().setRetryAfterMs((int) Math.max(RETRY_AFTER_MS, wait.toMillis()));
        return receipt.build();
    }

    /** Nobody knows whether it was stored: the same deed with the same id may be tried again, and will be done once. */
    static Receipt tryAgain(String tenant, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Metrics.counter("baton_ingress_receipts", "outcome", TRY_AGAIN).increment();
        // not what it says: that names whoever was asked, be it by a code that is still good
        LOG.atWarn()
                .addKeyValue("tenant", tenant)
                .log(
                        "not stored in time, a client of {} is told to try again: {}",
                        tenant,
                        cause.getClass().getSimpleName());
        return again("This could not be stored just now. Please try again.");
    }

    /** Two customers could not become one, and nothing has changed. */
    static Receipt notJoined() {
        Metrics.counter("baton_ingress_receipts", "outcome", TRY_AGAIN).increment();
        return again("This could not be put together just now. Please try again.");
    }

    private static Receipt again(String detail) {
        var receipt = Receipt.newBuilder();
        receipt.getRefusedBuilder().setCode(TRY_AGAIN).setDetail(detail).setRetryAfterMs(RETRY_AFTER_MS);
        return receipt.build();
    }
}
