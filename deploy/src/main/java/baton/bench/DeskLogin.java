package baton.bench;

import baton.launcher.Problem;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** How an agent gets a ticket for a desk's socket. */
final class DeskLogin {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String node;

    DeskLogin(int port) {
        this.node = "http://127.0.0.1:" + port;
    }

    String ticket(String agentId) throws IOException, InterruptedException {
        var login = "{\"tenant\":\"%s\",\"agent\":\"%s\",\"password\":\"%s\"}"
                .formatted(BenchTenant.ID, agentId, BenchTenant.PASSWORD);
        var signedIn = post("/api/v1/login", login, "");
        var cookie = signedIn.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
        var answer = Struct.newBuilder();
        JsonFormat.parser().merge(post("/api/v1/ticket", "{}", cookie).body(), answer);
        return answer.getFieldsOrThrow("ticket").getStringValue();
    }

    private HttpResponse<String> post(String path, String body, String cookie)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(node + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new Problem(path + " answered " + response.statusCode() + " " + response.body() + ".");
        }
        return response;
    }
}
