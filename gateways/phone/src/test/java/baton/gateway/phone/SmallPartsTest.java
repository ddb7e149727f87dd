package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SmallPartsTest {

    @Test
    void aFloodGateLetsABurstPassAndThenASteadyRate() {
        var nanos = new AtomicLong();
        var gate = new FloodGate(2, 3, nanos::get);
        for (var i = 0; i < 3; i++) {
            assertThat(gate.pass("a")).isTrue();
        }

        assertThat(gate.pass("a")).isFalse();
        assertThat(gate.pass("b")).isTrue();
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(gate.pass("a")).isTrue();
        assertThat(gate.pass("a")).isFalse();
    }

    @Test
    void anAnswerIsRepeatedForThirtyTwoSeconds() {
        var request = Sip.built(() -> Sip.MESSAGES.createRequest("INVITE sip:100@x SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP x;branch=z9hG4bK1\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\n"
                + "Call-ID: 1\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\n\r\n"));
        var unacked = new Unacked(Sip.reply(request, 200, "tag"));
        var waited = Duration.ZERO;
        var longest = Duration.ZERO;
        do {
            waited = waited.plus(unacked.pause());
            longest = unacked.pause();
        } while (unacked.goesOn());

        assertThat(waited).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(36));
        assertThat(longest).isEqualTo(Duration.ofSeconds(4));
    }

    /** Only an answer that another node has given before may have been acknowledged there. */
    @Test
    void theFirstAnswerOfACallThatAnotherNodeHadIsWaitedForAsAnyOther() {
        var caller = waitingElsewhere();

        var answer = caller.answer("v=0\r\n").orElseThrow();

        assertThat(caller.mayHaveAcked()).isFalse();
        assertThat(waited(answer)).isGreaterThanOrEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void anAnswerThatAnotherNodeHasGivenIsSaidAgainOnlyForSomeSeconds() {
        var caller = waitingElsewhere();

        var answer = caller.answerAgain().orElseThrow();

        assertThat(caller.mayHaveAcked()).isTrue();
        assertThat(waited(answer)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void aFinishedCallIsRememberedForTenMinutesUnlessItGoesOn() {
        var nanos = new AtomicLong();
        var finished = new FinishedCalls(nanos::get);
        var one = new CallName("shop", "1");
        var other = new CallName("shop", "2");
        finished.add(one);
        finished.add(other);

        finished.forget(other);

        assertThat(finished.has(other)).isFalse();
        assertThat(finished.has(new CallName("bank", "1"))).isFalse();
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(finished.has(one)).isTrue();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(finished.has(one)).isFalse();
    }

    @Test
    void anAddressOfManyColonsStandsInBrackets() {
        assertThat(PhoneGateway.address("10.0.0.1", 5060)).isEqualTo("10.0.0.1:5060");
        assertThat(PhoneGateway.address("2001:db8::1", 5060)).isEqualTo("[2001:db8::1]:5060");
        assertThat(PhoneGateway.address("[2001:db8::1]", 5060)).isEqualTo("[2001:db8::1]:5060");
    }

    private static CallerSide waitingElsewhere() {
        var edge = new SilentEdge();
        var head = Sip.built(() -> Sip.MESSAGES.createRequest("INVITE sip:100@x SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP x;branch=z9hG4bK1\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\n"
                + "Call-ID: 1\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\n\r\n"));
        var dialog = DialogSide.called(edge, head, "tag", "udp", "name");
        return CallerSide.adopted(Optional.of(new StoredInvite(edge, head)), dialog, false);
    }

    private static Duration waited(Unacked answer) {
        var waited = Duration.ZERO;
        do {
            waited = waited.plus(answer.pause());
        } while (answer.goesOn());
        return waited;
    }

    @Test
    void aSessionDescriptionIsReadBack() {
        var here = new InetSocketAddress("127.0.0.1", 4000);

        assertThat(Sdp.audio(Sdp.of(here, 1, "sendonly"))).contains(here);
        assertThat(Sdp.direction(Sdp.of(here, 1, "sendonly"))).isEqualTo("sendonly");
        assertThat(Sdp.answerTo("sendonly")).isEqualTo("recvonly");
        assertThat(Sdp.audio("v=0\r\nc=IN IP4 evil.example\r\nm=audio 4000 RTP/AVP 8\r\n"))
                .isEmpty();
        assertThat(Sdp.audio("v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 99999 RTP/AVP 8\r\n"))
                .isEmpty();
    }
}
