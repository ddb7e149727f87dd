package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Incoming;
import javax.sip.message.Response;

/** What a {@link DemoPhoneLine} hears: from the hand on the telephone, from the wire, from its own clock. */
sealed interface DemoPhoneCommand {

    record Opened(SipEdge edge) implements DemoPhoneCommand {}

    record Heard(Incoming incoming) implements DemoPhoneCommand {}

    record Repeated(Response response) implements DemoPhoneCommand {}

    record Dial(String number) implements DemoPhoneCommand {}

    record Pick() implements DemoPhoneCommand {}

    record Decline() implements DemoPhoneCommand {}

    record HangUp() implements DemoPhoneCommand {}

    record Hold(boolean hold) implements DemoPhoneCommand {}

    record Register(boolean on) implements DemoPhoneCommand {}

    record CallAs(String user) implements DemoPhoneCommand {}

    record Stop() implements DemoPhoneCommand {}

    record Said(PhoneRing call, Answer answer) implements DemoPhoneCommand {}

    record HoldSaid(DialogSide dialog, Answer answer) implements DemoPhoneCommand {}

    record RegistrarSaid(Answer answer) implements DemoPhoneCommand {}

    record NotAcked() implements DemoPhoneCommand {}

    record LookAgain() implements DemoPhoneCommand {}
}
