package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;

import baton.engine.web.Frames;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * What was posted. The content type must be JSON: a form of a foreign page cannot send that without being asked for leave.
 *
 * @param refusal the answer, if it cannot be read
 */
record JsonBody(Struct json, Optional<HttpResponse> refusal) {

    private static final int MAX_BYTES = 4096;
    private static final int MAX_MILLIS = 3000;

    /** Reads a body within bounds of size and time; an empty body is an empty object. */
    static CompletionStage<JsonBody> read(HttpRequest request, ActorSystem<?> system) {
        return read(request, system, MAX_BYTES, MAX_MILLIS, JsonBody::parse, JsonBody::refused);
    }

    /** The same for what somebody else parses. */
    static <T> CompletionStage<T> read(
            HttpRequest request,
            ActorSystem<?> system,
            int maxBytes,
            int maxMillis,
            Function<String, T> parse,
            Function<HttpResponse, T> refused) {
        var type = request.entity().getContentType().mediaType();
        if (!type.mainType().equals("application") || !type.subType().equals("json")) {
            request.discardEntityBytes(system);
            return CompletableFuture.completedFuture(refused.apply(
                    problem(StatusCodes.UNSUPPORTED_MEDIA_TYPE, "not-json", "send Content-Type: application/json")));
        }
        return request.entity()
                .withSizeLimit(maxBytes)
                .toStrict(maxMillis, system)
                .thenApply(entity -> parse.apply(entity.getData().decodeString(StandardCharsets.UTF_8)))
                .exceptionally(tooMuch -> refused.apply(problem(
                        StatusCodes.PAYLOAD_TOO_LARGE, "too-large", "at most " + maxBytes + " bytes, and at once")));
    }

    static JsonBody parse(String text) {
        try {
            var json = Struct.newBuilder();
            Frames.read(text.isBlank() ? "{}" : text, json);
            return new JsonBody(json.build(), Optional.empty());
        } catch (InvalidProtocolBufferException | IllegalArgumentException unreadable) {
            return refused(problem(StatusCodes.BAD_REQUEST, "malformed", "not an object in JSON"));
        }
    }

    static JsonBody refused(HttpResponse refusal) {
        return new JsonBody(Struct.getDefaultInstance(), Optional.of(refusal));
    }
}
