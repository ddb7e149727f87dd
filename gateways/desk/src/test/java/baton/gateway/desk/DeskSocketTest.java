package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.engine.spi.FakeEngine;
import baton.engine.web.DeafClient;
import baton.engine.web.ServedDoor;
import baton.engine.web.SocketProbe;
import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Looking;
import baton.protocol.client.v1.Wall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An open desk, over a real socket. */
class DeskSocketTest {

    private final ServedDoor door = new ServedDoor(
            new DeskGateway(),
            """
            baton.desk {
              watches = 2
              outgoing-frames = 16
              linger = 500ms
              message-burst = 20
              messages-per-second = 2
            }
            """);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void helloIsAnsweredWithWhatAnEpisodeCanBeClosedWith() {
        var welcome =
                SignedIn.anna(door).connect().send("{\"hello\":{}}").next().getWelcome();

        assertThat(welcome.getDispositionsList()).containsExactly("resolved", "spam");
        assertThat(welcome.getMaxText()).isEqualTo(4000);
        assertThat(welcome.getHeartbeatSeconds()).isEqualTo(20);
        assertThat(welcome.getToken()).isEmpty();
        assertThat(welcome.getRole()).isEqualTo("agent");
        assertThat(welcome.getQueuesList())
                .extracting(queue -> queue.getQueueId() + "=" + queue.getName())
                .containsExactly("main=main");
        await().until(() -> door.engine.remarks.contains("anna of acme follows"));
    }

    @Test
    void aDeskResumesWhereItWas() {
        SignedIn.anna(door)
                .connect()
                .send(
                        "{\"hello\":{\"cursors\":[{\"episodeId\":\"a\",\"number\":3},{\"episodeId\":\"b\",\"number\":9}]}}")
                .next();

        await().until(() -> door.engine.cursors.size() == 2);
        assertThat(door.engine.cursors).extracting(Cursor::getNumber).containsExactly(3, 9);
    }

    @Test
    void aWallIsNoDesk() {
        var wall = SignedIn.anna(door).connect().send("{\"hello\":{\"wallOnly\":true}}");

        assertThat(wall.next().hasWelcome()).isTrue();
        wall.send("{\"watch\":{\"cursor\":{\"episodeId\":\"e1\"}}}").send("{\"ping\":{}}");
        assertThat(wall.next().hasPong()).isTrue();

        assertThat(door.engine.remarks).noneMatch(remark -> remark.contains("anna") && remark.contains("follows"));
    }

    @Test
    void aDeedIsDoneAndAnsweredWithItsRef() {
        var desk = SignedIn.anna(door).desk().send(message("d1", "m1", "hello"));

        var accepted = desk.nextAccepted();

        assertThat(accepted.getRef()).isEqualTo("d1");
        assertThat(accepted.getNumber()).isEqualTo(1);
        assertThat(door.engine.actions.get(0).getSendMessage().getText()).isEqualTo("hello");
    }

