package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.FakeEngine;
import baton.engine.web.ServedDoor;
import baton.engine.web.SocketProbe;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.net.http.HttpResponse;
import java.util.List;

/** An agent in a browser: signed in, with a cookie. */
record SignedIn(ServedDoor door, String cookie) {

    static SignedIn anna(ServedDoor door) {
        return as(door, "anna");
    }

    /** A supervisor. */
    static SignedIn sue(ServedDoor door) {
        return as(door, "sue-of-acme");
    }

    private static SignedIn as(ServedDoor door, String agentId) {
        var answer = login(door, "acme", agentId, FakeEngine.PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        return new SignedIn(door, cookie.substring(0, cookie.indexOf(';')));
    }

    static HttpResponse<String> login(ServedDoor door, String tenant, String agent, String password) {
        var body = "{\"tenant\":\"" + tenant + "\",\"agent\":\"" + agent + "\",\"password\":\"" + password + "\"}";
        return door.post("/api/v1/login", body, "Content-Type", "application/json");
    }

    static Struct json(HttpResponse<String> answer) {
        try {
            var json = Struct.newBuilder();
            JsonFormat.parser().merge(answer.body(), json);
            return json.build();
        } catch (com.google.protobuf.InvalidProtocolBufferException unreadable) {
            throw new AssertionError(answer.body(), unreadable);
        }
    }

    static String field(HttpResponse<String> answer, String name) {
        return json(answer).getFieldsOrThrow(name).getStringValue();
    }

    HttpResponse<String> get(String path) {
        return door.get(path, "Cookie", cookie);
    }

    HttpResponse<String> post(String path) {
        return door.post(path, "{}", "Content-Type", "application/json", "Cookie", cookie);
    }

    HttpResponse<String> send(String method, String path, String json) {
        return door.send(method, path, json, "Content-Type", "application/json", "Cookie", cookie);
    }

    /** From this page. */
    HttpResponse<String> sendFrom(String origin, String path, String body) {
        return door.post(path, body, "Origin", origin, "Cookie", cookie);
    }

    String ticket() {
        return field(post("/api/v1/ticket"), "ticket");
    }

    SocketProbe connect() {
        return connect(ticket());
    }

    SocketProbe connect(String ticket, String... headers) {
        return door.connect("/ws/desk", List.of("baton.v1", "ticket." + ticket), headers);
    }

    SocketProbe desk() {
        var desk = connect().send("{\"hello\":{}}");
        assertThat(desk.next().hasWelcome()).isTrue();
        return desk;
    }
}
