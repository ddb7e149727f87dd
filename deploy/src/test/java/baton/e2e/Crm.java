package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A company's CRM, as anybody would write it. */
final class Crm {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Place place;
    private final String token;

    private Crm(Place place, String token) {
        this.place = place;
        this.token = token;
    }

    static Crm of(Scene scene) {
        var company = scene.company();
        return new Crm(scene.place(), company.id() + ".crm." + company.programToken());
    }

    /** One that shows something else. */
    Crm showing(String otherToken) {
        return new Crm(place, otherToken);
    }

    /** What it says must be stored. */
    void knows(String channel, String address, String json) {
        stored(ask("PUT", channel, address, "", json));
    }

    void saw(String channel, String address, String json) {
        stored(ask("POST", channel, address, "/activities", json));
    }

    void forgets(String channel, String address, String attribute) {
        stored(ask("DELETE", channel, address, "/attributes/" + coded(attribute), ""));
    }

    private static void stored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** Whatever the answer. */
    HttpResponse<String> ask(String method, String channel, String address, String rest, String json) {
        var path = "/api/v1/customers/by-address/" + channel + "/" + coded(address) + rest;
        var request = HttpRequest.newBuilder(place.web(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String coded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
