package baton.engine.messenger;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider on a port of the loopback, for tests of doors: says what it is told to say, and remembers what it was asked. */
public final class FakeProvider implements AutoCloseable {

    public final List<Asked> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile String retryAfter = "";
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** @param path with the query */
    public record Asked(String method, String path, Headers headers, String body) {

        /** Empty if there is none. */
        public String header(String name) {
            var value = headers.getFirst(name);
            return value == null ? "" : value;
        }
    }

    public FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port", e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, everywhere. */
    public void says(int newStatus, String newAnswer) {
        answers.clear();
        status = newStatus;
        answer = newAnswer;
        retryAfter = "";
    }

    /** Where the path ends like that, whatever is said elsewhere. */
    public void saysAt(String end, String itsAnswer) {
        answers.put(end, itsAnswer);
    }

    public void asksToWait(int newStatus, String seconds) {
        says(newStatus, "{}");
        retryAfter = seconds;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        var path = exchange.getRequestURI().getPath();
        var own = answers.keySet().stream().filter(path::endsWith).findFirst();
        var bytes = own.map(answers::get).orElse(answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(own.isPresent() ? 200 : status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
