package baton.emulator;

import baton.emulator.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks an emulator over HTTP, as Baton or a browser does. */
final class Asking {

    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Asking() {}

    record Reply(int status, JsonNode body, HttpResponse<String> whole) {}

    static Reply post(String url, String json, String... headers) {
        return ask(request(url, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    /** A form with one file; each part as {@code name, file name, type, content}, the file name empty for a plain field. */
    static Reply form(String url, String[]... parts) {
        return form(url, new String[0], parts);
    }

    static Reply form(String url, String[] headers, String[][] parts) {
        var body = new StringBuilder();
        for (var part : parts) {
            body.append("--edge\r\nContent-Disposition: form-data; name=\"")
                    .append(part[0])
                    .append('"');
            if (!part[1].isEmpty()) {
                body.append("; filename=\"").append(part[1]).append('"');
            }
            body.append("\r\nContent-Type: ")
                    .append(part[2])
                    .append("\r\n\r\n")
                    .append(part[3])
                    .append("\r\n");
        }
        body.append("--edge--\r\n");
        return ask(request(url, headers)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArray(body.toString().getBytes(StandardCharsets.ISO_8859_1))));
    }

    /** @param form as it goes over the line */
    static Reply postForm(String url, String form, String... headers) {
        return ask(request(url, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    static Reply get(String url, String... headers) {
        return ask(request(url, headers).GET());
    }

    private static HttpRequest.Builder request(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(8));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Reply ask(HttpRequest.Builder request) {
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Reply(
                    answer.statusCode(), Json.read(answer.body().getBytes()).orElse(Json.object()), answer);
        } catch (IOException none) {
            return new Reply(0, Json.object(), null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
