package baton.emulator;

import static org.awaitility.Awaitility.await;

import baton.emulator.wire.Form;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a webhook comes to: it writes everything down, and answers 200 unless told otherwise. */
final class FakeBaton implements AutoCloseable {

    private final HttpServer server;
    private final List<Heard> heard = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private String retryAfter = "";
    private String words = "";

    /** @param headers by lower-case name */
    record Heard(String path, Map<String, List<String>> headers, byte[] raw, JsonNode body, int answered, Instant at) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    FakeBaton() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::hear);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next webhooks are answered like this, in order. */
    synchronized void answersNext(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    synchronized void says(String retryAfterSeconds) {
        retryAfter = retryAfterSeconds;
    }

    /** What stands in the answers, unless it is a refusal. */
    synchronized void answersWith(String body) {
        words = body;
    }

    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Those that were answered with 200. */
    List<Heard> taken() {
        return heard().stream().filter(one -> one.answered() == 200).toList();
    }

    List<Heard> awaitTaken(int count) {
        return awaitTaken(count, one -> true);
    }

    List<Heard> awaitTaken(int count, Predicate<Heard> which) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> taken().stream().filter(which).toList(), those -> those.size() >= count);
    }

    private void hear(HttpExchange exchange) throws IOException {
        var raw = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("GET")) {
            challenge(exchange);
            return;
        }
        int status;
        byte[] answer;
        synchronized (this) {
            status = answers.isEmpty() ? 200 : answers.pop();
            answer = (status == 200 ? words : "").getBytes(StandardCharsets.UTF_8);
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            heard.add(new Heard(
                    exchange.getRequestURI().toString(),
                    headers,
                    raw,
                    Json.read(raw).orElseGet(() -> form(raw)),
                    status,
                    Instant.now()));
        }
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static ObjectNode form(byte[] raw) {
        try {
            return Form.read(raw, Set.of());
        } catch (Mistake twice) {
            throw new IllegalStateException(twice);
        }
    }

    /** As a webhook has to when it is configured at Meta, if the token is right. */
    private static void challenge(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var right = query.contains("hub.mode=subscribe") && query.contains("hub.verify_token=verify");
        var answer = query.replaceFirst(".*hub[.]challenge=([^&]*).*", "$1").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(right ? 200 : 403, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
