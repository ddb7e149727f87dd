package baton.engine.web;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Answers to programs: JSON that nobody stores or guesses the type of. */
public final class JsonReply {

    private static final List<HttpHeader> HEADERS = List.of(
            RawHeader.create("Cache-Control", "no-store"), RawHeader.create("X-Content-Type-Options", "nosniff"));

    private JsonReply() {}

    public static HttpResponse of(StatusCode status, Message body) {
        return of(status, Frames.json(body));
    }

    public static HttpResponse of(StatusCode status, String json) {
        return HttpResponse.create()
                .withStatus(status)
                .addHeaders(HEADERS)
                .withEntity(ContentTypes.APPLICATION_JSON, json);
    }

    /** A refusal: {@code code} is for machines and never changes, {@code detail} is for people. */
    public static HttpResponse problem(StatusCode status, String code, String detail) {
        return of(
                status,
                Struct.newBuilder()
                        .putFields("code", text(code))
                        .putFields("detail", text(detail))
                        .build());
    }

    public static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
