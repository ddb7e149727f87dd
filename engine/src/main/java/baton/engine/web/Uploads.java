package baton.engine.web;

import baton.engine.spi.Files;
import baton.engine.spi.Files.Outcome;
import baton.engine.spi.Files.Refused;
import baton.engine.spi.Files.Uploaded;
import com.google.protobuf.Struct;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Sink;

/** A file as the body of a request, whatever its content type says. So many for one owner, and no larger than files may be. */
public final class Uploads {

    /** A person attaches ten pictures at once, and then looks for the next ones. */
    private static final int BURST = 20;

    private static final Duration EVERY = Duration.ofSeconds(5);

    /** A large file over a slow line. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ActorSystem<?> system;
    private final Files files;
    private final Trials trials;

    public Uploads(ActorSystem<?> system, Files files, InstantSource clock) {
        this.system = system;
        this.files = files;
        this.trials = new Trials(clock, BURST, EVERY);
    }

    /**
     * Stores the body.
     *
     * @param owner as in {@link Files#upload}
     * @param name how the owner calls the file
     */
    public CompletionStage<HttpResponse> store(HttpRequest request, String tenant, String owner, String name) {
        var pause = trials.take(tenant + "|" + owner);
        if (!pause.isZero()) {
            request.discardEntityBytes(system);
            return done(JsonReply.problem(StatusCodes.TOO_MANY_REQUESTS, "too-fast", "more files than people send")
                    .addHeader(RawHeader.create("Retry-After", Long.toString(pause.toSeconds() + 1))));
        }
        var length = request.entity().getContentLengthOption();
        if (length.isPresent() && length.getAsLong() > files.limits().maxSize()) {
            // Not read: whoever sends so much should stop.
            request.entity().getDataBytes().runWith(Sink.cancelled(), system);
            return done(tooLarge());
        }
        var bytes = request.entity().withoutSizeLimit().getDataBytes().completionTimeout(PATIENCE);
        return files.upload(tenant, owner, Wording.name(name), bytes)
                .thenApply(this::answer)
                .exceptionally(broken ->
                        JsonReply.problem(StatusCodes.BAD_REQUEST, "broken-off", "the file did not arrive whole"));
    }

    private HttpResponse answer(Outcome outcome) {
        if (outcome instanceof Uploaded uploaded) {
            var file = uploaded.file();
            return JsonReply.of(
                    StatusCodes.OK,
                    Struct.newBuilder()
                            .putFields("upload", JsonReply.text(uploaded.token()))
                            .putFields("kind", JsonReply.text(file.getKind()))
                            .putFields("name", JsonReply.text(file.getName()))
                            .putFields("mediaType", JsonReply.text(file.getMediaType()))
                            .build());
        }
        var refused = (Refused) outcome;
        return refused.code().equals("too-large")
                ? tooLarge()
                : JsonReply.problem(StatusCodes.UNSUPPORTED_MEDIA_TYPE, refused.code(), refused.detail());
    }

    private HttpResponse tooLarge() {
        return JsonReply.problem(
                StatusCodes.PAYLOAD_TOO_LARGE,
                "too-large",
                "at most " + files.limits().maxSize() + " bytes");
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedStage(response);
    }
}
