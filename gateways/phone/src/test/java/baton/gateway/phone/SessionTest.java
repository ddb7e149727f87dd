package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionTest {

    private static final String OFFER =
            "v=0\r\no=caller 1 1 IN IP4 10.0.0.7\r\nc=IN IP4 10.0.0.7\r\nm=audio 4000 RTP/AVP 8 0\r\n";

    private final Session session = new Session(OFFER);

    @Test
    void anAnswerThatSaysLessDoesNotMakeThePhoneLess() {
        session.agentOffered("m=audio 1 RTP/AVP 8\r\n", OFFER.replace("8 0", "8"));

        assertThat(session.callersOffer()).isEqualTo(OFFER);
    }

    @Test
    void anAnswerFromElsewhereIsWhereTheNextPhoneMustSend() {
        session.agentOffered("m=audio 1 RTP/AVP 8\r\n", OFFER.replace("4000", "4002") + "a=recvonly\r\n");

        assertThat(session.callersOffer()).isEqualTo(OFFER.replace("4000", "4002") + "a=sendrecv\r\n");
    }

    @Test
    void whoHoldsByNoAddressCanStillBeReachedWhereItWas() {
        session.callerOffered(OFFER.replace("c=IN IP4 10.0.0.7", "c=IN IP4 0.0.0.0"));

        assertThat(session.heldByCaller()).isTrue();
        assertThat(session.callersOffer()).isEqualTo(OFFER);
    }

    @Test
    void theNextPhoneIsOfferedATalkHoweverTheLastOneEnded() {
        session.callerOffered(OFFER + "a=sendonly\r\n");
        session.agentOffered(OFFER + "a=inactive\r\n", OFFER + "a=inactive\r\n");
        assertThat(session.heldByCaller()).isTrue();
        assertThat(session.heldByAgent()).isTrue();

        session.agentChanged(OFFER + "a=sendonly\r\n");

        assertThat(session.heldByAgent()).isFalse();
        assertThat(session.callersOffer()).isEqualTo(OFFER + "a=sendrecv\r\n");
    }

    @Test
    void whatWeHoldIsOverWhenThePhoneTalksAgain() {
        session.agentHolds(OFFER + "a=inactive\r\n");
        assertThat(session.quiet()).isTrue();

        session.agentOffered(OFFER, OFFER);

        assertThat(session.quiet()).isFalse();
        assertThat(session.heldByAgent()).isFalse();
    }
}
