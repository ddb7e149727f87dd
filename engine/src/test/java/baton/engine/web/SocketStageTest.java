package baton.engine.web;

import static baton.engine.web.SmallSocket.PONG;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.web.SmallSocket.Heard;
import baton.engine.web.SocketEvent.Gone;
import baton.engine.web.SocketEvent.Opened;
import baton.engine.web.SocketEvent.Received;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketStageTest {

    private static final int FRAMES_PER_SECOND = 4;

    private final ActorTestKit actors = ActorTestKit.create();
    private TestProbe<SocketEvent> session = actors.createTestProbe();
    private MovableClock clock = new MovableClock();
    private CompletableFuture<Void> sessionOver = new CompletableFuture<>();
    private TestPublisher.Probe<Message> client;
    private TestSubscriber.Probe<Message> page;

    @BeforeEach
    void connect() {
        session = actors.createTestProbe();
        sessionOver = new CompletableFuture<>();
        clock = new MovableClock();
        var classic = actors.system().classicSystem();
        var stage = Flow.fromGraph(SmallSocket.stage(actors.system(), FRAMES_PER_SECOND, clock))
                .addAttributes(Attributes.none().and(new SocketStage.Talk(session.ref(), sessionOver)));
        var wire = TestSource.<Message>create(classic)
                .via(stage)
                .toMat(TestSink.create(classic), Keep.both())
                .run(actors.system());
        client = wire.first();
        page = wire.second();
        page.request(100);
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void framesComeOneAfterAnotherAsTheSessionTakesThem() {
        var connection = opened();
        says("a");
        says("b");

        session.expectNoMessage(Duration.ofMillis(100));
        connection.next();
        assertThat(heard()).isEqualTo("a");

        session.expectNoMessage(Duration.ofMillis(100));
        connection.next();
        assertThat(heard()).isEqualTo("b");
    }

    @Test
    void whatIsSentGoesOutInOrderAndIsCountedUntilItGoes() {
        var connection = opened();

        connection.send(PONG);
        connection.send(PONG);
        connection.end();

        assertThat(page.requestNext().asTextMessage().getStrictText()).isEqualTo("{\"pong\":{}}");
        assertThat(page.requestNext().asTextMessage().getStrictText()).isEqualTo("{\"pong\":{}}");
        page.expectComplete();
        assertThat(connection.waiting()).isZero();
    }

    @Test
    void whoSendsTooFastIsReadMoreSlowlyAndLosesNothing() {
        var connection = opened();
        for (var i = 0; i < 2 * FRAMES_PER_SECOND + 1; i++) {
            says("m" + i);
            connection.next();
        }
        client.sendComplete();

        for (var i = 0; i < 2 * FRAMES_PER_SECOND; i++) {
            assertThat(heard()).isEqualTo("m" + i);
        }
        session.expectNoMessage(Duration.ofMillis(100));
        clock.passes(Duration.ofMillis(500));
        assertThat(heard()).as("before the farewell").isEqualTo("m" + 2 * FRAMES_PER_SECOND);
        session.expectMessageClass(Gone.class);
    }

    @Test
    void aLargeFrameCostsAsMuchAsTheFramesThatWouldFitIntoIt() {
        var connection = opened();
        says("x".repeat(700));
        connection.next();
        assertThat(((Received) session.receiveMessage()).event()).isInstanceOf(SocketEvent.Unreadable.class);
        says("a");
        connection.next();

        session.expectNoMessage(Duration.ofMillis(100));
        clock.passes(Duration.ofMillis(500));
        assertThat(heard()).isEqualTo("a");
    }

    @Test
    void aFrameInPiecesIsPutTogether() {
        var connection = opened();
        connection.next();

        client.sendNext(TextMessage.create(Source.from(List.of("{\"say\":{\"messageId\":", "\"a\"}}"))));

        assertThat(heard()).isEqualTo("a");
    }

    @Test
    void whenWhatComesInBreaksOffTheSessionHearsItAndCanStillSayGoodbye() {
        var connection = opened();

        client.sendError(new IllegalStateException("limit reached"));

        session.expectMessageClass(Gone.class);
        connection.send(PONG);
        connection.end();
        assertThat(page.requestNext().asTextMessage().getStrictText()).isEqualTo("{\"pong\":{}}");
        page.expectComplete();
    }

    @Test
    void theSessionHearsOnceThatTheClientHasGone() {
        opened();

        client.sendComplete();

        session.expectMessageClass(Gone.class);
        page.cancel();
        session.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void whatAClientDoesNotReadAnyMoreIsDropped() {
        var connection = opened();
        page.cancel();

        connection.send(PONG);

        session.awaitAssert(() -> {
            assertThat(connection.waiting()).isZero();
            return null;
        });
        connection.next();
        says("a");
        assertThat(heard()).as("what it still says is heard").isEqualTo("a");
    }

    @Test
    void aConnectionThatIsCutEndsInBothDirections() {
        var connection = opened();

        connection.cut();

        page.expectError();
        client.expectCancellation();
        session.expectMessageClass(Gone.class);
    }

    @Test
    void aConnectionWhoseSessionNeverHeardOfItIsCut() {
        opened(); // the probe keeps it for itself

        sessionOver.complete(null);

        page.expectError();
        client.expectCancellation();
    }

    @Test
    void aSessionThatEndsInOrderLetsTheClientReadWhatWasSaid() {
        var connection = opened();

        connection.send(PONG);
        connection.end();
        sessionOver.complete(null);

        assertThat(page.requestNext().asTextMessage().getStrictText()).isEqualTo("{\"pong\":{}}");
        page.expectComplete();
    }

    private Connection opened() {
        return session.expectMessageClass(Opened.class).connection();
    }

    private void says(String messageId) {
        client.sendNext(TextMessage.create("{\"say\":{\"messageId\":\"" + messageId + "\"}}"));
    }

    private String heard() {
        var received = session.expectMessageClass(Received.class);
        return ((Heard) received.event()).frame().getSay().getMessageId();
    }
}
