package baton.engine.messenger;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import baton.engine.messenger.Storing.Outcome;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.JsonReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /hooks/<channel>/<tenant>}: what a provider tells. Answered with 2xx only after everything in it is stored; with 503 and
 * {@code Retry-After} if that did not work out, so that the provider tells it again, which is harmless. What the engine refuses for
 * good is counted and answered with 2xx: telling it again would not help. So is what does not fit into its conversation any more: providers that are refused
 * something for long tell nothing of anybody.
 */
public final class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

    /** Providers' own limits are some hundred kilobytes; files come as links. */
    private static final long MOST_BYTES = 1024 * 1024;

    /** Who sends more slowly is no provider. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String RETRY_AFTER_SECONDS = "2";

    private final Engine engine;
    private final String channel;
    private final Reader reader;
    private final Storing storing;

    /** How one channel's webhooks are read. */
    public interface Reader {

        /** Whether the provider has sent this. Takes the same time whatever is wrong. */
        boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body);

        /** What has happened, in order. Nothing may be left out: what is not understood is a message of kind {@code unsupported}. */
        List<Happening> read(String tenant, ChannelAccount account, byte[] body) throws BadPayload;

        /** What the provider wants to hear when everything is stored. */
        default HttpResponse thanks(ChannelAccount account, byte[] body) {
            return HttpResponse.create().withStatus(StatusCodes.OK);
        }
    }

    public Webhook(Engine engine, String channel, Reader reader) {
        this.engine = engine;
        this.channel = channel;
        this.reader = reader;
        this.storing = new Storing(engine, channel);
    }

    public Route route() {
        return path(
                segment("hooks").slash(channel).slash(segment()),
                tenant -> post(() -> extractRequest(request -> completeWithFuture(receive(tenant, request)))));
    }

    private CompletionStage<HttpResponse> receive(String tenant, HttpRequest request) {
        var account = engine.tenants().byId(tenant).flatMap(known -> known.account(channel));
        if (account.isEmpty()) {
            request.discardEntityBytes(engine.system());
            return done(answer("no-account", StatusCodes.NOT_FOUND, "There is no such account here."));
        }
        return receive(tenant, account.get(), request);
    }

    private CompletionStage<HttpResponse> receive(String tenant, ChannelAccount account, HttpRequest request) {
        return request.entity()
                .withSizeLimit(MOST_BYTES)
                .toStrict(PATIENCE.toMillis(), engine.system())
                .thenCompose(
                        body -> read(tenant, account, request, body.getData().toArray()))
                .exceptionally(failure -> {
                    var tooLarge = cause(failure) instanceof EntityStreamSizeException;
                    return tooLarge
                            ? answer("too-large", StatusCodes.PAYLOAD_TOO_LARGE, "At most 1 MiB.")
                            : answer("broken-off", StatusCodes.BAD_REQUEST, "The request did not arrive whole.");
                });
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : cause(failure.getCause());
    }

    private CompletionStage<HttpResponse> read(
            String tenant, ChannelAccount account, HttpRequest request, byte[] body) {
        if (!reader.isGenuine(account, request, body)) {
            return done(answer("bad-signature", StatusCodes.FORBIDDEN, "The signature is missing or wrong."));
        }
        try {
            return storing.store(tenant, reader.read(tenant, account, body))
                    .thenApply(outcome -> outcome == Outcome.AGAIN ? pleaseAgain() : reader.thanks(account, body));
        } catch (RuntimeException ours) {
            LOG.atError()
                    .addKeyValue("tenant", tenant)
                    .log("the {} webhook of {} cannot be read", channel, tenant, ours);
            return done(answer("our-mistake", StatusCodes.INTERNAL_SERVER_ERROR, "This should not have happened."));
        } catch (BadPayload bad) {
            LOG.atWarn()
                    .addKeyValue("tenant", tenant)
                    .log("the {} webhook of {} is not understood: {}", channel, tenant, bad.getMessage());
            return done(answer("bad-payload", StatusCodes.BAD_REQUEST, "Not understood."));
        }
    }

    private HttpResponse pleaseAgain() {
        return answer("try-again", StatusCodes.SERVICE_UNAVAILABLE, "Not stored, please say it again.")
                .addHeader(RawHeader.create("Retry-After", RETRY_AFTER_SECONDS));
    }

    private HttpResponse answer(String outcome, StatusCode status, String detail) {
        storing.count(outcome);
        return JsonReply.problem(status, outcome, detail);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
