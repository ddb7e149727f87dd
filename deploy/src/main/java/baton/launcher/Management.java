package baton.launcher;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The management port of a running node, as far as companies go. */
final class Management {

    private static final Duration REACH = Duration.ofSeconds(5);

    /** A file with thousands of plain passwords takes minutes. */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    /** How often somebody who waits for a long answer hears that it is being worked on. */
    private static final Duration GLANCE = Duration.ofSeconds(5);

    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final String address;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REACH).build();

    /**
     * @param address {@code host:port}
     * @param token the operator's, empty if there is none
     */
    Management(String address, String token) {
        if (!address.matches("[^\\s/@]+:[0-9]{1,5}")) {
            throw new Problem("The address of the node is \"" + address + "\", expected host:port.");
        }
        this.address = address;
        this.token = token;
    }

    /** With the token of whoever runs this. */
    static Management of(String address, Map<String, String> environment) {
        return new Management(address, OperatorToken.of(address, environment));
    }

    /** Where the node of this machine listens, if nobody says otherwise. */
    static String here(Map<String, String> environment) {
        var host = environment.getOrDefault("BATON_MANAGEMENT_HOST", LOOPBACK);
        var bound = environment.getOrDefault("BATON_MANAGEMENT_BIND_HOST", host);
        return (bound.equals(EVERYWHERE) ? LOOPBACK : host) + ":"
                + environment.getOrDefault("BATON_MANAGEMENT_PORT", "8558");
    }

    /** What the node answered; {@code text} says what has changed, or one problem on each line. */
    record Answer(int status, String text) {

        boolean good() {
            return status == OK;
        }

        /** Nobody knows whether it was done. Doing it once more does no harm. */
        boolean later() {
            return status == UNAVAILABLE;
        }
    }

    Answer get(String path) {
        return send(request(path).GET(), () -> {});
    }

    Answer delete(String path) {
        return send(request(path).DELETE(), () -> {});
    }

    /** {@code waits} is run every few seconds until the answer is there. */
    Answer put(String path, String yaml, Runnable waits) {
        return send(
                request(path).header("Content-Type", "application/yaml").PUT(HttpRequest.BodyPublishers.ofString(yaml)),
                waits);
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(ANSWER);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request, Runnable waits) {
        var asked = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            var answer = awaited(asked, waits);
            return new Answer(answer.statusCode(), answer.body().stripTrailing());
        } catch (ExecutionException silent) {
            throw new Problem(
                    "No node answers at " + address + "; is it running? Name another management port by --node.",
                    silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted; whether it was done, \"baton export\" will say.", interrupted);
        }
    }

    private static <T> T awaited(CompletableFuture<T> asked, Runnable waits)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return asked.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                waits.run();
            }
        }
    }
}
