package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
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
