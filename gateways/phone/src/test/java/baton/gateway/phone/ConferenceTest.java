package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.FreePorts;
import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.Confer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three real SIP telephones hear each other through a conference bridge; who hears whom is known by the tones. */
class ConferenceTest {

    private final OpenDoor door = new OpenDoor(Map.of(
            "baton.phone.calls.conference-check", "500ms",
            "baton.phone.calls.change-limit", "5s"));
    private final FakeEngine engine = door.engine;
    private final int bridge = FreePorts.next();
    private DemoMixer mixer;
    private DemoPhone customer;
    private DemoPhone anna;
    private DemoPhone boris;
    private String borisOffer;

    @BeforeEach
    void theCustomerTalksWithAnna() throws IOException {
        mixer = DemoMixer.start(door.kit.system(), "127.0.0.1", bridge);
        customer = door.customer("380501112233");
        anna = door.agent("anna");
        boris = door.agent("boris");
        door.talk(customer, "100", anna);
        hears(customer, anna);
        hears(anna, customer);
        engine.ringInTurn();
        borisOffer = engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
    }

    @AfterEach
    void close() {
        mixer.stop();
        door.close();
    }

    @Test
    void eachOfTheThreeHearsTheTwoOthers() {
        allTogether();

        hears(customer, anna, boris);
        hears(anna, customer, boris);
        hears(boris, customer, anna);
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
        assertThat(door.eventually(SignalCase.SESSION_AGREED)
                        .getSessionAgreed()
                        .getAgent()
                        .getCallId())
                .isEqualTo(dialogOf("anna"));
    }

    @Test
    void theSecondAgentLeavesAndTheFirstGoesOnFromEndToEnd() {
        allTogether();

        boris.hangUp();

        eventually(() -> mixer.parties() == 0);
        goesOn(customer);
        goesOn(anna);
        hears(customer, anna);
        hears(anna, customer);
        assertThat(hungUp("boris").getHungUp().getEarly()).isFalse();
        assertThat(engine.count(SignalCase.HUNG_UP)).isOne();
    }

    @Test
    void theFirstAgentLeavesAndTheSecondHasTheCallerFromEndToEnd() {
        allTogether();

        anna.hangUp();

        eventually(() -> mixer.parties() == 0);
        goesOn(customer);
        goesOn(boris);
        hears(customer, boris);
        hears(boris, customer);
        assertThat(hungUp("anna").getHungUp().getEarly()).isFalse();
        eventually(() -> door.eventually(SignalCase.SESSION_AGREED)
                .getSessionAgreed()
                .getAgent()
                .getCallId()
                .equals(dialogOf("boris")));
        boris.hangUp();
        eventually(customer, State.IDLE);
    }

    @Test
    void theCallersHangUpEndsItForAll() {
        allTogether();

        customer.hangUp();

        eventually(anna, State.IDLE);
        eventually(boris, State.IDLE);
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
        eventually(() -> mixer.parties() == 0);
    }

    @Test
    void bothAgentsWhoHangUpLeaveNobodyOnTheLine() {
        allTogether();

        anna.hangUp();
        boris.hangUp();

        eventually(customer, State.IDLE);
    }

    @Test
    void aBridgeThatDoesNotAnswerLeavesTheTwoTalking() {
        boris.answer();
        pickedUp();

        confer("sip:room-{id}@127.0.0.1:9");

        assertThat(door.eventually(SignalCase.CONFERENCE_FAILED)
                        .getConferenceFailed()
                        .getOfferId())
                .isEqualTo(borisOffer);
        eventually(boris, State.IDLE);
        hears(customer, anna);
        hears(anna, customer);
        assertThat(customer.view().state()).isEqualTo(State.TALKING);
    }

    @Test
    void aBridgeThatRefusesLeavesTheTwoTalking() {
        boris.answer();
        pickedUp();

        confer("sip:" + "x".repeat(65) + "{id}@127.0.0.1:" + bridge);

        door.eventually(SignalCase.CONFERENCE_FAILED);
        eventually(boris, State.IDLE);
        hears(customer, anna);
        hears(anna, customer);
    }

