package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;

/** One request of each address is let in, and then none for a long time. */
class NewcomersTest {

    private static final String TRUNK = "192.0.2.1";
    private static final String STRANGER = "192.0.2.2";

    private final Newcomers newcomers = new Newcomers(Set.of(TRUNK), new PhoneSettings.Flood(0, 1, 1, 1));

    @Test
    void whatBeginsSomethingIsTurnedAwayOnceThereIsTooMuchOfIt() {
        assertThat(newcomers.admit(request("INVITE", ""), STRANGER)).isTrue();

        assertThat(newcomers.admit(request("INVITE", ""), STRANGER)).isFalse();
        assertThat(newcomers.admit(request("OPTIONS", ""), STRANGER)).isFalse();
        assertThat(newcomers.admit(request("INVITE", ""), "192.0.2.3")).isTrue();
    }

    @Test
    void whatIsInACallOrEndsSomethingIsAlwaysLetIn() {
        newcomers.admit(request("INVITE", ""), STRANGER);

        assertThat(newcomers.admit(request("INVITE", ";tag=2"), STRANGER)).isTrue();
        assertThat(newcomers.admit(request("CANCEL", ""), STRANGER)).isTrue();
        assertThat(newcomers.admit(request("ACK", ""), STRANGER)).isTrue();
    }

    @Test
    void aTrunkMaySendWhateverItLikes() {
        for (var i = 0; i < 10; i++) {
            assertThat(newcomers.admit(request("INVITE", ""), TRUNK)).isTrue();
        }
    }

    @Test
    void onlyCallersAndPhonesHearThatTheyAreTurnedAway() {
        assertThat(Newcomers.refusal(request("INVITE", "")))
                .map(Response::getStatusCode)
                .contains(503);
        assertThat(Newcomers.refusal(request("REGISTER", ""))).isPresent();
        assertThat(Newcomers.refusal(request("OPTIONS", ""))).isEmpty();
    }

    private static Request request(String method, String toTag) {
        return Sip.built(() -> Sip.MESSAGES.createRequest(method + " sip:100@x SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP x;branch=z9hG4bK1\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>" + toTag + "\r\n"
                + "Call-ID: 1\r\nCSeq: 1 " + method + "\r\nMax-Forwards: 70\r\n\r\n"));
    }
}
