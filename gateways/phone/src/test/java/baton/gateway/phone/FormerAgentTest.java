package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Phones that say the wrong thing, or nothing, while the caller is handed on. */
class FormerAgentTest extends BarePhones {

    private static final String HOLD = "sendonly";

    FormerAgentTest() {
        super(Map.of("baton.phone.calls.change-limit", "1s"));
    }

    @Test
    void anErrorOfTheAgentBeforeDoesNotEndTheTalkOfTheNext() throws IOException {
        talksWithVera();
        customer.send(says("INFO", 3, ""));
        var dtmf = next(vera, "INFO");
        handedOnToBoris();
        next(vera, "BYE");

        vera.send(reply(dtmf, "481 Gone", ""));

        next(customer, "SIP/2.0 481");
        customer.send(says("INFO", 4, ""));
        assertThat(next(customer, "SIP/2.0")).contains("CSeq: 4 INFO").doesNotStartWith("SIP/2.0 481");
        assertThat(boris.view().state()).isEqualTo(State.TALKING);
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void anAgentWhoNeverAcknowledgesKeepsNobodyOnTheLine() throws IOException {
        talksWithVera();
        holdsWithoutAck();

        engine.park(engine.callId());

        next(vera, "BYE");
        assertThat(next(customer, "ACK")).contains("CSeq: 1 ACK");
        var silence = next(customer, "INVITE");
        assertThat(silence).contains("CSeq: 2 INVITE").contains("a=inactive");
        customer.send(reply(silence, "200 OK", SDP));
        next(customer, "ACK");
        customer.send(says("INVITE", 3, SDP));
        assertThat(next(customer, "SIP/2.0")).as("nobody's ACK is waited for").startsWith("SIP/2.0 200");
        customer.send(says("ACK", 3, ""));
        handedOnToBoris();
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void anAgentWhoNeverAcknowledgesDoesNotKeepTheNextOneWaiting() throws IOException {
        talksWithVera();
        holdsWithoutAck();

        handedOnToBoris();

        next(vera, "BYE");
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void aChangeThatAnAgentNeverAnswersIsAskedForLater() throws IOException {
        talksWithVera();
        customer.send(says("INVITE", 3, SDP));
        vera.send(reply(next(vera, "INVITE"), "100 Trying", ""));

        engine.park(engine.callId());

        assertThat(next(customer, "SIP/2.0")).startsWith("SIP/2.0 491");
        assertThat(next(customer, "INVITE")).contains("a=inactive");
    }

    @Test
    void aChangeThatTakesTooLongIsCancelled() throws IOException {
        talksWithVera();
        customer.send(says("INVITE", 3, SDP));
        var change = next(vera, "INVITE");
        vera.send(reply(change, "100 Trying", ""));

        next(vera, "CANCEL");

        assertThat(next(customer, "SIP/2.0")).startsWith("SIP/2.0 504");
        vera.send(reply(change, "487 Terminated", ""));
        next(vera, "ACK");
        vera.send(reply(asksVeraAgain(), "200 OK", SDP));
        next(customer, "SIP/2.0 200");
    }

    /** Until the end of the change before has been heard, this one gets 491. */
    private String asksVeraAgain() throws IOException {
        for (int number = 4; number < 14; number++) {
            customer.send(says("INVITE", number, SDP));
            var passed = vera.answer(500).filter(text -> text.startsWith("INVITE"));
            if (passed.isPresent()) {
                return passed.get();
            }
        }
        throw new AssertionError("the customer may not change anything any more");
    }

    @Test
    void aCustomersPhoneThatNeverAnswersLeavesTheTwoTalking() throws IOException {
        talksWithVera();
        var join = borisIsToTakeOver();
        customer.send(reply(join, "100 Trying", ""));

        var cancel = next(customer, "CANCEL");
        customer.send(reply(cancel, "200 OK", ""));
        customer.send(reply(join, "487 Terminated", ""));

        eventually(boris, State.IDLE);
        var hungUp = door.eventually(SignalCase.HUNG_UP).getHungUp();
        assertThat(hungUp.getSide()).isEqualTo("agent");
        assertThat(hungUp.getOfferId()).startsWith("boris");
        assertThat(hungUp.getEarly()).isTrue();
        assertThat(hungUp.getStaysWith()).startsWith("vera");
        customer.send(says("INFO", 3, ""));
        vera.send(reply(next(vera, "INFO"), "200 OK", ""));
        assertThat(next(customer, "SIP/2.0 200")).contains("CSeq: 3 INFO");
    }

    @Test
    void anAnswerThatCrossesTheCancelIsPutRight() throws IOException {
        talksWithVera();
        var join = borisIsToTakeOver();
        customer.send(reply(join, "100 Trying", ""));
        next(customer, "CANCEL");
        eventually(boris, State.IDLE);

        customer.send(reply(join, "200 OK", SDP));

        assertThat(next(customer, "ACK")).contains("CSeq: 1 ACK");
        var back = next(customer, "INVITE");
        assertThat(back).contains("m=audio " + VERAS_AUDIO);
        assertThat(version(back)).isGreaterThan(version(join));
        assertThat(engine.last(SignalCase.HUNG_UP).orElseThrow().getHungUp().getEarly())
                .isTrue();
    }

    @Test
    void aNextAgentWhoHangsUpBeforeTheCustomersPhoneHasAgreedGivesTheCustomerBack() throws IOException {
        talksWithVera();
        var join = borisIsToTakeOver();

        boris.hangUp();
        door.eventually(SignalCase.HUNG_UP);
        customer.send(reply(join, "200 OK", SDP));

        next(customer, "ACK");
        var back = next(customer, "INVITE");
        assertThat(back).contains("m=audio " + VERAS_AUDIO);
        customer.send(reply(back, "200 OK", SDP));
        next(customer, "ACK");
        assertThat(engine.last(SignalCase.HUNG_UP).orElseThrow().getHungUp().getStaysWith())
                .startsWith("vera");
        assertThat(vera.answer(300)).as("vera talks on").isEmpty();
    }

    @Test
    void whoHangsUpAfterTheNextOneHasPickedUpLeavesTheCustomerToThatOne() throws IOException {
        talksWithVera();
        var offer = borisPicksUp();

        vera.send(inVerasDialog("BYE", 1, ""));

        assertThat(next(vera, "SIP/2.0")).startsWith("SIP/2.0 200");
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getOfferId()).startsWith("vera");
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        eventually(() -> engine.last(SignalCase.SESSION_AGREED).isPresent());
        assertThat(boris.view().state()).isEqualTo(State.TALKING);
    }

    @Test
    void ifBothHangUpTheCustomerIsSilentAndWaits() throws IOException {
        talksWithVera();
        borisPicksUp();
        vera.send(inVerasDialog("BYE", 1, ""));
        next(vera, "SIP/2.0 200");

        boris.hangUp();

        eventually(() -> engine.count(SignalCase.HUNG_UP) == 2);
        var hungUp = engine.last(SignalCase.HUNG_UP).orElseThrow().getHungUp();
        assertThat(hungUp.getEarly()).isTrue();
        assertThat(hungUp.getStaysWith()).isEmpty();
        assertThat(next(customer, "INVITE")).contains("a=inactive");
    }

    @Test
    void aPhoneThatHoldsAndResumesEndlesslyIsSlowedDown() throws IOException {
        talksWithVera();
        var refused = "";
        var begin = System.nanoTime();
        for (int number = 1; number <= 60 && refused.isEmpty(); number++) {
            vera.send(inVerasDialog("INVITE", number, number % 2 == 0 ? SDP : SDP.replace("sendrecv", HOLD)));
            var heard = passedOnOrRefused();
            if (heard.startsWith("INVITE")) {
                customer.send(reply(heard, "200 OK", SDP));
                next(vera, "SIP/2.0 200");
                vera.send(inVerasDialog("ACK", number, ""));
                next(customer, "ACK");
            } else {
                refused = heard;
            }
        }
        var twoSeconds = (System.nanoTime() - begin) / 2_000_000_000L; // one more may pass in each

        assertThat(refused).startsWith("SIP/2.0 500").containsPattern("Retry-After: [1-9]");
        assertThat(engine.count(SignalCase.SESSION_AGREED)).isLessThanOrEqualTo(31 + twoSeconds);
        assertThat(door.counted("flood")).isPositive();
        customer.send(says("INVITE", 3, SDP));
        assertThat(next(vera, "INVITE"))
                .as("the other end may still change something")
                .isNotEmpty();
    }

    /** What the customer's phone is asked, or why vera's is refused it. */
    private String passedOnOrRefused() throws IOException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            var asked = customer.answer(100).orElse("");
            if (heard.add(asked) && asked.startsWith("INVITE")) {
                return asked;
            }
            var refused = vera.answer(100).orElse("");
            if (heard.add(refused) && refused.startsWith("SIP/2.0")) {
                return refused;
            }
        }
        throw new AssertionError("nobody hears of the change");
    }

    /** Boris has picked up and the engine gives him the customer; the customer's phone has not answered yet. */
    private String borisIsToTakeOver() throws IOException {
        var offer = borisPicksUp();
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        return next(customer, "INVITE");
    }

    private void holdsWithoutAck() throws IOException {
        vera.send(inVerasDialog("INVITE", 1, SDP.replace("sendrecv", HOLD)));
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        next(vera, "SIP/2.0 200");
    }

    private static long version(String message) {
        var origin = SessionText.origin(message);
        return Long.parseLong(origin.split(" ")[2]);
    }

    private void handedOnToBoris() throws IOException {
        var offer = borisPicksUp();
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));
        eventually(() -> engine.last(SignalCase.SESSION_AGREED)
                .filter(signal -> signal.getSessionAgreed().hasAgent())
                .isPresent());
    }
}
