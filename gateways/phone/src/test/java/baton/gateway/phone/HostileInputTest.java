package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever strangers send, they get an error of the protocol and nobody else notices. */
class HostileInputTest {

    private static final String SDP =
            "v=0\no=a 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 8\n";

    private OpenDoor door = OpenDoor.open();
    private Wire wire;

    @BeforeEach
    void plugIn() throws IOException {
        wire = new Wire(door.port);
    }

    @AfterEach
    void close() {
        wire.close();
        door.close();
    }

    @ParameterizedTest
    @CsvSource({
        "From, SIP/2.0 400 Missing From header",
        "To, SIP/2.0 400 Missing To header",
        "Call-ID, SIP/2.0 400 Missing Call-ID header",
        "CSeq, SIP/2.0 400 Missing CSeq header",
        "Contact, SIP/2.0 400 Missing Contact header",
        "Content-Type, SIP/2.0 415",
    })
    void aMissingHeaderIsNamed(String header, String answer) throws IOException {
        assertThat(wire.ask(without(header, invite("100")))).startsWith(answer);
        everythingWorksAsBefore();
    }

    @Test
    void aRequestWithoutViaIsCountedAndCannotBeAnswered() throws IOException {
        wire.send(without("Via", invite("100")));

        eventually(() -> door.counted("missing-header") == 1);
        assertThat(wire.answer(300)).isEmpty();
        everythingWorksAsBefore();
    }

    @ParameterizedTest
    @CsvSource({
        "99999, SIP/2.0 400",
        "-5, SIP/2.0 400",
        "words, SIP/2.0 400",
    })
    void aWrongContentLengthIsABadRequest(String length, String answer) throws IOException {
        var request = invite("100").replaceAll("Content-Length: \\d+", "Content-Length: " + length);

        assertThat(wire.ask(request)).startsWith(answer);
        everythingWorksAsBefore();
    }

    @Test
    void whatGoesOnAfterTheContentLengthIsCutOff() throws IOException {
        wire.send(invite("100") + "MORE THAN PROMISED\n");

        eventually(() -> door.engine.signals.size() == 1);
        assertThat(door.engine.signals.get(0).getCallerInvited().getOfferSdp()).isEqualTo(SDP.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBE, SIP/2.0 405",
        "MESSAGE, SIP/2.0 405",
        "REFER, SIP/2.0 405",
        "DANCE, SIP/2.0 501",
        "BYE, SIP/2.0 481",
        "INFO, SIP/2.0 481",
        "UPDATE, SIP/2.0 481",
        "CANCEL, SIP/2.0 481",
        "OPTIONS, SIP/2.0 200",
    })
    void everyMethodHasItsAnswer(String method, String answer) throws IOException {
        assertThat(wire.ask(request(method, "100", ""))).startsWith(answer);
    }

    @Test
    void whatIsNotAllowedSaysWhatIs() throws IOException {
        wire.send(request("SUBSCRIBE", "100", ""));

        assertThat(wire.answer(20_000).orElseThrow()).contains("Allow: ").contains("INVITE");
    }

