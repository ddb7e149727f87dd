package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.Confer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones that take their time, move or refuse while three are brought together or part again. */
class StubbornConferenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SDP =
            Sdp.of(new InetSocketAddress("127.0.0.1", 4000), 1, "sendrecv").replace("\r", "");

    private static final String VERAS =
            Sdp.of(new InetSocketAddress("127.0.0.1", 4002), 1, "sendrecv").replace("\r", "");

    private static final String ROOMS =
            Sdp.of(new InetSocketAddress("127.0.0.1", 4004), 1, "sendrecv").replace("\r", "");

    private final OpenDoor door = new OpenDoor(Map.of(
            "baton.phone.calls.conference-check", "500ms",
            "baton.phone.calls.change-limit", "5s"));
    private final FakeEngine engine = door.engine;
    private final int bridge = OpenDoor.freePort();
    private String rooms = "sip:room-{id}@127.0.0.1:" + bridge;
    private volatile boolean over;
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

    @Test
    void aCallerWhosePhoneWillNotLeaveTheRoomStaysThereWithTheOwnerUntilItWill() throws IOException {
        threeTalk();
        boris.hangUp();
        customer.send(reply(next(customer, "INVITE"), "488 Not now", ""));

        var again = next(customer, "INVITE");

        assertThat(again).contains("m=audio 4002 ");
        assertThat(mixer.parties()).isEqualTo(3);
        customer.send(reply(again, "200 OK", SDP));
        eventually(() -> mixer.parties() == 0);
        assertThat(engine.count(SignalCase.HUNG_UP)).isOne();
    }

    @Test
    void aCallerWhosePhoneWillNotLeaveTheRoomStaysThereWithThePartnerUntilItWill() throws IOException {
        threeTalk();
        vera.send(inVerasDialog("BYE", 1, ""));
        customer.send(reply(next(customer, "INVITE"), "488 Not now", ""));

        var again = next(customer, "INVITE");

        assertThat(mixer.parties()).isEqualTo(3);
        customer.send(reply(again, "200 OK", SDP));
        eventually(() -> mixer.parties() == 0);
        assertThat(boris.view().state()).isEqualTo(State.TALKING);
    }

    @Test
    void whenTheRoomIsGoneAsWellItIsTheEnd() throws IOException {
        threeTalk();
        boris.hangUp();
        customer.send(reply(next(customer, "INVITE"), "488 Not now", ""));
        next(customer, "ACK");

        mixer.hangUp();

        customer.send(reply(next(customer, "INVITE"), "488 Not now", ""));
        next(customer, "BYE");
        next(vera, "BYE");
    }

    @Test
    void aBridgeBehindAProxyThatDoesNotReachItIsGone() throws Exception {
        bridged(request -> request.startsWith("OPTIONS") ? "503 Out of reach" : "200 OK", this::threeAreSeated);

        assertThat(door.eventually(SignalCase.CONFERENCE_FAILED)
                        .getConferenceFailed()
                        .getOfferId())
                .startsWith("boris");
    }

    @Test
    void aBridgeThatWillNotTakeAChangeNowIsAskedAgain() throws Exception {
        var changes = new AtomicInteger();
        bridged(request -> isChange(request) && changes.incrementAndGet() == 1 ? "491 Not now" : "200 OK", () -> {
            isOrderedToConfer();
            customer.send(reply(next(customer, "INVITE"), "200 OK", SDP.replace("audio 4000", "audio 4020")));
            eventually(() -> changes.get() == 2);
        });

        assertThat(engine.count(SignalCase.CONFERENCE_FAILED)).isZero();
    }

    @Test
    void aBridgeThatRefusesAChangeIsLost() throws Exception {
        bridged(request -> isChange(request) ? "488 Never" : "200 OK", () -> {
            isOrderedToConfer();
            customer.send(reply(next(customer, "INVITE"), "200 OK", SDP.replace("audio 4000", "audio 4020")));
            door.eventually(SignalCase.CONFERENCE_FAILED);
        });
    }

    private static boolean isChange(String request) {
        return request.startsWith("INVITE") && header(request, "To").contains(";tag=");
    }

    private void threeAreSeated() throws IOException {
        isOrderedToConfer();
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        vera.send(reply(next(vera, "INVITE"), "200 OK", VERAS));
        door.eventually(SignalCase.CONFERENCE_FAILED);
    }

    private interface Scene {
        void play() throws IOException;
    }

    /** While it is played, requests to the bridge are answered like this. */
    private void bridged(Function<String, String> status, Scene scene) throws Exception {
        try (var wire = new Wire(door.port)) {
            rooms = "sip:room-{id}@127.0.0.1:" + wire.port();
            var answering = new Thread(() -> answer(wire, status));
            answering.start();
            scene.play();
            over = true;
            answering.join();
        }
    }

    private void answer(Wire wire, Function<String, String> status) {
        try {
            while (!over) {
                var request = wire.answer(100).filter(text -> !text.startsWith("SIP/") && !text.startsWith("ACK"));
                if (request.isPresent()) {
                    var said = status.apply(request.get());
                    var isAnswer = request.get().startsWith("INVITE") && said.startsWith("200");
                    wire.send(reply(request.get(), said, isAnswer ? ROOMS : ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                order -> order.setConfer(Confer.newBuilder().setOfferId(offer).setAddress(rooms)));
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
