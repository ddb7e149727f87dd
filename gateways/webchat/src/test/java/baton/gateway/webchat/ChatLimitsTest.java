package baton.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.engine.spi.FakeEngine;
import baton.engine.web.DeafClient;
import baton.engine.web.ServedDoor;
import baton.engine.web.SocketProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens at the limits of a connection, with limits short enough to wait for. */
class ChatLimitsTest {

    private static final String HELLO = "{\"hello\":{\"site\":\"acme-site\"}}";

    private static final String LIMITS =
            """
            baton.webchat {
              linger = 500ms
              outgoing-frames = 16
              connections-per-address = 3
              connections-per-person = 2
            }
            """;

    private WebchatGateway gateway = new WebchatGateway();
    private ServedDoor door = new ServedDoor(gateway, LIMITS);

    @AfterEach
    void close() {
        door.close();
    }

    /** Those who are not waited for have all the time that they need. */
    private void reopen(String limit) {
        door.close();
        gateway = new WebchatGateway();
        door = new ServedDoor(gateway, LIMITS + limit);
    }

    @Test
    void aSilentClientIsDisconnectedAndOneThatPingsIsNot() {
        reopen("baton.webchat.heartbeat = 1s");
        var silent = greeted();
        var lively = greeted();

        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    lively.expectPong();
                    return open() == 1;
                });

        assertThat(silent.nextBye().getCode()).isEqualTo("silent");
        assertThat(silent.closeCode()).isEqualTo(1000);
        lively.expectPong();
    }

    @Test
    void whoeverDoesNotSayHelloInTimeIsTurnedAway() {
        reopen("baton.webchat.hello-time = 2s");
        var customer = connect().send("{\"unknown\":{}}");

        assertThat(customer.nextRefused().getCode()).isEqualTo("unknown-frame");
        assertThat(customer.nextRefused().getCode()).isEqualTo("hello-late");
        customer.closeCode();
    }

    @Test
    void aClientThatNeverReadsIsCutOffAndNothingPilesUp() throws Exception {
        try (var deaf = new DeafClient(door.port(), "/ws/chat", "baton.v1")) {
            deaf.send(HELLO);
            deaf.send("{\"askCallOptions\":{}}");
            await().until(() -> door.engine.followers.size() == 1);

            var text = "x".repeat(4000);
            for (var i = 1; i <= 4000; i++) {
                door.engine.push(FakeEngine.entry(i, text));
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> open() == 0);
            await().atMost(Duration.ofSeconds(30)).until(deaf::isCutOff);
        }
        greeted().expectPong();
    }

    @Test
    void aSlowClientIsToldWhyBeforeItIsDisconnected() {
        var customer = greeted().send("{\"askCallOptions\":{}}");
        assertThat(customer.next().hasCallOptions()).isTrue();

        for (var i = 1; i <= 4000; i++) {
            door.engine.push(FakeEngine.entry(i, "x"));
        }

        var expected = 1;
        var frame = customer.next();
        while (frame.hasEntries()) {
            assertThat(frame.getEntries().getUpTo()).isEqualTo(expected++);
            frame = customer.next();
        }
        assertThat(frame.getBye().getCode()).isEqualTo("slow");
        customer.closeCode();
    }

    @Test
    void oneAddressHoldsOnlySoManyConnections() {
        var first = greeted();
        greeted();
        greeted();

        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(SocketProbe.Refused.class, refused -> assertThat(refused.status)
                        .isEqualTo(429));
        first.close();

        await().ignoreExceptions().until(() -> greeted() != null);
    }

    @Test
    void oneVisitorHoldsOnlySoManyConnections() {
        var token = connect().send(HELLO).next().getWelcome().getToken();
        var again = HELLO.replace("\"acme-site\"", "\"acme-site\",\"token\":\"" + token + "\"");
        var second = connect().send(again);
        assertThat(second.next().hasWelcome()).isTrue();

        var third = connect().send(again);
        var bye = third.nextBye();

        assertThat(bye.getCode()).isEqualTo("too-many-connections");
        assertThat(bye.getReconnectAfterMs()).isEqualTo(30_000);
        assertThat(third.closeCode()).isEqualTo(1000);
        second.expectPong();
        second.close();
        await().until(() -> open() == 1);
        assertThat(connect().send(again).next().hasWelcome()).isTrue();
    }

    @Test
    void aClientWhoseNetworkBreaksIsForgotten() {
        reopen("baton.webchat.heartbeat = 1s");
        var customer = greeted();

        customer.tearOff();

        await().until(() -> open() == 0);
    }

    @Test
    void everybodyIsToldWhenTheNodeLeavesAndNobodyComesIn() {
        var customer = greeted();

        var closed = gateway.close().toCompletableFuture();

        var bye = customer.nextBye();
        assertThat(bye.getCode()).isEqualTo("restart");
        assertThat(bye.getReconnectAfterMs()).isBetween(500, 3000);
        assertThat(customer.closeCode()).isEqualTo(1000);
        assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(SocketProbe.Refused.class, refused -> assertThat(refused.status)
                        .isEqualTo(503));
    }

    @Test
    void refusalsAreCounted() {
        greeted().send("junk").nextRefused();

        assertThat(gateway.sockets().orElseThrow().tally().counts()).containsEntry("malformed", 1L);
    }

    private int open() {
        return gateway.sockets().orElseThrow().count();
    }

    private SocketProbe connect() {
        return door.connect("/ws/chat", List.of("baton.v1"));
    }

    private SocketProbe greeted() {
        var customer = connect().send(HELLO);
        assertThat(customer.next().hasWelcome()).isTrue();
        return customer;
    }
}
