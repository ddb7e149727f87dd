package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.Confer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones that take their time, move or refuse while three are brought together or part again. */
class StubbornConferenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final String SDP =
            Sdp.of(new InetSocketAddress("127.0.0.1", 4000), 1, "sendrecv").replace("\r", "");

    private static final String VERAS =
            Sdp.of(new InetSocketAddress("127.0.0.1", 4002), 1, "sendrecv").replace("\r", "");

    private final OpenDoor door = new OpenDoor(Map.of("baton.phone.calls.change-limit", "2s"));
    private final FakeEngine engine = door.engine;
    private final int bridge = OpenDoor.freePort();
    private DemoMixer mixer;
    private Wire customer;
    private Wire vera;
    private DemoPhone boris;
    private String there = "";
    private String toVera = "";
    private final Set<String> heard = new HashSet<>();

    @BeforeEach
    void theCustomerTalksWithVera() throws IOException {
        mixer = DemoMixer.start(door.kit.system(), "127.0.0.1", bridge);
        customer = new Wire(door.port);
        vera = new Wire(door.port);
        boris = door.agent("boris");
        engine.contacts.put("vera", "sip:vera@127.0.0.1:" + vera.port());
        talksWithVera();
    }

    @AfterEach
    void close() {
        customer.close();
        vera.close();
        mixer.stop();
        door.close();
    }

    @Test
    void anAgentWhoIsSeatedAsTheOtherLeavesIsToldWhereTheCallerIs() throws IOException {
        isOrderedToConfer();
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        var seated = next(vera, "INVITE");

        boris.hangUp();
        eventually(() -> engine.count(SignalCase.HUNG_UP) == 1);
        vera.send(reply(seated, "200 OK", VERAS));

        var joined = next(customer, "INVITE");
        assertThat(joined).contains("m=audio 4002 ");
        customer.send(reply(joined, "200 OK", SDP));
        assertThat(next(vera, "INVITE")).contains("m=audio 4000 ");
    }

    @Test
    void anAgentWhosePhoneMovesInAConferenceIsFoundThereAfterIt() throws IOException {
        threeTalk();
        vera.send(inVerasDialog("INVITE", 1, VERAS.replace("audio 4002", "audio 4010")));
        next(vera, "SIP/2.0 200");
        vera.send(inVerasDialog("ACK", 1, ""));

        boris.hangUp();

        assertThat(next(customer, "INVITE")).contains("m=audio 4010 ");
    }

    private void threeTalk() throws IOException {
        isOrderedToConfer();
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        next(customer, "ACK");
        vera.send(reply(next(vera, "INVITE"), "200 OK", VERAS));
        next(vera, "ACK");
        door.eventually(SignalCase.SESSION_AGREED);
        eventually(() -> mixer.parties() == 3);
    }

    private void isOrderedToConfer() {
        var offer = borisPicksUp();
        engine.order(
                engine.callId(),
                order -> order.setConfer(
                        Confer.newBuilder().setOfferId(offer).setAddress("sip:room-{id}@127.0.0.1:" + bridge)));
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
                "Call-ID: stubborn",
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
