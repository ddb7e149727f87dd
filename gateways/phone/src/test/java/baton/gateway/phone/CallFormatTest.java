package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.CallFormat.Invitation;
import baton.gateway.phone.CallFormat.Refusal;
import java.util.Set;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallFormatTest {

    private static final String TRUNK = "192.0.2.7";

    private final CallFormat format = new CallFormat(FakeEngine.tenantsOf(FakeEngine.SHOP), Set.of(TRUNK));

    @Test
    void anInviteBecomesAnInvitation() {
        var invited = invited(invite("sip:100*471100@baton.example"), "127.0.0.1");

        assertThat(invited.getTenant()).isEqualTo("shop");
        assertThat(invited.getCaller()).isEqualTo("+380501112233");
        assertThat(invited.getCallerName()).isEqualTo("Olena");
        assertThat(invited.getCalled()).isEqualTo("100*471100");
        assertThat(invited.getOfferSdp()).startsWith("v=0").contains("m=audio");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:+380501112233@x, +380501112233",
        "sip:+380-50-111.22.33@x, +380501112233",
        "sip:100%2A4711@x, 100*4711",
        "sip:100%23@x, 100#",
        "sip:Anna.B@x, anna.b",
        "sip:100;phone-context=x@x, 100",
        "tel:+380501112233, +380501112233",
        "sip:x, ''",
        "sip:%3Cscript%3E@x, ''",
        "mailto:x@y, ''",
    })
    void aUserIsReadAsDialled(String uri, String user) {
        assertThat(CallFormat.user(Sip.built(() -> Sip.ADDRESSES.createURI(uri))))
                .isEqualTo(user);
    }

    @Test
    void onlyATrustedTrunkMayAssertWhoCalls() {
        var request = invite("sip:100@baton.example");
        request.setHeader(
                Sip.built(() -> Sip.HEADERS.createHeader("P-Asserted-Identity", "<sip:+380679998877@trunk>")));

        assertThat(invited(request, TRUNK).getCaller()).isEqualTo("+380679998877");
        assertThat(invited(request, "192.0.2.8").getCaller()).isEqualTo("+380501112233");
    }

    @Test
    void aNumberThatNoTrustedTrunkHasSaidIsNotProven() {
        var request = invite("sip:100@baton.example");

        assertThat(invited(request, TRUNK).getNumberUnproven()).isFalse();
        assertThat(invited(request, "192.0.2.8").getNumberUnproven()).isTrue();
        assertThat(invited(request, "192.0.2.8").getCaller()).isEqualTo("+380501112233");
    }

    @Test
    void whereNobodyIsTrustedEverybodyIsBelieved() {
        var open = new CallFormat(FakeEngine.tenantsOf(FakeEngine.SHOP), Set.of());

        assertThat(((Invitation) open.in(invite("sip:100@baton.example"), "192.0.2.8"))
                        .invited()
                        .getNumberUnproven())
                .isFalse();
    }

    @Test
    void theNumberMayAlsoStandInTo() {
        var request = invite("sip:gateway@baton.example");
        Sip.built(() -> {
            Sip.to(request).setAddress(Sip.ADDRESSES.createAddress("sip:100@baton.example"));
            return request;
        });

        assertThat(invited(request, "x").getCalled()).isEqualTo("100");
    }

    @Test
    void aCallHasOneIdHoweverOftenItIsRepeated() {
        var request = invite("sip:100@baton.example");
        var other = invite("sip:100@baton.example");

        assertThat(CallFormat.callId(request)).hasSize(32).isEqualTo(CallFormat.callId((Request) request.clone()));
        assertThat(CallFormat.callId(other)).isNotEqualTo(CallFormat.callId(request));
    }

    @Test
    void anUnknownNumberIsNotFound() {
        assertThat(format.in(invite("sip:999@baton.example"), "x"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.response().getStatusCode())
                                .isEqualTo(404));
    }

    private baton.protocol.gateway.v1.CallerInvited.Builder invited(Request request, String source) {
        return ((Invitation) format.in(request, source)).invited();
    }

    private static Request invite(String uri) {
        return Sip.built(() -> {
            var from = Sip.ADDRESSES.createAddress("Olena", Sip.ADDRESSES.createURI("sip:+380501112233@phone.example"));
            var request = Sip.MESSAGES.createRequest("INVITE " + uri + " SIP/2.0\r\n"
                    + "Via: SIP/2.0/UDP phone.example;branch=z9hG4bK1\r\n"
                    + "Max-Forwards: 70\r\n"
                    + "From: " + from + ";tag=" + Sip.random() + "\r\n"
                    + "To: <sip:someone@baton.example>\r\n"
                    + "Call-ID: " + Sip.random() + "\r\n"
                    + "CSeq: 1 INVITE\r\n"
                    + "Contact: <sip:olena@127.0.0.1>\r\n\r\n");
            return Sip.withSdp(request, Sdp.of(new java.net.InetSocketAddress("127.0.0.1", 4000), 1, "sendrecv"));
        });
    }
}
