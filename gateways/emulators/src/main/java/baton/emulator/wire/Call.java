package baton.emulator.wire;

import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One HTTP request and its answer. */
public final class Call {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_BYTES_OF_FILES = 110 * 1024 * 1024;

    private final HttpExchange exchange;
    private final List<String> path;

    public Call(HttpExchange exchange) {
        this.exchange = exchange;
        this.path = Arrays.stream(exchange.getRequestURI().getPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public boolean isPost() {
        return method().equals("POST");
    }

    /** The whole path, as segments without their slashes. */
    public List<String> path() {
        return path;
    }

    /** The segment at this place, empty if the path is shorter. */
    public String segment(int place) {
        return place < path.size() ? path.get(place) : "";
    }

    public String header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    public String query(String name) {
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    public Fields fields() throws IOException, Mistake {
        if (!header("Content-Type").startsWith("application/json")) {
            throw new Mistake(Kind.NOT_JSON, "", "the content type must be application/json");
        }
        var body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        return Fields.of(
                Json.read(body).orElseThrow(() -> new Mistake(Kind.NOT_JSON, "", "the body must be a JSON object")));
    }

    /** A form with files in it. */
    public Parts parts() throws IOException, Mistake {
        return Parts.of(header("Content-Type"), exchange.getRequestBody().readNBytes(MOST_BYTES_OF_FILES));
    }

    public boolean isForm() {
        return header("Content-Type").startsWith("multipart/");
    }

    /**
     * What a form sends, as strings; a field twice is a mistake.
     *
     * @param repeated names of fields that are arrays
     */
    public Fields form(String... repeated) throws IOException, Mistake {
        if (!header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            throw new Mistake(Kind.NOT_JSON, "", "the content type must be application/x-www-form-urlencoded");
        }
        return Fields.of(Form.read(exchange.getRequestBody().readNBytes(MOST_BYTES), Set.of(repeated)));
    }

    public void answer(int status, JsonNode body) throws IOException {
        answer(status, "application/json; charset=utf-8", Map.of(), Json.bytes(body));
    }

    public void answer(int status, String type, Map<String, String> headers, byte[] body) throws IOException {
        begin(type, headers);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** An answer that goes on. */
    public OutputStream open(String type) throws IOException {
        begin(type, Map.of("Cache-Control", "no-store"));
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    /** The connection ends without an answer. */
    public void cut() {
        exchange.close();
    }

    private void begin(String type, Map<String, String> headers) {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        headers.forEach(exchange.getResponseHeaders()::set);
    }
}
