package baton.launcher;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks a node, as a load balancer would, whether it is ready: the management port first, then the door of browsers. */
record Readiness(URI management, URI web) {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    static Readiness of(Config config) {
        return new Readiness(
                address(config, "pekko.management.http.hostname", "pekko.management.http.port", "/ready"),
                address(config, "baton.http.host", "baton.http.port", "/"));
    }

    /** @return false if the node ended before it was ready */
    boolean await(CompletionStage<?> ended) {
        var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!(answers(client, management) && answers(client, web))) {
            if (ended.toCompletableFuture().isDone()) {
                return false;
            }
            if (System.nanoTime() > deadline) {
                throw new Problem("The node was not ready after " + LIMIT.toSeconds() + " s; its log above says why.");
            }
            pause();
        }
        return true;
    }

    private static boolean answers(HttpClient client, URI address) {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static Problem interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new Problem("The start was interrupted.", cause);
    }

    private static URI address(Config config, String host, String port, String path) {
        var name = config.getString(host).equals("0.0.0.0") ? "127.0.0.1" : config.getString(host);
        return URI.create("http://" + name + ":" + config.getInt(port) + path);
    }
}