    @ParameterizedTest
    @CsvSource({
        "Max-Forwards: 70, Max-Forwards: 0, SIP/2.0 483",
        "Max-Forwards: 70, Require: 100rel, SIP/2.0 420",
        "m=audio, m=video, SIP/2.0 488",
        "100@127.0.0.1 SIP/2.0, 100@127.0.0.1 SIP/3.0, SIP/2.0 505",
    })
    void whatCannotBeServedIsRefused(String from, String to, String answer) throws IOException {
        assertThat(wire.ask(invite("100").replace(from, to))).startsWith(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999", "100%00", "../etc/passwd", "1000", "%3Cscript%3E"})
    void aNumberThatIsNoneIsNotFound(String number) throws IOException {
        assertThat(wire.ask(invite(number))).startsWith("SIP/2.0 4");
        assertThat(door.engine.signals).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100*471100", "100%2A471100", "1-0-0", "471100"})
    void aNumberOfTheTenantIsTaken(String number) throws IOException {
        wire.send(invite(number));

        eventually(() -> door.engine.signals.size() == 1);
    }

    @Test
    void garbageIsCountedAndIgnored() throws IOException {
        var random = new Random(4711);
        for (var length = 1; length < 1500; length += 7) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            wire.send(bytes);
        }
        var whole = invite("100").replace("$port", String.valueOf(wire.port())).replace("\n", "\r\n");
        for (var length = 1; length < whole.length(); length += 13) {
            wire.send(whole.substring(0, length).getBytes(StandardCharsets.UTF_8));
        }

        eventually(() -> door.counted("malformed") > 100);
        everythingWorksAsBefore();
    }

    @Test
    void garbageOverTcpEndsOnlyItsOwnConnection() throws IOException {
        for (var text : new String[] {
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "\0\0\0\0",
            "INVITE sip:100@127.0.0.1 SIP/2.0\r\nContent-Length: 99999999\r\n\r\n"
        }) {
            try (var socket = new Socket("127.0.0.1", door.port)) {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        }
        everythingWorksAsBefore();
    }

    @Test
    void aFloodIsCutOff() throws IOException {
        door.close();
        door = new OpenDoor(Map.of("baton.phone.flood.per-second", 1, "baton.phone.flood.burst", 5));
        wire = new Wire(door.port);
        for (var i = 0; i < 5; i++) {
            assertThat(answerTo(invite("999"))).startsWith("SIP/2.0 404");
        }

        var answer = answerTo(invite("999"));
        for (var i = 0; i < 20 && answer.startsWith("SIP/2.0 404"); i++) { // a second has passed meanwhile
            answer = answerTo(invite("999"));
        }

        assertThat(answer).startsWith("SIP/2.0 503 ").contains("Retry-After: 5");
        assertThat(door.counted("flood")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "BYE", "INFO", "UPDATE", "MESSAGE", "DANCE"})
    void aFloodOfWhateverBeginsNoCallIsNotAnswered(String method) throws IOException {
        reopen(Map.of("baton.phone.flood.per-second", 0, "baton.phone.flood.burst", 2));
        assertThat(wire.ask(request(method, "100", ""))).startsWith("SIP/2.0 ");
        assertThat(wire.ask(request(method, "100", ""))).startsWith("SIP/2.0 ");

        wire.send(request(method, "100", ""));

        eventually(() -> door.counted("flood") == 1);
        assertThat(wire.ask(request("CANCEL", "100", ""))).startsWith("SIP/2.0 481");
        assertThat(wire.answer(100)).isEmpty();
    }

    /** Not what is said again to an earlier one. */
    private String answerTo(String invite) throws IOException {
        var callId = invite.lines()
                .filter(line -> line.startsWith("Call-ID: "))
                .findFirst()
                .orElseThrow();
        wire.send(invite);
        var answer = wire.answer(20_000).orElseThrow();
        while (!answer.contains(callId)) {
            answer = wire.answer(20_000).orElseThrow();
        }
        return answer;
    }

    @Test
    void oneCallTooManyIsAskedToComeLater() throws IOException {
        door.close();
        door = new OpenDoor(Map.of("baton.phone.calls.limit", 1));
        wire = new Wire(door.port);
        wire.send(invite("100"));
        eventually(() -> door.engine.signals.size() == 1);

        assertThat(wire.ask(invite("100"))).startsWith("SIP/2.0 503");
    }

    @Test
    void anAddressThatIsNoTrustedTrunkHoldsOnlySoManyCalls() throws IOException {
        reopen(Map.of("baton.phone.sip.trusted-trunks", "192.0.2.7", "baton.phone.calls.per-stranger", 1));
        wire.send(invite("100"));
        eventually(() -> door.engine.signals.size() == 1);

        assertThat(wire.ask(invite("100"))).startsWith("SIP/2.0 503");
        assertThat(door.counted("busy")).isOne();

        door.engine.refuse(door.engine.callId(), 480);
        eventually(() -> {
            wire.send(invite("100"));
            return door.engine.signals.size() == 2;
        });
    }

    @Test
    void aTrustedTrunkHoldsAsManyAsThereIsRoomFor() throws IOException {
        reopen(Map.of("baton.phone.sip.trusted-trunks", "127.0.0.1", "baton.phone.calls.per-stranger", 1));

        wire.send(invite("100"));
        wire.send(invite("100"));

        eventually(() -> door.engine.signals.size() == 2);
    }

    @Test
    void whoIsNoTrustedTrunkLeavesRoomForThoseWhoAre() throws IOException {
        reopen(Map.of("baton.phone.sip.trusted-trunks", "192.0.2.7", "baton.phone.calls.limit", 3));
        wire.send(invite("100"));
        eventually(() -> door.engine.signals.size() == 1);

        assertThat(wire.ask(invite("100"))).startsWith("SIP/2.0 503");
    }

    private void reopen(Map<String, Object> settings) throws IOException {
        close();
        door = new OpenDoor(settings);
        wire = new Wire(door.port);
    }

    @Test
    void whileTheEngineCannotStoreCallersAreAskedToComeLater() throws IOException {
        door.close();
        door = new OpenDoor(Map.of("baton.phone.calls.signal-attempts", 2, "baton.phone.calls.signal-pause", "20ms"));
        wire = new Wire(door.port);
        door.engine.receipts = signal -> FakeEngine.refused("try-again");

        wire.send(invite("100"));

        assertThat(wire.answer(20_000).orElseThrow()).startsWith("SIP/2.0 503 ").contains("Retry-After: ");
    }

    @Test
    void anInviteThatIsRepeatedIsOneCall() throws IOException {
        var invite = invite("100");
        for (var i = 0; i < 5; i++) {
            wire.send(invite);
        }

        eventually(() -> door.engine.signals.size() == 1);
        everythingWorksAsBefore();
        assertThat(door.engine.signals.stream().filter(signal -> signal.hasCallerInvited()))
                .hasSize(2);
    }

    private void everythingWorksAsBefore() {
        try (var customer = new Phones(door)) {
            door.engine.ringInTurn("anna");
            customer.customer.dial("100");
            eventually(customer.anna, State.RINGING);
            customer.anna.answer();
            eventually(customer.customer, State.TALKING);
        }
    }

    private record Phones(DemoPhone customer, DemoPhone anna) implements AutoCloseable {

        Phones(OpenDoor door) {
            this(door.customer("380501112233"), door.agent("anna"));
        }

        @Override
        public void close() {
            customer.hangUp();
            eventually(anna, State.IDLE);
        }
    }

    private static String without(String header, String request) {
        return request.replaceAll("(?m)^" + header + ": .*\n", "");
    }

    private static String invite(String number) {
        return request("INVITE", number, SDP)
                .replace("Content-Length", "Content-Type: application/sdp\nContent-Length");
    }

    private static String request(String method, String number, String body) {
        var length = body.length() + body.lines().count();
        return """
                %s sip:%s@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK%s
                Max-Forwards: 70
                From: <sip:380501112233@127.0.0.1>;tag=%s
                To: <sip:nobody@127.0.0.1>
                Call-ID: %s
                CSeq: 1 %s
                Contact: <sip:me@127.0.0.1:$port>
                Content-Length: %d

                %s"""
                .formatted(method, number, Sip.random(), Sip.random(), Sip.random(), method, length, body);
    }
}
