package baton.chaos;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How one agent gets a ticket for each socket: signs in once, and shows the cookie to whichever node it comes to. */
final class DeskTickets {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final String login;
    private volatile String cookie = "";

    DeskTickets(String company, String agentId) {
        this.login = "{\"tenant\":\"%s\",\"agent\":\"%s\",\"password\":\"%s\"}"
                .formatted(company, agentId, Company.PASSWORD);
    }

    /** Fails if that node does not answer, or refuses. */
    CompletableFuture<String> get(int port) {
        return cookie.isEmpty()
                ? post(port, "/api/v1/login", login).thenCompose(signedIn -> {
                    cookie = signedIn.headers()
                            .firstValue("Set-Cookie")
                            .orElse("")
                            .split(";")[0];
                    return ticket(port);
                })
                : ticket(port);
    }

    private CompletableFuture<String> ticket(int port) {
        return post(port, "/api/v1/ticket", "{}").thenApply(answer -> {
            var fields = Struct.newBuilder();
            try {
                JsonFormat.parser().merge(answer.body(), fields);
            } catch (InvalidProtocolBufferException unreadable) {
                throw new CompletionException(unreadable);
            }
            return fields.getFieldsOrThrow("ticket").getStringValue();
        });
    }

    private CompletableFuture<HttpResponse<String>> post(int port, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new CompletionException(
                                new IllegalStateException(path + " answered " + answer.statusCode()));
                    }
                    return answer;
                });
    }
}
