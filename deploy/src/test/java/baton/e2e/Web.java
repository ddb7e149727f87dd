package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain HTTP, as load balancers and browsers use it. */
final class Web {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Web() {}

    /** The status, or 0 if nobody answers. */
    static int status(URI address) {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is served there. */
    static String text(URI address) {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException nobody) {
            throw new UncheckedIOException(nobody);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is answered to a form without fields. */
    static HttpResponse<String> submit(URI address) {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException nobody) {
            throw new UncheckedIOException(nobody);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns when the node says that it is ready and its doors are open. */
    static void awaitReady(Place place) {
        awaitMember(place);
        await("the doors are open").until(() -> status(place.web("/")) == 200);
    }

    /** Returns when the node says that it is ready, with doors or without. */
    static void awaitMember(Place place) {
        await("the node is ready").atMost(Duration.ofSeconds(180)).until(() -> status(place.managed("/ready")) == 200);
    }
}
