package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the phone of an agent says when the caller has been handed on already. */
class FormerAgentTest {

    private static final String SDP =
            Sdp.of(new InetSocketAddress("127.0.0.1", 4000), 1, "sendrecv").replace("\r", "");

    private final OpenDoor door = OpenDoor.open();
    private final FakeEngine engine = door.engine;
    private Wire customer;
    private Wire vera;
    private DemoPhone boris;
    private String there = "";

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
        customer.send(says("INFO", 2, ""));
        var toVera = next(vera, "INFO");
        handedOnToBoris();

        vera.send(reply(toVera, "481 Gone", ""));

        next(customer, "SIP/2.0 481");
        customer.send(says("INFO", 3, ""));
        assertThat(next(customer, "SIP/2.0")).contains("CSeq: 3 INFO").doesNotStartWith("SIP/2.0 481");
        assertThat(boris.view().state()).isEqualTo(State.TALKING);
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    private void talksWithVera() throws IOException {
        customer.send(says("INVITE", 1, SDP));
        door.eventually(SignalCase.CALLER_INVITED);
        var offer = engine.ring(engine.callId(), "vera");
        vera.send(reply(next(vera, "INVITE"), "200 OK", SDP));
        door.eventually(SignalCase.PHONE_PICKED_UP);
        engine.connect(engine.callId(), offer, SDP);
        var ok = next(customer, "SIP/2.0 200");
        there = ok.lines().filter(line -> line.startsWith("To:")).findFirst().orElseThrow();
        customer.send(says("ACK", 1, ""));
    }

    private void handedOnToBoris() throws IOException {
        var offer = engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();
        eventually(() -> picked().getOfferId().equals(offer));
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        eventually(() -> engine.last(SignalCase.SESSION_AGREED).isPresent());
        next(vera, "BYE");
    }

    private baton.protocol.gateway.v1.PhonePickedUp picked() {
        return engine.last(SignalCase.PHONE_PICKED_UP).orElseThrow().getPhonePickedUp();
    }

    /** What comes next that begins like this. */
    private static String next(Wire wire, String beginning) throws IOException {
        while (true) {
            var heard = wire.answer(10_000).orElseThrow();
            if (heard.startsWith(beginning)) {
                return heard;
            }
        }
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
