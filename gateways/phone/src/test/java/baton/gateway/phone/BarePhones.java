package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.PhonePickedUp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A customer and the agent vera whose phones say what a test says, word by word, and the agent boris whose phone behaves. None of them calls
 * before the test begins.
 */
abstract class BarePhones {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int VERAS_AUDIO = 4002;

    static final String SDP = audioAt(4000);
    static final String VERAS = audioAt(VERAS_AUDIO);

    final OpenDoor door;
    final FakeEngine engine;
    final Set<String> heard = new HashSet<>();
    Wire customer;
    Wire vera;
    DemoPhone boris;

    /** The customer's address line of the other side, from when it has answered. */
    private String there = "";

    /** The INVITE with which we have called vera. */
    private String toVera = "";

    BarePhones(Map<String, Object> settings) {
        door = new OpenDoor(settings);
        engine = door.engine;
    }

    @BeforeEach
    void plugIn() throws IOException {
        customer = new Wire(door.port);
        vera = new Wire(door.port);
        boris = door.agent("boris");
        engine.contacts.put("vera", "sip:vera@127.0.0.1:" + vera.port());
    }

    @AfterEach
    void unplug() {
        customer.close();
        vera.close();
        door.close();
    }

    static String audioAt(int port) {
        return Sdp.of(new InetSocketAddress("127.0.0.1", port), 1, "sendrecv").replace("\r", "");
    }

    void talksWithVera() throws IOException {
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
    void settled() throws IOException {
        customer.send(says("INFO", 2, ""));
        vera.send(reply(next(vera, "INFO"), "200 OK", ""));
        next(customer, "SIP/2.0 200");
    }

    PhonePickedUp picked() {
        return engine.last(SignalCase.PHONE_PICKED_UP).orElseThrow().getPhonePickedUp();
    }

    /** What comes next that begins like this, and is no repetition. */
    String next(Wire wire, String beginning) throws IOException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            var text = wire.answer(1_000).orElse("");
            if (heard.add(text) && text.startsWith(beginning)) {
                return text;
            }
        }
        throw new AssertionError("nothing comes that begins with " + beginning);
    }

    String says(String method, int number, String sdp) {
        return String.join(
                "\n",
                method + " sip:100@127.0.0.1:" + door.port + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK-" + method + number,
                "Max-Forwards: 70",
                "From: <sip:380501112233@127.0.0.1>;tag=customer",
                there.isEmpty() ? "To: <sip:100@127.0.0.1>" : there,
                "Call-ID: bare-phones",
                "CSeq: " + number + " " + method,
                body("380501112233", sdp));
    }

    /** What vera's phone says by itself in the dialog that we began. */
    String inVerasDialog(String method, int number, String sdp) {
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
    String borisPicksUp() {
        var offer = engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();
        eventually(() -> picked().getOfferId().equals(offer));
        return offer;
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1)
                .strip();
    }

    static String reply(String request, String status, String sdp) {
        var copied = request.replace("\r", "")
                .split("\n\n", 2)[0]
                .lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line.matches("To:(?!.*;tag=).*") ? line + ";tag=vera" : line)
                .toList();
        return "SIP/2.0 " + status + "\n" + String.join("\n", copied) + "\n" + body("vera", sdp);
    }

    static String body(String name, String sdp) {
        return String.join(
                "\n",
                "Contact: <sip:" + name + "@127.0.0.1:$port>",
                sdp.isEmpty() ? "Accept: application/sdp" : "Content-Type: application/sdp",
                "Content-Length: " + sdp.replace("\n", "\r\n").length(),
                "",
                sdp);
    }
}
