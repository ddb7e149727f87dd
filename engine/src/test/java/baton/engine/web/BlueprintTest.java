package baton.engine.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.SocketEvent.Opened;
import baton.engine.web.SocketEvent.Received;
import baton.engine.web.SocketStage.Talk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.impl.LinearTraversalBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlueprintTest {

    private static final String PROTOCOL = "test.v1";

    private final ActorTestKit actors = ActorTestKit.create();
    private final Queue<Talk> talks = new ConcurrentLinkedQueue<>();
    private final Queue<HttpResponse> answers = new ConcurrentLinkedQueue<>();
    private ServerBinding server;

    @BeforeAll
    void serve() throws Exception {
        var blueprint = new Blueprint(SmallSocket.stage(actors.system(), 100, Instant::now));
        server = Http.get(actors.system())
                .newServerAt("127.0.0.1", 0)
                .bindSync(request -> answer(blueprint, request))
                .toCompletableFuture()
                .get(60, SECONDS);
    }

    private HttpResponse answer(Blueprint blueprint, HttpRequest request) {
        var answer = blueprint.open(
                request.getAttribute(AttributeKeys.webSocketUpgrade).orElseThrow(), PROTOCOL, talks.remove());
        answers.add(answer);
        return answer;
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void eachConnectionIsItsOwnSessionsAlthoughAllAreBuiltByOnePlan() throws Exception {
        var anna = actors.<SocketEvent>createTestProbe();
        var ben = actors.<SocketEvent>createTestProbe();
        var annasPage = new Page();
        var bensPage = new Page();

        var annas = connect(anna, annasPage);
        var bens = connect(ben, bensPage);
        says("{\"ping\":{}}", annasPage);
        annas.next();
        bens.send(SmallSocket.PONG);

        assertThat(anna.expectMessageClass(Received.class).event()).isInstanceOf(SmallSocket.Heard.class);
        assertThat(bensPage.text.get(60, SECONDS)).isEqualTo("{\"pong\":{}}");
        ben.expectNoMessage(Duration.ofMillis(100));
        assertThat(annasPage.text).isNotDone();
        assertThat(answers).extracting(BlueprintTest::plan).hasSize(2).containsOnly(plan(answers.element()));
    }

    /** All that Pekko has drawn for a connection but what is said beside it. */
    private static Object plan(HttpResponse answer) {
        var flow = answer.getHeader(UpgradeToOtherProtocolResponseHeader.class)
                .orElseThrow()
                .handler();
        return ((LinearTraversalBuilder) flow.traversalBuilder()).pendingBuilder();
    }

    private Connection connect(TestProbe<SocketEvent> session, Page page) throws Exception {
        talks.add(new Talk(session.ref(), new CompletableFuture<>()));
        page.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(PROTOCOL)
                .buildAsync(URI.create("ws:/" + server.localAddress()), page)
                .get(60, SECONDS);
        return session.expectMessageClass(Opened.class).connection();
    }

    private static void says(String text, Page page) {
        page.socket.sendText(text, true).join();
    }

    private static final class Page implements WebSocket.Listener {

        final CompletableFuture<String> text = new CompletableFuture<>();
        WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return null;
        }
    }
}
