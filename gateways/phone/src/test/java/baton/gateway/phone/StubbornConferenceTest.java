package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.FreePorts;
import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.Confer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones that take their time, move or refuse while three are brought together or part again. */
class StubbornConferenceTest extends BarePhones {

    private static final String ROOMS = audioAt(4004);

    private final int bridge = FreePorts.next();
    private String rooms = "sip:room-{id}@127.0.0.1:" + bridge;
    private volatile boolean over;
    private DemoMixer mixer;

    StubbornConferenceTest() {
        super(Map.of(
                "baton.phone.calls.conference-check", "500ms",
                "baton.phone.calls.change-limit", "5s"));
    }

    @BeforeEach
    void theCustomerTalksWithVera() throws IOException {
        mixer = DemoMixer.start(door.kit.system(), "127.0.0.1", bridge);
        talksWithVera();
    }

    @AfterEach
    void stopTheBridge() {
        mixer.stop();
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
}
