package baton.emulator.wire;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** What a provider asks a webhook before it uses it. Waits for the answer. */
public final class Question {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Question() {}

    /** What was answered with 200; empty if there was no such answer in time. */
    public static Optional<String> ask(HttpRequest.Builder request) {
        try {
            var answer =
                    HttpClient.newHttpClient().send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
