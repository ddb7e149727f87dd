package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.client.v1.ServerFrame;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in gets its answer, and a good conversation beside it goes on as if nothing had been. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class HostileIT {

    private static final String SDP =
            "v=0\r\no=x 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n";

    @Test
    void whatIsNoFrameIsRefusedByNameAndTheConnectionGoesOn(Scene scene) {
        var talk = Talk.begin(scene);
        var guest = scene.opened(Guest.atTheChat(scene.place()));
        guest.hello(scene.company().site(), "");

        assertThat(guest.refusal("no json")).isEqualTo("malformed");
        assertThat(guest.refusal("[]")).isEqualTo("malformed");
        assertThat(guest.refusal("{\"say\": ".repeat(200) + "1" + "}".repeat(200)))
                .isEqualTo("malformed");
        assertThat(guest.refusal("{\"dance\": {}}")).isEqualTo("unknown-frame");
        assertThat(guest.refusal(Guest.say("empty", "   "))).isEqualTo("empty-text");
        assertThat(guest.refusal(Guest.say("x".repeat(65), "hello"))).isEqualTo("bad-id");
        assertThat(guest.refusal(Guest.say("long", "x".repeat(4001)))).isEqualTo("too-long");
        assertThat(guest.refusal(Guest.say("novel", "x".repeat(100_000)))).isEqualTo("too-large");

        assertThat(guest.ask(Guest.say("good", "Hello"), ServerFrame::hasAccepted)
                        .getAccepted()
                        .getRef())
                .isEqualTo("good");
        talk.goesOn();
    }

    @Test
    void aFrameThatNobodyReadsToItsEndEndsOnlyItsOwnConnection(Scene scene) {
        var talk = Talk.begin(scene);
        var guest = scene.opened(Guest.atTheChat(scene.place()));
        guest.hello(scene.company().site(), "");

        guest.line().say(Guest.say("huge", "x".repeat(1_000_000)));

        await().until(() -> !guest.line().isOpen());
        talk.goesOn();
    }

    @Test
    void aTokenIsGoodForItsOwnCompanyOnly(Scene scene, House house) throws Exception {
        var talk = Talk.begin(scene);
        try (var other = house.newScene()) {
            var site = other.company().site();

            var refused =
                    Guest.atTheChat(scene.place()).hello(site, talk.customer().token());

            assertThat(refused.getRefused().getCode()).isEqualTo("hello-bad-token");
            assertThat(Guest.atTheChat(scene.place())
                            .hello(site, "forged")
                            .getRefused()
                            .getCode())
                    .isEqualTo("hello-bad-token");
            assertThat(Guest.atTheChat(scene.place())
                            .hello("nobody", "")
                            .getRefused()
                            .getCode())
                    .isEqualTo("hello-unknown-site");
            assertThat(Guest.atTheChat(scene.place()).refusal(Guest.say("early", "Hello")))
                    .isEqualTo("hello-first");
        }
        talk.goesOn();
    }

    private static String helloRefused(Scene scene, String site, String token) {
        return scene.opened(Guest.atTheChat(scene.place()))
                .hello(site, token)
                .getRefused()
                .getCode();
    }

    @Test
    void anAgentOfAnotherCompanyCanNeitherWriteNorLook(Scene scene, House house) throws Exception {
        var talk = Talk.begin(scene);
        try (var other = house.newScene()) {
            var spy = other.agent("anna");

            assertThatThrownBy(() -> spy.say(talk.episode(), "I was here."))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("no-such-episode"));
            assertThatThrownBy(() -> spy.note(talk.episode(), "I was here.")).isInstanceOf(Refused.class);
            spy.watch(talk.episode());
            talk.goesOn();
            assertThat(spy.screen.entries(talk.episode())).isEmpty();
        }
    }

    @Test
    void aColleagueWhoDoesNotServeMayNotAnswer(Scene scene) {
        var talk = Talk.begin(scene);
        var ben = scene.agent("ben");

        assertThatThrownBy(() -> ben.say(talk.episode(), "Let me."))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("not-your-episode"));

        talk.goesOn();
    }

    @Test
    void aDeskWithoutATicketIsNotOpened(Scene scene) {
        var address = scene.place().socket("/ws/desk");

        assertThatThrownBy(() -> new Guest(address, "baton.v1", "ticket.forged"))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> new Guest(address, "baton.v1")).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> new Guest(scene.place().socket("/ws/chat"), "other.v1"))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void aSocketThatNeverReadsHarmsNobodyAndMissesNothing(Scene scene) {
        var talk = Talk.begin(scene);
        var deaf = deaf(scene, talk.customer().token());
        var novel = "\u0416".repeat(3900);

        for (var i = 0; i < 30; i++) {
            talk.agent().say(talk.episode(), novel);
            deaf.sendText("{\"ping\": {}}", true).join();
        }

        await().until(() -> talk.customer().texts(talk.episode()).size() == 31);
        for (var i = 0; i < 30; i++) {
            talk.texts().add(novel);
        }
        talk.goesOn();
        deaf.abort();
        var back = scene.window(talk.customer());
        back.awaitTexts(talk.episode(), talk.texts().toArray(String[]::new));
    }

    /** A window of that customer that says hello and never reads an answer. */
    private static WebSocket deaf(Scene scene, String token) {
        var socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("baton.v1")
                .buildAsync(scene.place().socket("/ws/chat"), new WebSocket.Listener() {
                    @Override
                    public void onOpen(WebSocket opened) {
                        // asks for nothing, so nothing is read
                    }
                })
                .join();
        var hello = "{\"hello\": {\"site\": \"%s\", \"token\": \"%s\"}}";
        socket.sendText(hello.formatted(scene.company().site(), token), true).join();
        return socket;
    }

    @Test
    void moreThanPeopleWriteIsSlowedDownForTheOneWhoDoesIt(Scene scene) {
        var talk = Talk.begin(scene);
        var guest = scene.opened(Guest.atTheChat(scene.place()));
        guest.hello(scene.company().site(), "");

        for (var i = 0; i < 60; i++) {
            guest.line().say(Guest.say("flood-" + i, "Buy lamps!"));
        }

        await().until(() -> guest.frames().stream()
                .anyMatch(frame -> frame.getRefused().getCode().equals("too-fast")
                        && frame.getRefused().getRetryAfterMs() > 0));
        talk.goesOn();
    }

    @ParameterizedTest
    @CsvSource({
        "BYE, SIP/2.0 481",
        "INFO, SIP/2.0 481",
        "UPDATE, SIP/2.0 481",
        "CANCEL, SIP/2.0 481",
        "SUBSCRIBE, SIP/2.0 405",
        "DANCE, SIP/2.0 501",
        "INVITE, SIP/2.0 488",
    })
    void aRequestThatMeansNothingHereIsAnsweredAndACallGoesOn(String method, String answer, Scene scene) {
        var call = Call.begin(scene);
        var wire = scene.opened(new Wire(scene.place()));

        assertThat(wire.ask(wire.request(method, scene.company().main(), ""))).startsWith(answer);

        call.goesOn();
    }

    @ParameterizedTest
    @CsvSource({"Call-ID, SIP/2.0 400", "CSeq, SIP/2.0 400", "From, SIP/2.0 400", "Contact, SIP/2.0 400"})
    void anInviteThatLacksAHeaderIsRefusedAndACallGoesOn(String header, String answer, Scene scene) {
        var call = Call.begin(scene);
        var wire = scene.opened(new Wire(scene.place()));
        var invite = wire.request("INVITE", scene.company().main(), SDP);

        assertThat(wire.ask(invite.replaceAll("(?m)^" + header + ": .*\n", ""))).startsWith(answer);
        assertThat(wire.ask(wire.request("INVITE", scene.company().main(), SDP)
                        .replaceAll("Content-Length: \\d+", "Content-Length: 99999")))
                .startsWith("SIP/2.0 400");

        call.goesOn();
        assertThat(scene.journal().episodes()).containsExactly(call.talk().episode());
    }

    @Test
    void noiseIsIgnoredAndACallGoesOn(Scene scene) {
        var call = Call.begin(scene);
        var wire = scene.opened(new Wire(scene.place()));
        var random = new Random(4711);

        for (var length = 1; length < 1400; length += 11) {
            var noise = new byte[length];
            random.nextBytes(noise);
            wire.send(noise);
        }

        assertThat(wire.ask(wire.request("BYE", "100", ""))).startsWith("SIP/2.0 481");
        call.goesOn();
    }

    @Test
    void aCallIsHeldAndResumedByEitherEnd(Scene scene) {
        var call = Call.begin(scene);

        again(call.customers()::hold, () -> call.agents().onHold());
        again(call.customers()::resume, () -> !call.agents().onHold());
        again(call.agents()::hold, () -> call.customers().onHold());
        again(call.agents()::resume, () -> !call.customers().onHold());

        call.goesOn();
    }

    /** A change that meets another one is refused with 491: then one tries again a little later (RFC 3261 section 14.1). */
    private static void again(Runnable change, Callable<Boolean> done) {
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (done.call()) {
                return true;
            }
            change.run();
            return false;
        });
    }

    /** A good conversation with a call in it. */
    private record Call(Talk talk, Telephone customers, Telephone agents) {

        static Call begin(Scene scene) {
            var talk = Talk.begin(scene);
            var agents = scene.phoneOf(talk.agent());
            var customers = scene.phone("380501112233");
            customers.dial(talk.customer().codeToDial());
            agents.picksUp();
            customers.talks();
            return new Call(talk, customers, agents);
        }

        void goesOn() {
            talk.goesOn();
            customers.talks();
            agents.talks();
            assertThat(customers.state()).isEqualTo(State.TALKING);
        }
    }
}
