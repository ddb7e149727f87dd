package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.FreePorts;
import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.AdoptedPhone;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.Confer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A door dies while three talk with each other, and another one goes on. */
class ConferenceTakeOverTest extends Succession {

    private final int bridge = FreePorts.next();
    private DemoMixer mixer;
    private DemoPhone boris;
    private String borisOffer;

    @BeforeEach
    void threeTalk() throws IOException {
        mixer = DemoMixer.start(first.kit.system(), "127.0.0.1", bridge);
        boris = first.agent("boris");
        talk();
        first.engine.ringInTurn();
        borisOffer = first.engine.ring(first.engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();
        eventually(() -> first.engine.count(SignalCase.PHONE_PICKED_UP) == 2);
        confer(first.engine);
        threeHearEachOther();
        first.eventually(SignalCase.SESSION_AGREED);
    }

    @AfterEach
    void stopTheBridge() {
        mixer.stop();
    }

    @Test
    void theNextDoorBringsTheThreeTogetherInARoomOfItsOwn() {
        next = atAnotherAddress();
        goesOnIn(next);

        takesOver();

        next.eventually(SignalCase.SESSION_AGREED);
        threeHearEachOther();
        anna.hangUp();
        hears(customer, boris);
        hears(boris, customer);
        boris.hangUp();
        eventually(customer, State.IDLE);
    }

    @Test
    void ifTheBridgeIsGoneAsWellTheFirstTwoTalkFromEndToEnd() {
        next = atAnotherAddress();
        mixer.stop();
        goesOnIn(next);

        takesOver();

        assertThat(next.eventually(SignalCase.CONFERENCE_FAILED)
                        .getConferenceFailed()
                        .getOfferId())
                .isEqualTo(borisOffer);
        eventually(boris, State.IDLE);
        hears(customer, anna);
        hears(anna, customer);
    }

    @Test
    void thePartnerWhoHangsUpMeanwhileLeavesTheTwoTalkingFromEndToEnd() {
        next = atTheSameAddress();
        goesOnIn(next);

        boris.hangUp();

        next.eventually(SignalCase.HUNG_UP);
        theTwoTalkWithoutTheBridge(customer, anna);
    }

    @Test
    void theOwnerWhoHangsUpMeanwhileLeavesTheCallerToThePartnerFromEndToEnd() {
        next = atTheSameAddress();
        inheritance.asItStands();
        inheritance.but(this::bothPhones);
        var picked = first.engine.last(SignalCase.PHONE_PICKED_UP).orElseThrow().getPhonePickedUp();
        inheritance.goesTo(next, engine -> engine.connect(first.engine.callId(), borisOffer, picked.getAnswerSdp()));

        anna.hangUp();

        next.eventually(SignalCase.HUNG_UP);
        theTwoTalkWithoutTheBridge(customer, boris);
    }

    @Test
    void anOrderForAPhoneThatIsGoneBringsTheTwoTogetherFromEndToEnd() {
        next = atAnotherAddress();
        inheritance.asItStands();
        inheritance.but(adopt -> {
            bothPhones(adopt);
            adopt.removePhones(1);
        });
        inheritance.goesTo(next, this::confer);

        takesOver();

        next.eventually(SignalCase.SESSION_AGREED);
        theTwoTalkWithoutTheBridge(customer, anna);
    }

    private void theTwoTalkWithoutTheBridge(DemoPhone one, DemoPhone other) {
        mixer.stop();
        goesOn(one);
        goesOn(other);
        hears(one, other);
        hears(other, one);
    }

    /** It hears more than what had been on the way. */
    private static void goesOn(DemoPhone phone) {
        var before = phone.view().heard();
        eventually(() -> phone.view().heard() > before + 30);
    }

    private void goesOnIn(OpenDoor door) {
        inheritance.asItStands();
        inheritance.but(this::bothPhones);
        inheritance.goesTo(door, this::confer);
    }

    private void bothPhones(Adopt.Builder adopt) {
        adopt.clearPhones();
        first.engine.signals.stream().filter(it -> it.hasPhonePickedUp()).forEach(it -> {
            var picked = it.getPhonePickedUp();
            adopt.addPhones(AdoptedPhone.newBuilder()
                    .setOfferId(picked.getOfferId())
                    .setDialog(picked.getDialog())
                    .setAnswerSdp(picked.getAnswerSdp()));
        });
        adopt.setTalking(adopt.getPhones(0).getOfferId()).setInConference(true);
        var agreed = first.engine.last(SignalCase.SESSION_AGREED).orElseThrow().getSessionAgreed();
        adopt.getPhonesBuilder(0).setDialog(agreed.getAgent());
    }

    private void confer(FakeEngine engine) {
        engine.order(
                first.engine.callId(),
                order -> order.setConfer(
                        Confer.newBuilder().setOfferId(borisOffer).setAddress("sip:room-{id}@127.0.0.1:" + bridge)));
    }

    private void threeHearEachOther() {
        hears(customer, anna, boris);
        hears(anna, customer, boris);
        hears(boris, customer, anna);
    }

    private void hears(DemoPhone phone, DemoPhone... others) {
        var tones = List.of(others).stream()
                .map(other -> other == customer
                        ? Tones.CALLERS
                        : Tones.of(other.view().user()))
                .sorted()
                .toList();
        eventually(() -> phone.view().hears().equals(tones));
    }
}