    @Test
    void aBridgeThatHangsUpBringsTheFirstTwoTogetherFromEndToEnd() {
        allTogether();

        mixer.hangUp();

        door.eventually(SignalCase.CONFERENCE_FAILED);
        eventually(boris, State.IDLE);
        goesOn(customer);
        goesOn(anna);
        hears(customer, anna);
        hears(anna, customer);
    }

    @Test
    void aBridgeThatDiesBringsTheFirstTwoTogetherFromEndToEnd() {
        allTogether();

        mixer.stop();

        door.eventually(SignalCase.CONFERENCE_FAILED);
        eventually(boris, State.IDLE);
        goesOn(customer);
        goesOn(anna);
        hears(customer, anna);
        hears(anna, customer);
    }

    @Test
    void aSecondPhoneThatHangsUpWhileTheThreeAreBroughtTogetherIsNotMissed() {
        boris.answer();
        pickedUp();

        confer();
        boris.hangUp();

        eventually(boris, State.IDLE);
        hears(customer, anna);
        hears(anna, customer);
        assertThat(customer.view().state()).isEqualTo(State.TALKING);
    }

    @Test
    void aCallerOnHoldInAConferenceComesBackIntoIt() {
        allTogether();

        customer.hold();
        hears(customer);
        hears(anna, customer, boris);
        customer.resume();

        hears(customer, anna, boris);
        hears(anna, customer, boris);
    }

    @Test
    void aConferenceMayBeginAnewWithTheSamePhones() {
        allTogether();
        boris.hangUp();
        hears(customer, anna);
        borisOffer = engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);

        allTogether();
    }

    @Test
    void theOrderMayComeTwice() {
        allTogether();
        var before = engine.count(SignalCase.SESSION_AGREED);

        confer();

        hears(customer, anna, boris);
        assertThat(engine.count(SignalCase.SESSION_AGREED)).isEqualTo(before);
    }

    private void allTogether() {
        boris.answer();
        pickedUp();
        confer();
        hears(customer, anna, boris);
        hears(anna, customer, boris);
        hears(boris, customer, anna);
        eventually(() -> engine.count(SignalCase.SESSION_AGREED) > 0);
    }

    private void pickedUp() {
        eventually(() -> engine.signals.stream()
                .anyMatch(it -> it.hasPhonePickedUp()
                        && it.getPhonePickedUp().getOfferId().equals(borisOffer)));
    }

    private void confer() {
        confer("sip:room-{id}@127.0.0.1:" + bridge);
    }

    private void confer(String address) {
        engine.order(
                engine.callId(),
                order -> order.setConfer(
                        Confer.newBuilder().setOfferId(borisOffer).setAddress(address)));
    }

    private CallSignal hungUp(String agentId) {
        eventually(() -> engine.signals.stream()
                .anyMatch(it -> it.hasHungUp() && it.getHungUp().getOfferId().startsWith(agentId)));
        return engine.last(SignalCase.HUNG_UP).orElseThrow();
    }

    private String dialogOf(String agentId) {
        return engine.signals.stream()
                .filter(it -> it.hasPhonePickedUp()
                        && it.getPhonePickedUp().getOfferId().startsWith(agentId))
                .findFirst()
                .orElseThrow()
                .getPhonePickedUp()
                .getDialog()
                .getCallId();
    }

    /** It hears more than what had been on the way. */
    private static void goesOn(DemoPhone phone) {
        var before = phone.view().heard();
        eventually(() -> phone.view().heard() > before + 30);
    }

    /** These, and nobody else. */
    private void hears(DemoPhone phone, DemoPhone... others) {
        var tones = List.of(others).stream()
                .flatMapToInt(this::tone)
                .sorted()
                .boxed()
                .toList();
        eventually(() -> phone.view().hears().equals(tones));
    }

    private IntStream tone(DemoPhone phone) {
        return IntStream.of(
                phone == customer ? Tones.CALLERS : Tones.of(phone.view().user()));
    }
}
