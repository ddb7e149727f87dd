package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.LetGo;
import baton.protocol.journal.v1.SipDialog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests in calls that another door has, and such as pretend to be. */
class StrayRequestTest {

    private final OpenDoor first = OpenDoor.open();
    private final OpenDoor other = OpenDoor.open();
    private final Inheritance inheritance = new Inheritance(first);
    private DemoPhone customer;
    private DemoPhone anna;
    private Wire wire;

    @BeforeEach
    void twoTelephonesAndAProxy() throws IOException {
        customer = first.customer("380501112233");
        anna = first.agent("anna");
        wire = new Wire(other.port);
    }

    @AfterEach
    void close() {
        wire.close();
        other.close();
        first.close();
    }

    @Test
    void aByeThatComesToAnotherDoorWhileBothLiveEndsTheCall() throws IOException {
        first.talk(customer, "100", anna);
        var dialog = inheritance.asItStands().getCaller();
        inheritance.goesTo(
                other,
                engine ->
                        first.engine.order(inheritance.callId(), order -> order.setLetGo(LetGo.getDefaultInstance())));

        var answer = wire.ask(inCall("BYE", name(), dialog));

        assertThat(answer).isEqualTo("SIP/2.0 200 OK");
        eventually(anna, State.IDLE);
        assertThat(other.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
        assertThat(first.engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void keysThatComeToAnotherDoorReachTheOtherEndOnceAndItsAnswerComesBack() throws IOException {
        first.talk(customer, "100", anna);
        var dialog = inheritance.asItStands().getCaller();
        try (var annas = new Wire(other.port)) {
            inheritance.but(stands -> stands.getPhonesBuilder(0)
                    .getDialogBuilder()
                    .setRemoteTarget("sip:anna@127.0.0.1:" + annas.port()));
            inheritance.goesTo(other, engine -> {});

            wire.send(inCall("INFO", name(), dialog, "Signal=5\n"));
            var info = received(annas, "INFO");
            annas.send(BarePhones.reply(info, "299 Heard", ""));

            assertThat(wire.answer(20_000)).get().asString().startsWith("SIP/2.0 299");
            assertThat(info).contains("Content-Type: application/dtmf-relay").endsWith("\r\n\r\nSignal=5\r\n");
            assertThat(others(annas, "INFO")).isEmpty();
        }
    }

    /** The first request of that method; the door may ask something else before. */
    private static String received(Wire phone, String method) throws IOException {
        for (var tries = 0; tries < 20; tries++) {
            var text = phone.answer(1_000).orElse("");
            if (text.startsWith(method + " ")) {
                return text;
            }
        }
        throw new AssertionError("no " + method + " comes");
    }

    /** What else of that method comes within the time in which a request would be repeated twice. */
    private static List<String> others(Wire phone, String method) throws IOException {
        var others = new ArrayList<String>();
        for (var text = phone.answer(1_500); text.isPresent(); text = phone.answer(1_500)) {
            text.filter(said -> said.startsWith(method + " ")).ifPresent(others::add);
        }
        return others;
    }

    @Test
    void whoKnowsTheNameButNoTagIsToldThatThereIsNoSuchDialog() throws IOException {
        first.talk(customer, "100", anna);
        var dialog = inheritance.asItStands().getCaller();
        inheritance.goesTo(other, engine -> {});
        var guess = dialog.toBuilder().setLocalTag("guess").build();

        assertThat(wire.ask(inCall("BYE", name(), guess))).startsWith("SIP/2.0 481");
        assertThat(anna.view().state()).isEqualTo(State.TALKING);
    }

    @Test
    void madeUpNamesAreLookedUpOnlySoOften() throws IOException {
        var dialog = SipDialog.newBuilder()
                .setCallId("c")
                .setLocalTag("l")
                .setRemoteTag("r")
                .setLocalUri("sip:100@shop")
                .setRemoteUri("sip:380@trunk")
                .build();

        var refused = 0;
        for (var n = 0; n < 100 && refused == 0; n++) {
            var answer = wire.ask(inCall("BYE", name(n), dialog));
            assertThat(answer).matches(n < 20 ? "SIP/2.0 481.*" : "SIP/2.0 (481|500).*");
            refused += answer.startsWith("SIP/2.0 500") ? 1 : 0;
        }
        assertThat(refused).isOne();
        assertThat(wire.ask(inCall("BYE", "somebody", dialog)))
                .as("names no call")
                .startsWith("SIP/2.0 481");
        assertThat(other.counted("flood")).isOne();
    }

    @Test
    void nobodyWaitsForAnEngineThatDoesNotKnow() throws IOException {
        other.engine.claims = claim -> FakeEngine.refused("try-again");
        var dialog = SipDialog.newBuilder().setCallId("c").setLocalTag("l").setRemoteTag("r");

        var answer = wire.ask(inCall(
                "BYE",
                name(1),
                dialog.setLocalUri("sip:a@b").setRemoteUri("sip:c@d").build()));

        assertThat(answer).startsWith("SIP/2.0 500");
    }

    private String name() {
        return inheritance.callId() + "-shop";
    }

    private static String name(int n) {
        return "%032x-shop".formatted(n);
    }

    private String inCall(String method, String name, SipDialog dialog) {
        return inCall(method, name, dialog, "");
    }

    /** As the peer of this dialog of ours would send it. */
    private String inCall(String method, String name, SipDialog dialog, String keys) {
        return """
                %s sip:%s@127.0.0.1:%d SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK%s
                Max-Forwards: 70
                From: <%s>;tag=%s
                To: <%s>;tag=%s
                Call-ID: %s
                CSeq: 17 %s
                Content-Type: application/dtmf-relay
                Content-Length: %d

                %s"""
                .formatted(
                        method,
                        name,
                        other.port,
                        Sip.random(),
                        dialog.getRemoteUri(),
                        dialog.getRemoteTag(),
                        dialog.getLocalUri(),
                        dialog.getLocalTag(),
                        dialog.getCallId(),
                        method,
                        keys.replace("\n", "\r\n").length(),
                        keys);
    }
}
