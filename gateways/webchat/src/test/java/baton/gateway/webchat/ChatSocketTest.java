package baton.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.engine.spi.FakeEngine;
import baton.engine.web.ServedDoor;
import baton.engine.web.SocketProbe;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Typing;
import baton.protocol.client.v1.Welcome;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's connection, over a real socket. */
class ChatSocketTest {

    private static final String HELLO = "{\"hello\":{\"site\":\"acme-site\"}}";

    private ServedDoor door;

    @BeforeEach
    void open() {
        door = new ServedDoor(new WebchatGateway(), "");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void helloIsAnsweredWithATokenAndTheLimits() {
        var welcome = connect().send(HELLO).next().getWelcome();

        assertThat(welcome.getToken()).isNotEmpty();
        assertThat(welcome.getCompany()).isEqualTo("Acme Shop");
        assertThat(welcome.getMaxText()).isEqualTo(4000);
        assertThat(welcome.getHeartbeatSeconds()).isEqualTo(20);
    }

    @Test
    void aVisitorWhoComesBackIsTheSameAndResumesWhereTheyWere() {
        var token = welcome(connect()).getToken();

        connect()
                .send("{\"hello\":{\"site\":\"acme-site\",\"token\":\"" + token
                        + "\",\"cursor\":{\"episodeId\":\"episode-1\",\"number\":7}}}")
                .next();

        assertThat(connect().send(helloWith(token)).next().hasWelcome()).isTrue();

        await().until(() -> door.engine.remarks.size() == 2);
        assertThat(door.engine.remarks)
                .allMatch(remark -> remark.equals(door.engine.remarks.get(0)))
                .allMatch(remark -> remark.matches("visitor:[0-9a-f]{40} of acme follows"));
        assertThat(door.engine.cursors.get(0))
                .isEqualTo(Cursor.newBuilder()
                        .setEpisodeId("episode-1")
                        .setNumber(7)
                        .build());
    }

    @Test
    void aMessageIsAcceptedWithItsNumberAndARepetitionIsAcceptedWithTheSame() {
        var customer = greeted();

        var first = customer.send(say("m1", "hello")).nextAccepted();
        var repeated = customer.send(say("m1", "hello")).nextAccepted();

        assertThat(first.getRef()).isEqualTo("m1");
        assertThat(first.getEpisodeId()).isEqualTo("episode-1");
        assertThat(repeated).isEqualTo(first);
        assertThat(door.engine.messages.get(0))
                .isEqualTo(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("webchat")
                        .setAddress(door.engine.messages.get(0).getAddress())
                        .setMessageId("m1")
                        .setText("hello")
                        .build());
    }

    @Test
    void whoeverOnlyLooksLeavesNoTraceAndWhoeverWritesIsFollowed() {
        var customer = connect();
        welcome(customer);
        customer.send("{\"typing\":{}}").expectPong();

        assertThat(door.engine.remarks).isEmpty();

        customer.send(say("m1", "hello")).nextAccepted();
        customer.send(say("m2", "anybody?")).nextAccepted();

        assertThat(door.engine.remarks).hasSize(1).allMatch(remark -> remark.endsWith("of acme follows"));
    }

    @Test
    void messagesGoToTheEngineOneAfterAnother() {
        var held = new CompletableFuture<Receipt>();
        door.engine.answer = Optional.of(held);
        var customer = greeted().send(say("m1", "one")).send(say("m2", "two"));
        customer.expectPong();

        assertThat(door.engine.messages)
                .extracting(InboundMessage::getMessageId)
                .containsExactly("m1");
        door.engine.answer = Optional.empty();
        held.complete(FakeEngine.refused("try-again", 700));

        var refused = customer.nextRefused();
        assertThat(refused.getRef()).isEqualTo("m1");
        assertThat(refused.getRetryAfterMs()).isEqualTo(700);
        assertThat(customer.nextAccepted().getRef()).isEqualTo("m2");
    }

    @Test
    void anEngineThatFailsMeansTryAgain() {
        door.engine.answer = Optional.of(CompletableFuture.failedFuture(new IllegalStateException("broken")));

        var refused = greeted().send(say("m1", "hello")).nextRefused();

        assertThat(refused.getCode()).isEqualTo("try-again");
        assertThat(refused.getRetryAfterMs()).isPositive();
    }

    @Test
    void htmlAndScriptsPassAsTheTextThatTheyAre() {
        var text = "<script>alert('1')</script> & <b>\"bold\"</b> \\u0000 \uD83D\uDE00";
        var customer = greeted();

        customer.send(say("m1", text)).nextAccepted();
        door.engine.push(FakeEngine.entry(1, text));

        assertThat(door.engine.messages.get(0).getText()).isEqualTo(text);
        var entries = customer.next().getEntries();
        assertThat(entries.getEntries(0).getEvent().getMessageReceived().getText())
                .isEqualTo(text);
    }

    @Test
    void whatIsPushedArrivesInOrder() {
        var customer = greeted();

        door.engine.push(FakeEngine.entry(1, "one"));
        door.engine.push(FakeEngine.entry(2, "two"));
        door.engine.push(Feed.newBuilder()
                .setTyping(Typing.newBuilder().setParty("agent"))
                .build());

        assertThat(customer.next().getEntries().getUpTo()).isEqualTo(1);
        assertThat(customer.next().getEntries().getUpTo()).isEqualTo(2);
        assertThat(customer.next().getTyping().getParty()).isEqualTo("agent");
    }

    @Test
    void typingAndReceiptsReachTheEngineAndBadNumbersDoNot() {
        var customer = greeted()
                .send("{\"typing\":{}}")
                .send("{\"delivered\":{\"episodeId\":\"episode-1\",\"number\":0}}")
                .send("{\"delivered\":{\"episodeId\":\"episode-1\",\"number\":3}}")
                .send("{\"read\":{\"episodeId\":\"episode-1\",\"number\":2}}");
        customer.expectPong();

        assertThat(door.engine.remarks)
                .map(remark -> remark.replaceFirst("visitor:\\w+", "visitor"))
                .containsExactly(
                        "visitor of acme follows",
                        "visitor is writing",
                        "visitor received episode-1 3",
                        "visitor read episode-1 2");
    }

    @Test
    void aCustomerIntroducesThemself() {
        var customer = greeted().send("{\"introduce\":{\"name\":\" Ann\\nSmith \"}}");

        assertThat(customer.nextAccepted().getRef()).isEqualTo("introduce");
        assertThat(door.engine.remarks).anyMatch(remark -> remark.endsWith(" is called Ann Smith"));
        var refused = customer.send("{\"introduce\":{\"name\":\"" + "x".repeat(81) + "\"}}")
                .nextRefused();
        assertThat(refused.getRef()).isEqualTo("introduce");
        assertThat(refused.getCode()).isEqualTo("bad-name");
    }

    @Test
    void aCustomerIsToldHowToCall() {
        var options = greeted().send("{\"askCallOptions\":{}}").next().getCallOptions();

        assertThat(options.getCode()).isEqualTo("4711");
    }

    @Test
    void aCustomerHasALinkSent() {
        var ask = "{\"askLink\":{\"channel\":\"email\",\"address\":\"olena@example.org\",\"language\":\"uk\"}}";
        var customer = greeted().send(ask);

        assertThat(customer.nextAccepted().getRef()).isEqualTo("ask-link");
        assertThat(door.engine.remarks)
                .anyMatch(remark -> remark.endsWith(" wants a link in uk to email:olena@example.org"));
        door.engine.answer =
                Optional.of(CompletableFuture.completedStage(FakeEngine.refused("too-many-links", 60_000)));
        var refused = customer.send(ask).nextRefused();
        assertThat(refused.getRef()).isEqualTo("ask-link");
        assertThat(refused.getCode()).isEqualTo("too-many-links");
        assertThat(refused.getRetryAfterMs()).isEqualTo(60_000);
    }

    @Test
    void anUnknownFrameIsRefusedAndAnUnknownFieldIgnored() {
        var customer = greeted();

        assertThat(customer.send("{\"dance\":{\"style\":\"tango\"}}")
                        .nextRefused()
                        .getCode())
                .isEqualTo("unknown-frame");
        customer.send("{\"say\":{\"messageId\":\"m1\",\"text\":\"hello\",\"mood\":\"fine\"},\"later\":1}");

        assertThat(customer.nextAccepted().getRef()).isEqualTo("m1");
    }

    @Test
    void whatIsNotJsonIsRefusedAndTheConnectionGoesOn() {
        var customer = greeted();

        for (var junk : List.of(
                "",
                "hello",
                "{",
                "[]",
                "null",
                "{\"say\":5}",
                "{\"say\":{\"text\":[1,2]}}",
                "[".repeat(10_000),
                "{\"say\":".repeat(2_000),
                "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "{\"ping\":{},\"typing\":{}}")) {
            assertThat(customer.send(junk).nextRefused().getCode())
                    .as(junk.length() > 40 ? junk.substring(0, 40) : junk)
                    .isIn("malformed", "unknown-frame");
        }
        customer.expectPong();
    }

    @Test
    void aHundredThousandCharactersAreRefusedByNameAndTheConnectionGoesOn() {
        var customer = greeted();

        var refused = customer.send(say("novel", "я".repeat(100_000))).nextRefused();

        assertThat(refused.getCode()).isEqualTo("too-large");
        assertThat(refused.getRef()).isEqualTo("novel");
        assertThat(customer.send(say("m2", "short")).nextAccepted().getRef()).isEqualTo("m2");
        assertThat(door.engine.messages).hasSize(1);
    }

    @Test
    void fourThousandCharactersOfAnyScriptPassAndOneMoreDoesNot() {
        var customer = greeted();

        assertThat(customer.send(say("m1", "語".repeat(4000))).nextAccepted().getRef())
                .isEqualTo("m1");
        var refused = customer.send(say("m2", "x".repeat(4001))).nextRefused();

        assertThat(refused.getCode()).isEqualTo("too-long");
        assertThat(refused.getRef()).isEqualTo("m2");
    }

    @Test
    void aMessageNeedsAnIdAndSomethingToSay() {
        var customer = greeted();

        assertThat(customer.send(say("", "hello")).nextRefused().getCode()).isEqualTo("bad-id");
        assertThat(customer.send(say("x".repeat(65), "hello")).nextRefused().getCode())
                .isEqualTo("bad-id");
        assertThat(customer.send(say("m1", " \n ")).nextRefused().getCode()).isEqualTo("empty-text");
    }

    @Test
    void anEndlessFrameEndsTheConnection() {
        var customer = greeted();

        var piece = "x".repeat(64 * 1024);
        for (var i = 0; i < 9; i++) {
            customer.sendPiece(piece, false);
        }

        assertThat(customer.nextBye().getCode()).isEqualTo("too-large");
        customer.closeCode();
    }

    @Test
    void aFrameInPiecesIsOneFrame() {
        var whole = say("m1", "hello");

        var customer = greeted().sendPiece(whole.substring(0, 10), false).sendPiece(whole.substring(10), true);

        assertThat(customer.nextAccepted().getRef()).isEqualTo("m1");
    }

    @Test
    void binaryFramesAreRefused() {
        var customer = greeted().sendBytes(new byte[] {1, 2, 3});

        assertThat(customer.nextRefused().getCode()).isEqualTo("not-text");
        customer.expectPong();
    }

    @Test
    void whoWritesFasterThanPeopleIsToldToWait() {
        door.close();
        door = new ServedDoor(new WebchatGateway(), "baton.webchat.messages-per-second = 1");
        var customer = greeted();
        for (var i = 0; i < 40; i++) {
            customer.send(say("m" + i, "hello"));
        }

        var refused = java.util.stream.Stream.generate(customer::next)
                .limit(40)
                .filter(frame -> frame.hasRefused())
                .map(frame -> frame.getRefused())
                .toList();

        assertThat(refused)
                .hasSizeBetween(10, 20)
                .allMatch(refusal -> refusal.getCode().equals("too-fast") && refusal.getRetryAfterMs() > 0);
    }

    @Test
    void withoutTheSubProtocolThereIsNoSocket() {
        assertThatThrownBy(() -> door.connect("/ws/chat", List.of()))
                .isInstanceOfSatisfying(SocketProbe.Refused.class, refused -> assertThat(refused.status)
                        .isEqualTo(400));
        assertThatThrownBy(() -> door.connect("/ws/chat", List.of("graphql-ws")))
                .isInstanceOf(SocketProbe.Refused.class);
        assertThat(door.get("/ws/chat").statusCode()).isEqualTo(426);
    }

    @Test
    void helloComesFirst() {
        var customer = connect().send(say("m1", "hello"));

        assertThat(customer.nextRefused().getCode()).isEqualTo("hello-first");
        assertThat(customer.closeCode()).isEqualTo(1000);
    }

    @Test
    void helloIsSaidOnce() {
        var customer = greeted().send(HELLO);

        assertThat(customer.nextRefused().getCode()).isEqualTo("hello-again");
        customer.closeCode();
    }

    @Test
    void aSiteThatNobodyKnowsIsRefused() {
        var customer = connect().send("{\"hello\":{\"site\":\"nobody\"}}");

        assertThat(customer.nextRefused().getCode()).isEqualTo("hello-unknown-site");
        customer.closeCode();
    }

    @Test
    void aTokenOfAnotherTenantIsRefused() {
        var token = welcome(connect()).getToken();

        var customer = connect().send("{\"hello\":{\"site\":\"globex-site\",\"token\":\"" + token + "\"}}");

        assertThat(customer.nextRefused().getCode()).isEqualTo("hello-bad-token");
        customer.closeCode();
    }

    @Test
    void aTokenThatWasTamperedWithOrHasExpiredIsRefused() {
        var token = welcome(connect()).getToken();

        for (var bad : List.of("nonsense", "a.b.c", token + "x", token.substring(0, token.lastIndexOf('.') + 1))) {
            assertThat(connect().send(helloWith(bad)).nextRefused().getCode()).isEqualTo("hello-bad-token");
        }
        door.putClockForward(Duration.ofDays(91));
        assertThat(connect().send(helloWith(token)).nextRefused().getCode()).isEqualTo("hello-bad-token");
    }

    @Test
    void aForeignPageIsRefusedAndThePagesOfTheSiteAndOurOwnAreNot() {
        assertThat(connect("Origin", "https://evil.example")
                        .send(HELLO)
                        .nextRefused()
                        .getCode())
                .isEqualTo("hello-bad-origin");
        assertThat(connect("Origin", "null").send(HELLO).nextRefused().getCode())
                .isEqualTo("hello-bad-origin");
        assertThat(connect("Origin", "https://shop.acme.example")
                        .send(HELLO)
                        .next()
                        .hasWelcome())
                .isTrue();
        assertThat(connect("Origin", "http://127.0.0.1:" + door.port())
                        .send(HELLO)
                        .next()
                        .hasWelcome())
                .isTrue();
    }

    @Test
    void thePageVouchesForItsUserWithASignature() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(FakeEngine.IDENTITY_SECRET.getBytes("UTF-8"), "HmacSHA256"));
        var hash = HexFormat.of().formatHex(mac.doFinal("u-42".getBytes("UTF-8")));

        var welcome = connect().send(identity("u-42", hash)).next().getWelcome();

        assertThat(welcome.getName()).isEqualTo("Ann");
        await().until(() -> door.engine.remarks.contains("user:u-42 of globex follows"));
        for (var forged : List.of("", hash.toUpperCase(java.util.Locale.ROOT), "0".repeat(64))) {
            assertThat(connect().send(identity("u-42", forged)).nextRefused().getCode())
                    .isEqualTo("hello-bad-identity");
        }
        assertThat(connect().send(identity("u-43", hash)).nextRefused().getCode())
                .isEqualTo("hello-bad-identity");
    }

