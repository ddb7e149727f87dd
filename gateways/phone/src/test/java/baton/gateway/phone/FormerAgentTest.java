package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones that say the wrong thing, or nothing, while the caller is handed on. */
class FormerAgentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOLD = "sendonly";

    private static final String SDP =
            Sdp.of(new InetSocketAddress("127.0.0.1", 4000), 1, "sendrecv").replace("\r", "");

    private static final int VERAS_AUDIO = 4002;
    private static final String VERAS = Sdp.of(new InetSocketAddress("127.0.0.1", VERAS_AUDIO), 1, "sendrecv")
            .replace("\r", "");

    private final OpenDoor door = new OpenDoor(Map.of("baton.phone.calls.change-limit", "1s"));
    private final FakeEngine engine = door.engine;
    private Wire customer;
    private Wire vera;
    private DemoPhone boris;
    private String there = "";
    private String toVera = "";
    private final Set<String> heard = new HashSet<>();

    @BeforeEach
    void open() throws IOException {
        customer = new Wire(door.port);
        vera = new Wire(door.port);
        boris = door.agent("boris");
        engine.contacts.put("vera", "sip:vera@127.0.0.1:" + vera.port());
    }

    @AfterEach
    void close() {
        customer.close();
        vera.close();
        door.close();
    }

    @Test
    void anErrorOfTheAgentBeforeDoesNotEndTheTalkOfTheNext() throws IOException {
        talksWithVera();
        customer.send(says("INFO", 3, ""));
        var dtmf = next(vera, "INFO");
        handedOnToBoris();
        next(vera, "BYE");

        vera.send(reply(dtmf, "481 Gone", ""));

        next(customer, "SIP/2.0 481");
        customer.send(says("INFO", 4, ""));
        assertThat(next(customer, "SIP/2.0")).contains("CSeq: 4 INFO").doesNotStartWith("SIP/2.0 481");
        assertThat(boris.view().state()).isEqualTo(State.TALKING);
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void anAgentWhoNeverAcknowledgesKeepsNobodyOnTheLine() throws IOException {
        talksWithVera();
        holdsWithoutAck();

        engine.park(engine.callId());

        next(vera, "BYE");
        assertThat(next(customer, "ACK")).contains("CSeq: 1 ACK");
        var silence = next(customer, "INVITE");
        assertThat(silence).contains("CSeq: 2 INVITE").contains("a=inactive");
        customer.send(reply(silence, "200 OK", SDP));
        next(customer, "ACK");
        customer.send(says("INVITE", 3, SDP));
        assertThat(next(customer, "SIP/2.0")).as("nobody's ACK is waited for").startsWith("SIP/2.0 200");
        customer.send(says("ACK", 3, ""));
        handedOnToBoris();
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void anAgentWhoNeverAcknowledgesDoesNotKeepTheNextOneWaiting() throws IOException {
        talksWithVera();
        holdsWithoutAck();

        handedOnToBoris();

        next(vera, "BYE");
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void aChangeThatAnAgentNeverAnswersIsAskedForLater() throws IOException {
        talksWithVera();
        customer.send(says("INVITE", 3, SDP));
        vera.send(reply(next(vera, "INVITE"), "100 Trying", ""));

        engine.park(engine.callId());

        assertThat(next(customer, "SIP/2.0")).startsWith("SIP/2.0 491");
        assertThat(next(customer, "INVITE")).contains("a=inactive");
    }

    @Test
    void aChangeThatTakesTooLongIsCancelled() throws IOException {
        talksWithVera();
        customer.send(says("INVITE", 3, SDP));
        var change = next(vera, "INVITE");
        vera.send(reply(change, "100 Trying", ""));

        next(vera, "CANCEL");

        assertThat(next(customer, "SIP/2.0")).startsWith("SIP/2.0 504");
        vera.send(reply(change, "487 Terminated", ""));
        next(vera, "ACK");
        vera.send(reply(asksVeraAgain(), "200 OK", SDP));
        next(customer, "SIP/2.0 200");
    }

    /** Until the end of the change before has been heard, this one gets 491. */
    private String asksVeraAgain() throws IOException {
        for (int number = 4; number < 14; number++) {
            customer.send(says("INVITE", number, SDP));
            var passed = vera.answer(500).filter(text -> text.startsWith("INVITE"));
            if (passed.isPresent()) {
                return passed.get();
            }
        }
        throw new AssertionError("the customer may not change anything any more");
    }

    @Test
    void aCustomersPhoneThatNeverAnswersLeavesTheTwoTalking() throws IOException {
        talksWithVera();
        var join = borisIsToTakeOver();
        customer.send(reply(join, "100 Trying", ""));

        var cancel = next(customer, "CANCEL");
        customer.send(reply(cancel, "200 OK", ""));
        customer.send(reply(join, "487 Terminated", ""));

        eventually(boris, State.IDLE);
        var hungUp = door.eventually(SignalCase.HUNG_UP).getHungUp();
        assertThat(hungUp.getSide()).isEqualTo("agent");
        assertThat(hungUp.getOfferId()).startsWith("boris");
        assertThat(hungUp.getEarly()).isTrue();
        assertThat(hungUp.getStaysWith()).startsWith("vera");
        customer.send(says("INFO", 3, ""));
        vera.send(reply(next(vera, "INFO"), "200 OK", ""));
        assertThat(next(customer, "SIP/2.0 200")).contains("CSeq: 3 INFO");
    }

    @Test
    void anAnswerThatCrossesTheCancelIsPutRight() throws IOException {
        talksWithVera();
        var join = borisIsToTakeOver();
        customer.send(reply(join, "100 Trying", ""));
        next(customer, "CANCEL");
        eventually(boris, State.IDLE);

        customer.send(reply(join, "200 OK", SDP));

        assertThat(next(customer, "ACK")).contains("CSeq: 1 ACK");
        var back = next(customer, "INVITE");
        assertThat(back).contains("m=audio " + VERAS_AUDIO);
        assertThat(version(back)).isGreaterThan(version(join));
        assertThat(engine.last(SignalCase.HUNG_UP).orElseThrow().getHungUp().getEarly())
                .isTrue();
    }

    @Test
    void aNextAgentWhoHangsUpBeforeTheCustomersPhoneHasAgreedGivesTheCustomerBack() throws IOException {
        talksWithVera();
        var join = borisIsToTakeOver();

        boris.hangUp();
        door.eventually(SignalCase.HUNG_UP);
        customer.send(reply(join, "200 OK", SDP));

        next(customer, "ACK");
        var back = next(customer, "INVITE");
        assertThat(back).contains("m=audio " + VERAS_AUDIO);
        customer.send(reply(back, "200 OK", SDP));
        next(customer, "ACK");
        assertThat(engine.last(SignalCase.HUNG_UP).orElseThrow().getHungUp().getStaysWith())
                .startsWith("vera");
        assertThat(vera.answer(300)).as("vera talks on").isEmpty();
    }

    @Test
    void whoHangsUpAfterTheNextOneHasPickedUpLeavesTheCustomerToThatOne() throws IOException {
        talksWithVera();
        var offer = borisPicksUp();

        vera.send(inVerasDialog("BYE", 1, ""));

        assertThat(next(vera, "SIP/2.0")).startsWith("SIP/2.0 200");
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getOfferId()).startsWith("vera");
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        eventually(() -> engine.last(SignalCase.SESSION_AGREED).isPresent());
        assertThat(boris.view().state()).isEqualTo(State.TALKING);
    }

    @Test
    void ifBothHangUpTheCustomerIsSilentAndWaits() throws IOException {
        talksWithVera();
        borisPicksUp();
        vera.send(inVerasDialog("BYE", 1, ""));
        next(vera, "SIP/2.0 200");

        boris.hangUp();

        eventually(() -> engine.count(SignalCase.HUNG_UP) == 2);
        var hungUp = engine.last(SignalCase.HUNG_UP).orElseThrow().getHungUp();
        assertThat(hungUp.getEarly()).isTrue();
        assertThat(hungUp.getStaysWith()).isEmpty();
        assertThat(next(customer, "INVITE")).contains("a=inactive");
    }

    @Test
    void aPhoneThatHoldsAndResumesEndlesslyIsSlowedDown() throws IOException {
        talksWithVera();
        var refused = "";
        var begin = System.nanoTime();
        for (int number = 1; number <= 60 && refused.isEmpty(); number++) {
            vera.send(inVerasDialog("INVITE", number, number % 2 == 0 ? SDP : SDP.replace("sendrecv", HOLD)));
            var heard = passedOnOrRefused();
            if (heard.startsWith("INVITE")) {
                customer.send(reply(heard, "200 OK", SDP));
                next(vera, "SIP/2.0 200");
                vera.send(inVerasDialog("ACK", number, ""));
                next(customer, "ACK");
            } else {
                refused = heard;
            }
        }
        var twoSeconds = (System.nanoTime() - begin) / 2_000_000_000L; // one more may pass in each

        assertThat(refused).startsWith("SIP/2.0 500").containsPattern("Retry-After: [1-9]");
        assertThat(engine.count(SignalCase.SESSION_AGREED)).isLessThanOrEqualTo(31 + twoSeconds);
        assertThat(door.counted("flood")).isPositive();
        customer.send(says("INVITE", 3, SDP));
        assertThat(next(vera, "INVITE"))
                .as("the other end may still change something")
                .isNotEmpty();
    }

    /** What the customer's phone is asked, or why vera's is refused it. */
    private String passedOnOrRefused() throws IOException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            var asked = customer.answer(100).orElse("");
            if (heard.add(asked) && asked.startsWith("INVITE")) {
                return asked;
            }
            var refused = vera.answer(100).orElse("");
            if (heard.add(refused) && refused.startsWith("SIP/2.0")) {
                return refused;
            }
        }
        throw new AssertionError("nobody hears of the change");
    }

    /** Boris has picked up and the engine gives him the customer; the customer's phone has not answered yet. */
    private String borisIsToTakeOver() throws IOException {
        var offer = borisPicksUp();
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        return next(customer, "INVITE");
    }

    private void holdsWithoutAck() throws IOException {
        vera.send(inVerasDialog("INVITE", 1, SDP.replace("sendrecv", HOLD)));
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        next(vera, "SIP/2.0 200");
    }

    private static long version(String message) {
        var origin = SessionText.origin(message);
        return Long.parseLong(origin.split(" ")[2]);
    }

    private void talksWithVera() throws IOException {
        customer.send(says("INVITE", 1, SDP));
        door.eventually(SignalCase.CALLER_INVITED);
        var offer = engine.ring(engine.callId(), "vera");
        toVera = next(vera, "INVITE");
        vera.send(reply(toVera, "200 OK", VERAS));
        next(vera, "ACK");
        door.eventually(SignalCase.PHONE_PICKED_UP);
        engine.connect(engine.callId(), offer, VERAS);
        var ok = next(customer, "SIP/2.0 200");
        there = ok.lines().filter(line -> line.startsWith("To:")).findFirst().orElseThrow();
        customer.send(says("ACK", 1, ""));
        settled();
    }

    /** The ACK has been taken by then: before, changes get 491. */
    private void settled() throws IOException {
        customer.send(says("INFO", 2, ""));
        vera.send(reply(next(vera, "INFO"), "200 OK", ""));
        next(customer, "SIP/2.0 200");
    }

    private void handedOnToBoris() throws IOException {
        var offer = borisPicksUp();
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        eventually(() -> engine.last(SignalCase.SESSION_AGREED)
                .filter(signal -> signal.getSessionAgreed().hasAgent())
                .isPresent());
    }

    private baton.protocol.gateway.v1.PhonePickedUp picked() {
        return engine.last(SignalCase.PHONE_PICKED_UP).orElseThrow().getPhonePickedUp();
    }

    /** What comes next that begins like this, and is no repetition. */
    private String next(Wire wire, String beginning) throws IOException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            var text = wire.answer(1_000).orElse("");
            if (heard.add(text) && text.startsWith(beginning)) {
                return text;
            }
        }
        throw new AssertionError("nothing comes that begins with " + beginning);
    }

    private String says(String method, int number, String sdp) {
        return String.join(
                "\n",
                method + " sip:100@127.0.0.1:" + door.port + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK-" + method + number,
                "Max-Forwards: 70",
                "From: <sip:380501112233@127.0.0.1>;tag=customer",
                there.isEmpty() ? "To: <sip:100@127.0.0.1>" : there,
                "Call-ID: former-agent",
                "CSeq: " + number + " " + method,
                body("380501112233", sdp));
    }

    /** What vera's phone says by itself in the dialog that we began. */
    private String inVerasDialog(String method, int number, String sdp) {
        var from = header(toVera, "To") + ";tag=vera";
        var to = header(toVera, "From");
        return String.join(
                "\n",
                method + " sip:100@127.0.0.1:" + door.port + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK-vera-" + method + number,
                "Max-Forwards: 70",
                "From: " + from,
                "To: " + to,
                "Call-ID: " + header(toVera, "Call-ID"),
                "CSeq: " + number + " " + method,
                body("vera", sdp));
    }

    /** Whose phone has been asked to take the call on; returns the offer. */
    private String borisPicksUp() {
        var offer = engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();
        eventually(() -> picked().getOfferId().equals(offer));
        return offer;
    }

    private static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1)
                .strip();
    }

    private static String reply(String request, String status, String sdp) {
        var copied = request.replace("\r", "")
                .split("\n\n", 2)[0]
                .lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line.matches("To:(?!.*;tag=).*") ? line + ";tag=vera" : line)
                .toList();
        return "SIP/2.0 " + status + "\n" + String.join("\n", copied) + "\n" + body("vera", sdp);
    }

    private static String body(String name, String sdp) {
        return String.join(
                "\n",
                "Contact: <sip:" + name + "@127.0.0.1:$port>",
                sdp.isEmpty() ? "Accept: application/sdp" : "Content-Type: application/sdp",
                "Content-Length: " + sdp.replace("\n", "\r\n").length(),
                "",
                sdp);
    }
}
