package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.testbed.Place;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a node has refused, as its operator sees it: one counter of {@code /metrics} on the management port. */
final class Refusals {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Place place;
    private final String counter;
    private final String label;
    private final double before;

    private Refusals(Place place, String counter, String label) {
        this.place = place;
        this.counter = counter + "{";
        this.label = label;
        this.before = count();
    }

    /** By the code that {@code protocol/README.md} gives to them. */
    static Refusals ofWeb(Place place, String code) {
        return new Refusals(place, "baton_web_refusals_total", "code=\"" + code + "\"");
    }

    static Refusals ofPhone(Place place, String kind) {
        return new Refusals(place, "baton_phone_refusals_total", "kind=\"" + kind + "\"");
    }

    /** Whether there are more than when this was made. */
    boolean grew() {
        return count() > before;
    }

    void awaitGrown() {
        await(counter + label).until(this::grew);
    }

    private double count() {
        return read().lines()
                .filter(line -> line.startsWith(counter) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String read() {
        var request = HttpRequest.newBuilder(place.managed("/metrics"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
