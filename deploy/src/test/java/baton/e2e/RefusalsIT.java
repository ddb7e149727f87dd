package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.ServerFrame;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever strangers do gets the protocol's own error and is counted, and a good conversation goes on as if nothing had been. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class RefusalsIT {

    private static final String SDP =
            "v=0\no=a 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 8\n";

    @Test
    void framesThatAreNoneAreRefusedAndTheirSenderMayGoOn(Scene scene) {
        var good = new GoodConversation(scene);
        var stranger = scene.customer();
        for (var frame : badFrames().entrySet()) {
            refused(stranger, frame.getValue(), () -> stranger.line().say(frame.getKey()));
            good.goesOn();
        }
        refused(stranger, "not-text", () -> stranger.line().say(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        good.goesOn();

        assertThat(stranger.say("I mean no harm").getNumber()).isPositive();
    }

    @Test
    void framesThatAreNoneAreRefusedAtTheDeskToo(Scene scene) {
        var good = new GoodConversation(scene);
        var desk = scene.desk("ben");
        for (var text : List.of("junk", "[]", "{\"deed\":7}", "{\"deed\":{\"ref\":[]}}")) {
            refused(desk, "malformed", () -> desk.line().say(text));
        }
        refused(desk, "unknown-frame", () -> desk.line()
                .say("{\"say\":{\"messageId\":\"m\",\"text\":\"not a customer\"}}"));
        refused(desk, "unknown-action", () -> desk.line().say("{\"deed\":{\"ref\":\"r\",\"action\":{\"fly\":{}}}}"));
        refused(desk, "too-large", () -> desk.line().say("{\"deed\":{\"ref\":\"" + "r".repeat(100_000) + "\"}}"));
        refused(desk, "not-text", () -> desk.line().say(ByteBuffer.allocate(10)));

        good.goesOn();
        desk.goAvailable();
    }

    @Test
    void anEndlessFrameEndsItsConnectionAndNoOther(Scene scene) {
        var good = new GoodConversation(scene);
        var stranger = scene.customer();
        var refusals = Refusals.ofWeb(scene.place(), "too-large");

        stranger.line().say("x".repeat(600 * 1024));

        await().until(() -> !stranger.line().isOpen());
        refusals.awaitGrown();
        good.goesOn();
    }

    @Test
    void scriptsAreTheTextThatTheyAre(Scene scene) {
        var good = new GoodConversation(scene);
        var script =
                "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e{{7*7}}${jndi:ldap://x}'; DROP TABLE messages;--";

        good.customer().introduce("<b onclick=alert(3)>");
        good.customer().say(script);
        good.agent().say(good.episode(), script);

        await().until(() -> good.customer().texts(good.episode()).stream()
                        .filter(script::equals)
                        .count()
                == 2);
        await().until(() -> good.agent().texts(good.episode()).stream()
                        .filter(script::equals)
                        .count()
                == 2);
        good.goesOn();
    }

    @Test
    void whoeverShowsAForeignOrForgedTokenIsTurnedAway(Scene scene, House house) throws Exception {
        var good = new GoodConversation(scene);
        var own = good.customer().token();
        try (var elsewhere = house.newScene()) {
            var foreign = elsewhere.customer().token();
            for (var token : List.of(foreign, own + "x", "nonsense", "a.b.c", unsigned(own), signedAs(own, foreign))) {
                turnedAway(scene, "hello-bad-token", hello(scene.company().site(), token, "", 0));
            }
            turnedAway(scene, "hello-bad-token", hello(elsewhere.company().site(), own, "", 0));
        }
        turnedAway(scene, "hello-unknown-site", hello("site-of-nobody", own, "", 0));
        turnedAway(scene, "hello-first", "{\"say\":{\"messageId\":\"m\",\"text\":\"let me in\"}}");
        good.goesOn();
    }

    @Test
    void aDeskWithoutATicketIsNotOpened(Scene scene) {
        var good = new GoodConversation(scene);
        for (var ticket :
                List.of("nonsense", good.customer().token(), UUID.randomUUID().toString())) {
            var refusals = Refusals.ofWeb(scene.place(), "bad-ticket");

            assertThatThrownBy(() -> Line.open(
                            scene.place().socket("/ws/desk"), List.of("baton.v1", "ticket." + ticket), frame -> {}))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                    refused.getResponse().statusCode())
                            .isEqualTo(401));

            refusals.awaitGrown();
        }
        good.goesOn();
    }

    @Test
    void nobodyReadsOrMarksTheEpisodeOfSomebodyElse(Scene scene) {
        var good = new GoodConversation(scene);
        var stranger = scene.customer();
        var strangers = stranger.say("I am somebody else").getEpisodeId();
        var heard = new CopyOnWriteArrayList<ServerFrame>();
        var line = Line.open(scene.place().socket("/ws/chat"), List.of("baton.v1"), heard::add);

        line.say(hello(scene.company().site(), stranger.token(), good.episode(), 0));
        for (var mark : List.of("delivered", "read")) {
            line.say("{\"" + mark + "\":{\"episodeId\":\"" + good.episode() + "\",\"number\":1}}");
        }
        line.say("{\"say\":{\"messageId\":\"last\",\"text\":\"What do I see?\"}}");

        await().until(() -> heard.stream()
                .anyMatch(frame ->
                        frame.hasAccepted() && frame.getAccepted().getRef().equals("last")));
        await().until(() -> heard.stream().anyMatch(ServerFrame::hasEntries));
        good.goesOn();
        assertThat(heard).filteredOn(frame -> !frame.hasCurrent()).noneMatch(frame -> frame.toString()
                .contains(good.episode()));
        assertThat(heard)
                .as("what this client says it has is not its customer's")
                .filteredOn(ServerFrame::hasCurrent)
                .allMatch(frame -> frame.getCurrent().getGoneEpisodeIdsList().equals(List.of(good.episode())));
        assertThat(heard)
                .filteredOn(ServerFrame::hasEntries)
                .allMatch(frame -> frame.getEntries().getEpisodeId().equals(strangers));
        assertThat(good.agent().episode(good.episode()).getCustomerRead()).isZero();
        line.cut();
    }

    @Test
    void nobodyAtAnotherDeskActsInTheEpisodeOfSomebodyElse(Scene scene, House house) throws Exception {
        var good = new GoodConversation(scene);
        var ben = scene.desk("ben");
        acts(scene, ben, good.episode(), "not-your-episode");
        try (var elsewhere = house.newScene()) {
            var foreign = elsewhere.desk("anna");
            acts(scene, foreign, good.episode(), "no-such-episode");
            foreign.line().say("{\"watch\":{\"cursor\":{\"episodeId\":\"" + good.episode() + "\"}}}");
            foreign.line().say("{\"read\":{\"episodeId\":\"" + good.episode() + "\",\"number\":1}}");
            foreign.goAvailable();

            good.goesOn();
            assertThat(foreign.texts(good.episode())).isEmpty();
        }
        ben.line().say("{\"read\":{\"episodeId\":\"" + good.episode() + "\",\"number\":1}}");
        ben.goAvailable();
        good.goesOn();
        assertThat(good.agent().episode(good.episode()).getAgentRead()).isZero();
        assertThat(good.customer().texts(good.episode())).doesNotContain("This is not mine");
    }

    @Test
    void badRequestsOfTelephonesGetTheirStatusAndEndNoCall(Scene scene) throws IOException {
        var good = new GoodConversation(scene);
        var number = scene.company().main();
        try (var wire = new StrangeTelephone(scene.place())) {
            for (var header : List.of("From", "To", "Call-ID", "CSeq")) {
                answered(
                        scene, wire, invite(number).replaceAll("(?m)^" + header + ": .*\n", ""), 400, "missing-header");
            }
            for (var length : List.of("99999", "-5", "words")) {
                answered(
                        scene,
                        wire,
                        invite(number).replaceAll("Content-Length: \\d+", "Content-Length: " + length),
                        400,
                        "malformed");
            }
            good.goesOn();
            answered(scene, wire, request("INVITE", number, ""), 488, "bad-call");
            answered(scene, wire, invite(number).replace("m=audio", "m=video"), 488, "bad-call");
            answered(scene, wire, invite("999999"), 404, "unknown-number");
            answered(scene, wire, request("BYE", number, ""), 481, "unknown-dialog");
            answered(scene, wire, request("SUBSCRIBE", number, ""), 405, "method-not-allowed");
            good.goesOn();
            garbage(scene, wire);
        }
        good.goesOn();
        assertThat(scene.journal().episodes()).containsExactly(good.episode());
    }

    private static void garbage(Scene scene, StrangeTelephone wire) throws IOException {
        var refusals = Refusals.ofPhone(scene.place(), "malformed");
        var random = new Random(4711);
        for (var length = 1; length < 1500; length += 50) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            wire.send(bytes);
        }
        var whole = invite(scene.company().main()).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        wire.send(Arrays.copyOf(whole, 40));
        refusals.awaitGrown();
    }

    /** What to say, and with which code it is refused. */
    private static Map<String, String> badFrames() {
        var frames = new LinkedHashMap<String, String>();
        frames.put("junk", "malformed");
        frames.put("{\"say\":", "malformed");
        frames.put("{\"say\":7}", "malformed");
        frames.put("{\"say\":".repeat(1000), "malformed");
        frames.put("{\"teleport\":{}}", "unknown-frame");
        frames.put("{\"deed\":{\"ref\":\"r\"}}", "unknown-frame");
        frames.put(say("large", "x".repeat(17 * 1024)), "too-large");
        frames.put(say("novel", "x".repeat(100_000)), "too-large");
        frames.put(say("long", "x".repeat(4001)), "too-long");
        frames.put(say("empty", "  \\n "), "empty-text");
        frames.put(say("x".repeat(65), "hello"), "bad-id");
        frames.put("{\"introduce\":{\"name\":\"" + "x".repeat(81) + "\"}}", "bad-name");
        return frames;
    }

    private static String say(String id, String text) {
        return "{\"say\":{\"messageId\":\"" + id + "\",\"text\":\"" + text + "\"}}";
    }

    private static String hello(String site, String token, String episode, int number) {
        return "{\"hello\":{\"site\":\"" + site + "\",\"token\":\"" + token + "\",\"cursor\":{\"episodeId\":\""
                + episode + "\",\"number\":" + number + "}}}";
    }

    /** It says of itself that it needs no signature. */
    private static String unsigned(String token) {
        var head = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return head + "." + token.split("\\.")[1] + ".";
    }

    /** What the one says with the signature of the other. */
    private static String signedAs(String token, String other) {
        return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }

    private static void turnedAway(Scene scene, String code, String first) {
        var refusals = Refusals.ofWeb(scene.place(), code);
        var heard = new CopyOnWriteArrayList<ServerFrame>();
        var line = Line.open(scene.place().socket("/ws/chat"), List.of("baton.v1"), heard::add);

        line.say(first);

        await().until(() -> !line.isOpen());
        assertThat(line.closed()).isCompletedWithValue(1000);
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).getRefused().getCode()).isEqualTo(code);
        refusals.awaitGrown();
    }

    private static void refused(Client stranger, String code, Runnable abuse) {
        var refusals = Refusals.ofWeb(stranger.place, code);
        var before = refusals(stranger).size();

        abuse.run();

        await(code).until(() -> refusals(stranger).size() > before);
        assertThat(refusals(stranger).get(before).getCode()).isEqualTo(code);
        refusals.awaitGrown();
    }

    private static List<DeedRefused> refusals(Client client) {
        return client.frames().stream()
                .filter(ServerFrame::hasRefused)
                .map(ServerFrame::getRefused)
                .toList();
    }

    private static void acts(Scene scene, DeskClient desk, String episode, String code) {
        var refusals = Refusals.ofWeb(scene.place(), code);

        assertThatThrownBy(() -> desk.say(episode, "This is not mine"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));

        refusals.awaitGrown();
    }

    private static void answered(Scene scene, StrangeTelephone wire, String request, int status, String kind)
            throws IOException {
        var refusals = Refusals.ofPhone(scene.place(), kind);

        assertThat(wire.ask(request)).as(request).isEqualTo(status);

        refusals.awaitGrown();
    }

    private static String invite(String number) {
        return request("INVITE", number, SDP)
                .replace("Content-Length", "Content-Type: application/sdp\nContent-Length");
    }

    private static String request(String method, String number, String body) {
        return """
                %s sip:%s@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK%s
                Max-Forwards: 70
                From: <sip:380507654321@127.0.0.1>;tag=%s
                To: <sip:nobody@127.0.0.1>
                Call-ID: %s
                CSeq: 1 %s
                Contact: <sip:me@127.0.0.1:$port>
                Content-Length: %d

                %s"""
                .formatted(
                        method,
                        number,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        method,
                        body.length() + body.lines().count(),
                        body);
    }
}