    @Test
    void whatTheEngineRefusesIsRefused() {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused("not-yours", 0)));

        var refused =
                SignedIn.anna(door).desk().send(message("d1", "m1", "hello")).nextRefused();

        assertThat(refused.getCode()).isEqualTo("not-yours");
        assertThat(refused.getDetail()).isEqualTo("because the test says so");
        assertThat(refused.getRef()).isEqualTo("d1");
    }

    @Test
    void deedsThatCannotBeDoneAreRefusedAndTheDeskStaysOpen() {
        var desk = SignedIn.anna(door).desk();

        assertThat(desk.send("{\"deed\":{\"ref\":\"d1\"}}").nextRefused().getCode())
                .isEqualTo("unknown-action");
        assertThat(desk.send("{\"deed\":{\"ref\":\"d2\",\"action\":{\"dance\":{}}}}")
                        .nextRefused()
                        .getRef())
                .isEqualTo("d2");
        assertThat(desk.send("{\"deed\":{\"action\":{\"setPresence\":{\"presence\":\"away\"}}}}")
                        .nextRefused()
                        .getCode())
                .isEqualTo("bad-id");
        assertThat(desk.send(message("d3", "m1", "x".repeat(4001)))
                        .nextRefused()
                        .getCode())
                .isEqualTo("too-long");
        assertThat(desk.send(message("d4", "m1", "x".repeat(100_000)))
                        .nextRefused()
                        .getCode())
                .isEqualTo("too-large");
        assertThat(desk.send("not json").nextRefused().getCode()).isEqualTo("malformed");
        assertThat(desk.send("{\"dance\":{}}").nextRefused().getCode()).isEqualTo("unknown-frame");
        assertThat(desk.sendBytes(new byte[] {1}).nextRefused().getCode()).isEqualTo("not-text");
        desk.expectPong();
        assertThat(door.engine.actions).isEmpty();
    }

    @Test
    void typingAndReceiptsReachTheEngine() {
        SignedIn.anna(door)
                .desk()
                .send("{\"typing\":{\"episodeId\":\"e\"}}")
                .send("{\"delivered\":{\"episodeId\":\"e\",\"number\":2}}")
                .send("{\"read\":{\"episodeId\":\"e\",\"number\":1}}")
                .expectPong();

        assertThat(door.engine.remarks)
                .containsExactly("anna of acme follows", "anna is writing in e", "anna received e 2", "anna read e 1");
    }

    @Test
    void whatIsOnTheScreenReachesTheEngine() {
        SignedIn.anna(door).desk().send("{\"looking\":{\"episodeId\":\"e\"}}").expectPong();

        assertThat(door.engine.remarks).containsExactly("anna of acme follows", "anna looks at e");
    }

    @Test
    void theWallIsForSupervisorsOnly() {
        var refused = SignedIn.anna(door).desk().send("{\"supervise\":{}}").nextRefused();

        assertThat(refused.getCode()).isEqualTo("supervisors-only");
        assertThat(door.engine.remarks).containsExactly("anna of acme follows");
    }

    @Test
    void aSupervisorFollowsTheWallOnce() {
        var desk = SignedIn.sue(door).desk();

        desk.send("{\"supervise\":{}}").send("{\"supervise\":{}}").expectPong();

        assertThat(door.engine.remarks)
                .containsExactly("sue-of-acme of acme follows", "somebody of acme follows the wall");
    }

    @Test
    void wallsAndLooksArePushed() {
        var desk = SignedIn.anna(door).desk();
        await().until(() -> door.engine.followers.size() == 1);

        door.engine.push(
                Feed.newBuilder().setWall(Wall.newBuilder().setComplete(true)).build());
        door.engine.push(Feed.newBuilder()
                .setLooking(Looking.newBuilder().setEpisodeId("e").setAgentId("ben"))
                .build());

        assertThat(desk.next().getWall().getComplete()).isTrue();
        assertThat(desk.next().getLooking().getAgentId()).isEqualTo("ben");
    }

    @Test
    void remarksOfAllDeedsHaveAnEnd() {
        var desk = SignedIn.anna(door).desk();
        var note = "\"note\":\"" + "x".repeat(4001) + "\"";

        for (var deed : List.of(
                "\"transferEpisode\":{" + note + "}",
                "\"closeEpisode\":{" + note + "}",
                "\"inviteAgent\":{\"agentId\":\"ben\"," + note + "}",
                "\"reassignEpisode\":{" + note + "}",
                "\"editMessage\":{\"messageId\":\"m2\",\"number\":7,\"text\":\"" + "x".repeat(4001) + "\"}",
                "\"setCustomer\":{\"customerId\":\"c\",\"segment\":\"" + "x".repeat(65) + "\"}")) {
            assertThat(desk.send("{\"deed\":{\"ref\":\"d\",\"action\":{" + deed + "}}}")
                            .nextRefused()
                            .getCode())
                    .as(deed)
                    .isEqualTo("too-long");
        }
        assertThat(desk.send(
                                "{\"deed\":{\"ref\":\"d\",\"action\":{\"editMessage\":{\"messageId\":\"m2\",\"number\":7}}}}")
                        .nextRefused()
                        .getCode())
                .isEqualTo("empty-text");
        assertThat(desk.send("{\"deed\":{\"ref\":\"d\",\"action\":{\"deleteMessage\":{\"number\":7}}}}")
                        .nextRefused()
                        .getCode())
                .isEqualTo("bad-id");
        assertThat(desk.send("{\"deed\":{\"ref\":\"d\",\"action\":{\"setAgentPresence\":{}}}}")
                        .nextRefused()
                        .getCode())
                .isEqualTo("bad-id");
        assertThat(door.engine.actions).isEmpty();
    }

    @Test
    void whatIsNoIdOfAnEpisodeIsNotWatched() {
        var desk = SignedIn.anna(door).desk();

        assertThat(desk.send(watch("impossible")).nextRefused().getCode()).isEqualTo("no-such-episode");
        assertThat(desk.send(watch("")).nextRefused().getCode()).isEqualTo("bad-id");

        assertThat(door.engine.remarks).containsExactly("anna of acme follows");
    }

    @Test
    void aDeskWatchesAFewOtherEpisodes() {
        var desk = SignedIn.anna(door).desk();

        desk.send(watch("e1")).send(watch("e2")).send(watch("e1")).expectPong();

        assertThat(desk.send(watch("e3")).nextRefused().getCode()).isEqualTo("too-many-watches");
        assertThat(door.engine.remarks)
                .containsExactly("anna of acme follows", "somebody of acme follows e1", "somebody of acme follows e2");
    }

    @Test
    void twoDesksOfOneAgentGetTheSame() {
        var anna = SignedIn.anna(door);
        var one = anna.desk();
        var two = anna.desk();
        await().until(() -> door.engine.followers.size() == 2);

        door.engine.push(Feed.newBuilder()
                .setAgent(AgentView.newBuilder().setAgentId("anna").setDesks(2))
                .build());

        assertThat(one.next()).isEqualTo(two.next());
    }

    @Test
    void aTicketWorksOnce() {
        var anna = SignedIn.anna(door);
        var ticket = anna.ticket();
        anna.connect(ticket).send("{\"hello\":{}}").next();

        assertRefused(401, () -> anna.connect(ticket));
    }

    @Test
    void aTicketWorksForHalfAMinute() {
        var anna = SignedIn.anna(door);
        var ticket = anna.ticket();

        door.putClockForward(Duration.ofSeconds(30));

        assertRefused(401, () -> anna.connect(ticket));
    }

    @Test
    void nothingElseIsATicket() {
        var anna = SignedIn.anna(door);
        var session = anna.cookie().substring("baton_session=".length());

        assertRefused(401, () -> anna.connect("nonsense"));
        assertRefused(401, () -> anna.connect(session));
        assertRefused(401, () -> door.connect("/ws/desk", List.of("baton.v1"), "Cookie", anna.cookie()));
        assertRefused(400, () -> door.connect("/ws/desk", List.of("ticket." + anna.ticket())));
    }

    @Test
    void aForeignPageOpensNoDesk() {
        var anna = SignedIn.anna(door);

        assertRefused(403, () -> anna.connect(anna.ticket(), "Origin", "https://shop.acme.example"));
    }

    @Test
    void whoSignsOutLosesAllDesksOfThisSession() {
        var anna = SignedIn.anna(door);
        var other = SignedIn.anna(door).desk();
        var desk = anna.desk();
        var unusedTicket = anna.ticket();

        anna.post("/api/v1/logout");

        assertThat(desk.nextBye().getCode()).isEqualTo("signed-out");
        assertThat(desk.closeCode()).isEqualTo(1000);
        assertRefused(401, () -> anna.connect(unusedTicket));
        other.expectPong();
    }

    @Test
    void aDeskEndsWithItsSession() {
        try (var shortShift = new ServedDoor(new DeskGateway(), "baton.desk.session-time = 6s")) {
            assertThat(SignedIn.anna(shortShift).desk().nextBye().getCode()).isEqualTo("signed-out");
        }
    }

    @Test
    void whoDoesMoreThanPeopleDoIsToldToWait() {
        var desk = SignedIn.anna(door).desk();
        for (var i = 0; i < 60; i++) {
            desk.send(message("d" + i, "m" + i, "hello"));
        }

        var refused = java.util.stream.Stream.generate(desk::next)
                .limit(60)
                .filter(frame -> frame.hasRefused())
                .toList();

        assertThat(refused)
                .isNotEmpty()
                .allMatch(frame -> frame.getRefused().getCode().equals("too-fast")
                        && frame.getRefused().getRetryAfterMs() > 0);
    }

    @Test
    void aDeskThatNeverReadsIsCutOff() throws Exception {
        var anna = SignedIn.anna(door);
        try (var deaf = new DeafClient(door.port(), "/ws/desk", "baton.v1, ticket." + anna.ticket())) {
            deaf.send("{\"hello\":{}}");
            await().until(() -> door.engine.followers.size() == 1);

            for (var i = 1; i <= 4000; i++) {
                door.engine.push(FakeEngine.entry(i, "x".repeat(4000)));
            }

            await().atMost(Duration.ofSeconds(30)).until(deaf::isCutOff);
        }
        anna.desk().expectPong();
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable connecting) {
        assertThatThrownBy(connecting)
                .isInstanceOfSatisfying(SocketProbe.Refused.class, refused -> assertThat(refused.status)
                        .isEqualTo(status));
    }

    private static String message(String ref, String id, String text) {
        return "{\"deed\":{\"ref\":\"" + ref + "\",\"action\":{\"sendMessage\":{\"episodeId\":\"e\",\"messageId\":\""
                + id + "\",\"text\":\"" + text + "\"}}}}";
    }

    private static String watch(String episodeId) {
        return "{\"watch\":{\"cursor\":{\"episodeId\":\"" + episodeId + "\"}}}";
    }
}
