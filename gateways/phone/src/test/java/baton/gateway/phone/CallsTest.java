package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls between two real SIP telephones through the door. */
class CallsTest {

    private final OpenDoor door = OpenDoor.open();
    private final FakeEngine engine = door.engine;
    private DemoPhone customer;
    private DemoPhone anna;

    @BeforeEach
    void twoTelephones() {
        customer = door.customer("380501112233");
        anna = door.agent("anna");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aCallRingsTheAgentAndAudioFlowsDirectlyBetweenTheEnds() {
        talk();

        eventually(() -> customer.view().heard() > 5 && anna.view().heard() > 5);
        var invited = door.eventually(SignalCase.CALLER_INVITED).getCallerInvited();
        assertThat(invited.getTenant()).isEqualTo("shop");
        assertThat(invited.getCaller()).isEqualTo("380501112233");
        assertThat(invited.getCalled()).isEqualTo("100*471100");
        assertThat(anna.view().peer()).isEqualTo("380501112233");
        var picked = door.eventually(SignalCase.PHONE_PICKED_UP).getPhonePickedUp();
        assertThat(Sdp.audio(picked.getAnswerSdp())).isPresent();
        assertThat(engine.signals)
                .extracting(CallSignal::getSignalCase)
                .containsExactly(SignalCase.CALLER_INVITED, SignalCase.PHONE_ALERTING, SignalCase.PHONE_PICKED_UP);
    }

    @Test
    void theDialogsAreToldCompletely() {
        talk();

        var caller =
                door.eventually(SignalCase.CALLER_INVITED).getCallerInvited().getDialog();
        var agent =
                door.eventually(SignalCase.PHONE_PICKED_UP).getPhonePickedUp().getDialog();
        for (var dialog : new baton.protocol.journal.v1.SipDialog[] {caller, agent}) {
            assertThat(dialog.getCallId()).isNotEmpty();
            assertThat(dialog.getLocalTag()).isNotEmpty();
            assertThat(dialog.getRemoteTag()).isNotEmpty();
            assertThat(dialog.getLocalUri()).startsWith("sip:");
            assertThat(dialog.getRemoteUri()).startsWith("sip:");
            assertThat(dialog.getTransport()).isEqualTo("udp");
        }
        assertThat(caller.getRemoteTarget()).contains(":" + customer.address().getPort());
        assertThat(agent.getRemoteTarget()).contains(":" + anna.address().getPort());
        assertThat(caller.getRemoteCseq()).isEqualTo(1);
        assertThat(agent.getLocalCseq()).isEqualTo(1);
    }

    @Test
    void theCallerHangsUp() {
        talk();

        customer.hangUp();

        eventually(anna, State.IDLE);
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void theAgentHangsUp() {
        talk();

        anna.hangUp();

        eventually(customer, State.IDLE);
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("agent");
        assertThat(customer.view().reason()).isEqualTo("The other end hung up");
    }

    @Test
    void theEngineHangsUp() {
        talk();

        engine.hangUp(engine.callId());

        eventually(customer, State.IDLE);
        eventually(anna, State.IDLE);
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void aCallerWhoGivesUpStopsTheAgentsPhone() {
        engine.ringInTurn("anna");
        customer.dial("100");
        eventually(anna, State.RINGING);

        customer.hangUp();

        eventually(anna, State.IDLE);
        door.eventually(SignalCase.CALLER_CANCELLED);
        assertThat(anna.view().reason()).isEqualTo("The caller hung up");
        assertThat(engine.count(SignalCase.PHONE_DECLINED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', The caller hung up",
        "'Reason: Q.850;cause=16\n', The caller hung up",
        "'Reason: SIP;cause=487;text=\"ORIGINATOR_CANCEL\"\n', The caller hung up",
        "'Reason: SIP;cause=200;text=\"Call completed elsewhere\"\n', The call was taken elsewhere"
    })
    void aPhoneThatStopsRingingSaysWhy(String reason, String said) throws IOException {
        try (var caller = new Wire(anna.address().getPort())) {
            caller.send(says("INVITE", ""));
            eventually(anna, State.RINGING);

            caller.send(says("CANCEL", reason));

            eventually(anna, State.IDLE);
            assertThat(anna.view().reason()).isEqualTo(said);
        }
    }

    private static String says(String method, String header) {
        return method + " sip:anna@127.0.0.1 SIP/2.0\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK-cancelled\n"
                + "Max-Forwards: 70\n"
                + "From: <sip:380501112233@127.0.0.1>;tag=caller\n"
                + "To: <sip:anna@127.0.0.1>\n"
                + "Call-ID: cancelled@127.0.0.1\n"
                + "CSeq: 1 " + method + "\n"
                + header
                + "Contact: <sip:380501112233@127.0.0.1:$port>\n"
                + "Content-Length: 0\n\n";
    }

    @Test
    void aDeclinedCallRingsTheNextPhone() {
        var boris = door.agent("boris");
        engine.ringInTurn("anna", "boris");
        customer.dial("100");
        eventually(anna, State.RINGING);

        anna.decline();

        eventually(boris, State.RINGING);
        assertThat(door.eventually(SignalCase.PHONE_DECLINED).getPhoneDeclined().getStatus())
                .isEqualTo(486);
        boris.answer();
        eventually(customer, State.TALKING);
        eventually(() -> customer.view().heard() > 5 && boris.view().heard() > 5);
    }

    @Test
    void aBusyPhoneDeclinesAtOnce() {
        talk();
        var second = door.customer("380679998877");

        second.dial("100");

        eventually(second, State.IDLE);
        assertThat(second.view().reason()).isEqualTo("Nobody can answer now");
        assertThat(door.eventually(SignalCase.PHONE_DECLINED).getPhoneDeclined().getStatus())
                .isEqualTo(486);
        assertThat(customer.view().state()).isEqualTo(State.TALKING);
    }

    @Test
    void aStoppedPhoneFallsSilentAndAnotherMayRing() {
        var boris = door.agent("boris");
        customer.dial("100");
        door.eventually(SignalCase.CALLER_INVITED);
        engine.progress(engine.callId());
        var offer = engine.ring(engine.callId(), "anna");
        eventually(anna, State.RINGING);

        engine.stop(engine.callId(), offer);
        engine.stop(engine.callId(), offer);
        engine.ring(engine.callId(), "boris");

        eventually(anna, State.IDLE);
        eventually(boris, State.RINGING);
        assertThat(anna.view().reason()).isEqualTo("The call was withdrawn");
        assertThat(engine.count(SignalCase.PHONE_DECLINED)).isZero();
        assertThat(customer.view().state()).isEqualTo(State.CALLING);
    }

    @Test
    void aRepeatedOrderDoesNothingNew() {
        customer.dial("100");
        door.eventually(SignalCase.CALLER_INVITED);
        engine.progress(engine.callId());
        engine.progress(engine.callId());
        engine.ring(engine.callId(), "anna", "offer");
        engine.ring(engine.callId(), "anna", "offer");
        eventually(anna, State.RINGING);
        anna.answer();
        var sdp = door.eventually(SignalCase.PHONE_PICKED_UP).getPhonePickedUp().getAnswerSdp();

        engine.connect(engine.callId(), "offer", sdp);
        engine.connect(engine.callId(), "offer", sdp);
        engine.ring(engine.callId(), "anna", "offer");
        engine.refuse(engine.callId(), 404);
        engine.hangUp(engine.callId());
        engine.hangUp(engine.callId());

        eventually(anna, State.IDLE);
        eventually(customer, State.IDLE);
        assertThat(engine.count(SignalCase.PHONE_DECLINED)).isZero();
        assertThat(engine.count(SignalCase.PHONE_PICKED_UP)).isOne();
    }

    @Test
    void anAgentWhoHangsUpBeforeTheyAreConnectedLeavesTheCallerWaiting() {
        customer.dial("100");
        door.eventually(SignalCase.CALLER_INVITED);
        engine.progress(engine.callId());
        engine.ring(engine.callId(), "anna");
        eventually(anna, State.RINGING);
        anna.answer();
        door.eventually(SignalCase.PHONE_PICKED_UP);

        anna.hangUp();

        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("agent");
        assertThat(customer.view().state()).isEqualTo(State.CALLING);
        engine.ring(engine.callId(), "anna");
        eventually(anna, State.RINGING);
    }

    @Test
    void aCallerWhoCancelsJustAsTheAgentAnswersLeavesNobodyTalking() {
        customer.dial("100");
        door.eventually(SignalCase.CALLER_INVITED);
        engine.progress(engine.callId());
        engine.ring(engine.callId(), "anna");
        eventually(anna, State.RINGING);

        anna.answer();
        customer.hangUp();

        door.eventually(SignalCase.CALLER_CANCELLED);
        eventually(anna, State.IDLE);
        assertThat(customer.view().state()).isEqualTo(State.IDLE);
    }

    @Test
    void theEngineRefusesTheCaller() {
        customer.dial("100");
        door.eventually(SignalCase.CALLER_INVITED);

        engine.refuse(engine.callId(), 480);

        eventually(customer, State.IDLE);
        assertThat(customer.view().reason()).isEqualTo("Nobody can answer now");
    }

    @Test
    void aCallerWhoTalksAlreadyWhenTheEngineRefusesIsHungUp() {
        talk();

        engine.refuse(engine.callId(), 480);

        eventually(customer, State.IDLE);
        eventually(anna, State.IDLE);
    }

    @Test
    void holdIsPassedThroughAndStopsTheOtherEndsAudio() {
        talk();
        eventually(() -> customer.view().heard() > 5 && anna.view().heard() > 5);

        customer.hold();

        eventually(() -> anna.view().onHold() && customer.view().onHold());
        eventually(() -> isSilent(customer));
        customer.resume();
        eventually(() -> !anna.view().onHold());
        var before = customer.view().heard();
        eventually(() -> customer.view().heard() > before + 5);
    }

    @Test
    void theAgentMayHoldToo() {
        talk();

        OpenDoor.presses(anna::hold, () -> customer.view().onHold());

        anna.hangUp();
        eventually(customer, State.IDLE);
    }

    @Test
    void aNumberThatNobodyHasIsNotFound() {
        customer.dial("999");

        eventually(customer, State.IDLE);

        assertThat(customer.view().reason()).isEqualTo("No such number");
        assertThat(engine.signals).isEmpty();
        assertThat(door.counted("unknown-number")).isOne();
    }

    @Test
    void aPhoneThatIsGoneIsGivenUpQuicklyAndTheNextRings() {
        var boris = door.agent("boris");
        anna.stop();
        OpenDoor.eventually(() -> isClosed(engine.contacts.get("anna")));
        engine.ringInTurn("anna", "boris");

        customer.dial("100");

        eventually(boris, State.RINGING);
        assertThat(door.eventually(SignalCase.PHONE_DECLINED).getPhoneDeclined().getStatus())
                .isEqualTo(408);
        assertThat(customer.view().state()).isEqualTo(State.CALLING);
    }

    /** Whether nobody listens at this contact any more. */
    private static boolean isClosed(String contact) {
        var port = Integer.parseInt(contact.replaceAll(".*:(\\d+).*", "$1"));
        try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException stillOpen) {
            return false;
        }
    }

    @Test
    void aSignalThatIsRefusedForNowIsToldAgain() {
        var refusals = new java.util.concurrent.atomic.AtomicInteger(2);
        engine.receipts =
                signal -> refusals.getAndDecrement() > 0 ? FakeEngine.refused("try-again") : FakeEngine.accepted();

        customer.dial("100");

        door.eventually(SignalCase.CALLER_INVITED);
        assertThat(customer.view().state()).isEqualTo(State.CALLING);
    }

    @Test
    void aCallThatTheEngineCannotTakeIsRefused() {
        for (var refusal : Map.of("no-such-number", "No such number", "bad-call", "Refused: 500")
                .entrySet()) {
            engine.receipts = signal -> FakeEngine.refused(refusal.getKey());

            customer.dial("100");

            eventually(() -> customer.view().reason().equals(refusal.getValue()));
        }
    }

    private void talk() {
        door.talk(customer, "100*471100", anna);
    }

    private static boolean isSilent(DemoPhone phone) {
        var before = phone.view().heard();
        org.awaitility.Awaitility.await()
                .pollDelay(java.time.Duration.ofMillis(400))
                .until(() -> true);
        return phone.view().heard() - before <= 1;
    }
}
