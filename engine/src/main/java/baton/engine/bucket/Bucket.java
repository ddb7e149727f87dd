package baton.engine.bucket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Two verbs of S3 suffice: write an object as a whole, read a part of one. Nothing blocks. What goes wrong is a {@link BucketTrouble} of the
 * stage, after three tries if it may pass.
 */
public final class Bucket {

    /** One part, the most that is read at once. */
    public static final int PART = 1 << 20;

    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE_TO_READ = Duration.ofSeconds(10);

    /** 20 MiB over a slow line. */
    private static final Duration PATIENCE_TO_WRITE = Duration.ofMinutes(2);

    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,80})</Code>");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:\\*|\\d{1,18}-\\d{1,18})/(\\d{1,18})");

    private final BucketSettings settings;
    private final InstantSource clock;
    private final Signature signature;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE_TO_CONNECT)
            .build();

    public Bucket(BucketSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.signature = new Signature(settings.accessKey(), settings.secretKey(), settings.region());
    }

    /**
     * A part of an object.
     *
     * @param bytes none if the object ends before
     * @param size of the whole object
     */
    public record Part(ByteString bytes, long size) {}

    /** At most {@code most} bytes from {@code from} on, {@link #PART} if that is less; empty if there is no such object. */
    public CompletionStage<Optional<Part>> read(String key, long from, int most) {
        var range = "bytes=" + from + "-" + (from + Math.min(most, PART) - 1);
        return send("GET", key, Map.of("range", range), Signature.EMPTY_SHA256, BodyPublishers.noBody())
                .thenApply(response -> part(response, from));
    }

    private Optional<Part> part(HttpResponse<byte[]> response, long from) {
        var code = code(response);
        if (response.statusCode() == 404 && !code.equals("NoSuchBucket")) {
            return Optional.empty();
        } else if (response.statusCode() == 416) {
            return Optional.of(
                    new Part(ByteString.emptyByteString(), size(response).orElse(from)));
        } else if (response.statusCode() == 206) {
            return Optional.of(new Part(
                    ByteString.fromArrayUnsafe(response.body()),
                    size(response).orElseThrow(() -> BucketTrouble.strange(settings, "a part of nobody knows what"))));
        } else if (response.statusCode() == 200) {
            // What is empty has no parts.
            if (response.body().length == 0) {
                return Optional.of(new Part(ByteString.emptyByteString(), 0));
            }
            throw BucketTrouble.strange(settings, "with the whole object when asked for a part");
        }
        throw BucketTrouble.answered(settings, response.statusCode(), code);
    }

    private static Optional<Long> size(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("content-range")
                .map(CONTENT_RANGE::matcher)
                .filter(range -> range.matches())
                .map(range -> Long.parseLong(range.group(1)));
    }

    /**
     * Writes an object: when the stage completes it is there as a whole; if it fails, as before.
     *
     * @param sha256 of the body, in lower-case hex: the service refuses what has another one
     * @param body can be read several times
     */
    public CompletionStage<Void> write(String key, String sha256, BodyPublisher body) {
        return send("PUT", key, Map.of(), sha256, body).thenAccept(response -> {
            if (response.statusCode() != 200) {
                throw BucketTrouble.answered(settings, response.statusCode(), code(response));
            }
        });
    }

    /** Whether all is in order: reads what is not there, writes {@code .doctor} and reads that. */
    public CompletionStage<Void> check() {
        var bytes = "written by baton doctor\n".getBytes(StandardCharsets.UTF_8);
        return read(".doctor-not-there", 0, 1)
                .thenCompose(nothing -> write(".doctor", Signature.sha256(bytes), BodyPublishers.ofByteArray(bytes)))
                .thenCompose(written -> read(".doctor", 0, PART))
                .thenAccept(read -> {
                    var same = ByteString.fromArray(bytes);
                    if (read.filter(part -> part.bytes().equals(same)).isEmpty()) {
                        throw BucketTrouble.strange(settings, "otherwise than what was written");
                    }
                });
    }

    private CompletionStage<HttpResponse<byte[]>> send(
            String verb, String key, Map<String, String> headers, String sha256, BodyPublisher body) {
        return attempt(verb, settings.object(key), headers, sha256, body, 1);
    }

    private CompletableFuture<HttpResponse<byte[]>> attempt(
            String verb, URI uri, Map<String, String> headers, String sha256, BodyPublisher body, int number) {
        var patience = verb.equals("PUT") ? PATIENCE_TO_WRITE : PATIENCE_TO_READ;
        var request = HttpRequest.newBuilder(uri).timeout(patience).method(verb, body);
        signature
                .headers(verb, uri, new TreeMap<>(headers), sha256, clock.instant())
                .forEach(request::header);
        return http.sendAsync(request.build(), Bounded.by(PART))
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle(this::settled)
                .exceptionallyCompose(trouble -> number == TRIES
                        ? CompletableFuture.failedFuture(trouble)
                        : CompletableFuture.supplyAsync(() -> number + 1, after(number))
                                .thenCompose(next -> attempt(verb, uri, headers, sha256, body, next)));
    }

    /** What is worth another try is thrown. */
    private HttpResponse<byte[]> settled(HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (failure != null) {
            var cause = failure.getCause();
            throw BucketTrouble.silent(
                    settings, failure instanceof CompletionException && cause != null ? cause : failure);
        }
        var trouble = BucketTrouble.answered(settings, response.statusCode(), code(response));
        if (trouble.isPassing()) {
            throw trouble;
        }
        return response;
    }

    /** Twice as long each time. */
    private static Executor after(int number) {
        return CompletableFuture.delayedExecutor(FIRST_PAUSE.toMillis() << (number - 1), TimeUnit.MILLISECONDS);
    }

    private static String code(HttpResponse<byte[]> response) {
        if (response.statusCode() < 300) {
            return "";
        }
        var code = CODE.matcher(new String(response.body(), StandardCharsets.UTF_8));
        return code.find() ? code.group(1) : "";
    }
}
