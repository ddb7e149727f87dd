package baton.engine.messenger;

import baton.engine.web.PublicNetwork;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;

/**
 * Asks providers, where accounts say that they are, and the programs of companies: only in public networks ({@link PublicNetwork}). Answers are
 * bounded in size and time; a stage fails when there is none.
 */
public final class ProviderClient {

    private static final long MOST_BYTES = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(2);

    private final ActorSystem<?> system;
    private final ConnectionPoolSettings settings;

    public ProviderClient(ActorSystem<?> system) {
        this.system = system;
        this.settings = new PublicNetwork(system).settings();
    }

    /** @param retryAfter as the provider's header says, in seconds (RFC 9110, section 10.2.3); dates are not understood */
    public record Reply(int status, Optional<Duration> retryAfter, String body) {

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** Fails unless the provider has taken it: for what is tried once, and nobody waits for. */
        public CompletionStage<Void> done() {
            return ok()
                    ? CompletableFuture.completedStage(null)
                    : CompletableFuture.failedStage(new IllegalStateException("status " + status));
        }

        /** Worth another try whatever the body says. */
        public boolean isTheirTrouble() {
            return status >= 500 || status == 408;
        }

        public JsonNode json() {
            return Json.answer(body);
        }
    }

    public CompletionStage<Reply> post(String url, List<HttpHeader> headers, JsonNode body) {
        return ask(HttpRequest.create(url)
                .withMethod(HttpMethods.POST)
                .addHeaders(headers)
                .withEntity(ContentTypes.APPLICATION_JSON, body.toString()));
    }

    /** Sends a file: takes longer. */
    public CompletionStage<Reply> upload(String url, List<HttpHeader> headers, RequestEntity body) {
        return ask(
                HttpRequest.create(url)
                        .withMethod(HttpMethods.POST)
                        .addHeaders(headers)
                        .withEntity(body),
                UPLOAD_PATIENCE);
    }

    public CompletionStage<Reply> ask(HttpRequest request) {
        return ask(request, PATIENCE);
    }

    private CompletionStage<Reply> ask(HttpRequest request, Duration patience) {
        var http = Http.get(system);
        return http.singleRequest(
                        request,
                        http.defaultClientHttpsContext(),
                        settings,
                        Adapter.toClassic(system).log())
                .thenCompose(this::read)
                .toCompletableFuture()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Reply> read(HttpResponse response) {
        var retryAfter = response.getHeader("Retry-After").flatMap(header -> seconds(header.value()));
        return response.entity()
                .withSizeLimit(MOST_BYTES)
                .toStrict(PATIENCE.toMillis(), system)
                .thenApply(strict -> new Reply(
                        response.status().intValue(),
                        retryAfter,
                        strict.getData().utf8String()));
    }

    private static Optional<Duration> seconds(String value) {
        return value.matches("[0-9]{1,5}") ? Optional.of(Duration.ofSeconds(Long.parseLong(value))) : Optional.empty();
    }
}