    @Test
    void aNameOfThePageThatIsTooLongEndsInAnEllipsis() {
        var customer = connect();
        var hello = "{\"hello\":{\"site\":\"acme-site\",\"identity\":{\"name\":\"" + "Ann ".repeat(30) + "\"}}}";

        var welcome = customer.send(hello).next().getWelcome();
        customer.send(say("m1", "hello"));

        var cut = "Ann ".repeat(19) + "Ann…";
        assertThat(welcome.getName()).isEqualTo(cut);
        await().until(() -> door.engine.messages.stream()
                .anyMatch(message -> message.getName().equals(cut)));
    }

    private SocketProbe connect(String... headers) {
        return door.connect("/ws/chat", List.of("baton.v1"), headers);
    }

    /** A customer who has been here before, so that what is pushed arrives at once. */
    private SocketProbe greeted() {
        var customer = connect();
        var token = welcome(connect()).getToken();
        customer.send(helloWith(token)).next();
        await().until(() -> !door.engine.followers.isEmpty());
        return customer;
    }

    private static Welcome welcome(SocketProbe customer) {
        var frame = customer.send(HELLO).next();
        assertThat(frame.hasWelcome()).as("%s", frame).isTrue();
        return frame.getWelcome();
    }

    private static String helloWith(String token) {
        return "{\"hello\":{\"site\":\"acme-site\",\"token\":\"" + token + "\"}}";
    }

    private static String identity(String userId, String hash) {
        return "{\"hello\":{\"site\":\"globex-site\",\"identity\":{\"userId\":\"" + userId + "\",\"userHash\":\"" + hash
                + "\",\"name\":\"Ann\"}}}";
    }

    private static String say(String id, String text) {
        return baton.engine.web.Frames.json(baton.protocol.client.v1.ChatFrame.newBuilder()
                .setSay(baton.protocol.client.v1.Say.newBuilder()
                        .setMessageId(id)
                        .setText(text))
                .build());
    }
}
