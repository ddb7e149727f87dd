package baton.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The management port of a running node, as far as companies go. */
final class Management {

    private static final Duration REACH = Duration.ofSeconds(5);

    /** A file with thousands of plain passwords takes minutes. */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private static final int OK = 200;

    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REACH).build();

    /** @param address {@code host:port} */
    Management(String address) {
        if (!address.matches("[^\\s/@]+:[0-9]{1,5}")) {
            throw new Problem("The address of the node is \"" + address + "\", expected host:port.");
        }
        this.address = address;
    }

    /** Where the node of this machine listens, if nobody says otherwise. */
    static String here(Map<String, String> environment) {
        return environment.getOrDefault("BATON_MANAGEMENT_HOST", "127.0.0.1") + ":"
                + environment.getOrDefault("BATON_MANAGEMENT_PORT", "8558");
    }

    /** What the node answered; {@code text} says what has changed, or one problem on each line. */
    record Answer(int status, String text) {

        boolean good() {
            return status == OK;
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer put(String path, String yaml) {
        return send(request(path)
                .header("Content-Type", "application/yaml")
                .PUT(HttpRequest.BodyPublishers.ofString(yaml)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(ANSWER);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body().stripTrailing());
        } catch (IOException silent) {
            throw new Problem(
                    "No node answers at " + address + "; is it running? Name another management port by --node.",
                    silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted; whether it was done, \"baton export\" will say.", interrupted);
        }
    }
}
