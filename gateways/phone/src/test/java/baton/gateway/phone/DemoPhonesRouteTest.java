package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The demo page's telephones, used over its socket as the page does. */
class DemoPhonesRouteTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private OpenDoor door = new OpenDoor(Map.of("baton.phone.demo.enabled", true));
    private ServerBinding binding = serve();

    private ServerBinding serve() {
        return Http.get(door.kit.system())
                .newServerAt("127.0.0.1", 0)
                .bind(door.route)
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        binding.terminate(Duration.ofSeconds(1));
        door.close();
    }

    @Test
    void aWholeConversationGoesOverTheSocket() throws Exception {
        door.engine.ringInTurn("anna");
        var page = connect(origin());
        page.eventually("\"name\":\"anna\"", "\"state\":\"idle\"");
        assertThat(page.last())
                .contains("\"name\":\"customer\"", "\"name\":\"boris\"")
                .doesNotContain("vera");
        await().atMost(OpenDoor.PATIENCE).until(() -> door.engine.contacts.containsKey("anna"));

        page.say("{\"phone\":\"customer\",\"do\":\"callerId\",\"number\":\"+380 67 111 2233\"}");
        page.say("{\"phone\":\"customer\",\"do\":\"dial\",\"number\":\"100*123456\"}");
        page.eventually("\"state\":\"ringing\",\"peer\":\"+380671112233\"");
        page.say("{\"phone\":\"anna\",\"do\":\"answer\"}");
        page.eventually("\"state\":\"talking\",\"peer\":\"100*123456\"");
        page.say("{\"phone\":\"anna\",\"do\":\"hangup\"}");

        page.eventually("\"reason\":\"The other end hung up\"");
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        var page = connect(origin());
        for (var wish : List.of(
                "no json",
                "{\"phone\":\"nobody\",\"do\":\"dial\",\"number\":\"1\"}",
                "{\"phone\":\"customer\",\"do\":\"dance\"}",
                "{\"phone\":\"customer\",\"do\":\"dial\",\"number\":\"<script>\"}",
                "[]",
                "{\"phone\":1}")) {
            var before = page.errors();
            page.say(wish);
            await().atMost(OpenDoor.PATIENCE).until(() -> page.errors() == before + 1);
        }
    }

    @Test
    void aFrameThatIsTooLargeEndsTheConnection() throws Exception {
        var page = connect(origin());

        page.say("x".repeat(5000));

        await().atMost(OpenDoor.PATIENCE).until(() -> page.closed);
    }

    @Test
    void aForeignPageMayNotConnect() {
        for (var origin : List.of("https://evil.example", "null")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> connect(origin)))
                    .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
        }
    }

    @Test
    void nothingIsServedFromOutsideThePage() throws Exception {
        for (var path : List.of("/phone/../reference.conf", "/phone/%2e%2e/reference.conf", "/phone/nothing.js")) {
            assertThat(get(path).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withTheDemoOffThereIsASentenceAndNoSocket() throws Exception {
        close();
        door = OpenDoor.open();
        binding = serve();

        assertThat(get("/phone").statusCode()).isEqualTo(404);
        assertThat(get("/phone").body()).contains("switched off");
        assertThat(get("/phone/socket").statusCode()).isEqualTo(404);
    }

    private String origin() {
        return "http://127.0.0.1:" + binding.localAddress().getPort();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(origin() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Page connect(String from) {
        var page = new Page();
        page.socket = http.newWebSocketBuilder()
                .header("Origin", from)
                .buildAsync(URI.create(origin().replace("http", "ws") + "/phone/socket"), page)
                .join();
        return page;
    }

    private static final class Page implements WebSocket.Listener {

        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private WebSocket socket;
        private volatile boolean closed;

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed = true;
        }

        void say(String text) {
            socket.sendText(text, true).join();
        }

        String last() {
            return frames.get(frames.size() - 1);
        }

        long errors() {
            return frames.stream()
                    .filter(frame -> frame.startsWith("{\"error\""))
                    .count();
        }

        void eventually(String... texts) {
            await().atMost(OpenDoor.PATIENCE).until(() -> frames.stream()
                    .anyMatch(frame -> List.of(texts).stream().allMatch(frame::contains)));
        }
    }
}
