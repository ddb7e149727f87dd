package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipMessageTest {

    private static final String INVITE = "INVITE sip:a0001@127.0.0.1:5070 SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\n"
            + "Via: SIP/2.0/UDP 127.0.0.1:5061;branch=z9hG4bK2\r\n"
            + "From: <sip:380000000007@127.0.0.1>;tag=f\r\nTo: <sip:a0001@baton>\r\nCall-ID: x@127.0.0.1\r\n"
            + "CSeq: 1 INVITE\r\nContact: <sip:baton@127.0.0.1:5060>\r\n"
            + SipMessage.sdp("7", 4000);

    @Test
    void anInviteIsUnderstoodWithTheNumberOfItsCall() {
        var invite = SipMessage.parse(INVITE);

        assertThat(invite.isResponse()).isFalse();
        assertThat(invite.method()).isEqualTo("INVITE");
        assertThat(invite.callId()).isEqualTo("x@127.0.0.1");
        assertThat(invite.contact()).isEqualTo("sip:baton@127.0.0.1:5060");
        assertThat(invite.sessionName()).isEqualTo("7");
    }

    @Test
    void anAnswerGoesBackTheWayTheRequestCameWithTheTagOfWhoAnswers() {
        var answer = SipMessage.parse(SipMessage.parse(INVITE).answer(180, "Ringing", "t", ""));

        assertThat(answer.isResponse()).isTrue();
        assertThat(answer.status()).isEqualTo(180);
        assertThat(answer.method()).isEqualTo("INVITE");
        assertThat(answer.all("Via"))
                .containsExactly(
                        "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1", "SIP/2.0/UDP 127.0.0.1:5061;branch=z9hG4bK2");
        assertThat(answer.header("To")).isEqualTo("<sip:a0001@baton>;tag=t");
    }
}
