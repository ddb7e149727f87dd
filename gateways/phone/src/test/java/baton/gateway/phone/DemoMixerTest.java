package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.FreePorts;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers say to the demo's conference bridge. */
class DemoMixerTest {

    private static final Pattern TAG = Pattern.compile("(?m)^To: .*;tag=(\\S+)\\s*$");

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("pekko.loglevel = WARNING\npekko.actor.provider = local")
                    .withFallback(ConfigFactory.load()));
    private final int port = FreePorts.next();
    private DemoMixer mixer;
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        mixer = DemoMixer.start(kit.system(), "127.0.0.1", port);
        wire = new Wire(port);
        eventually(() -> options().startsWith("SIP/2.0 200"));
    }

    @AfterEach
    void close() {
        wire.close();
        mixer.stop();
        kit.shutdownTestKit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Contact: <tel:+380501112233>\n"})
    void whoGivesNoAddressOfSipIsRefusedAndTheBridgeGoesOn(String contact) throws IOException {
        var answer = enter("a", contact, "127.0.0.1");

        assertThat(answer).startsWith("SIP/2.0 400");
        goesOn();
    }

    @Test
    void anAddressThatIsNoneStopsNobodysAudio() throws IOException {
        enter("a", contact(), "999.999.999.999");
        goesOn();
        assertThat(mixer.parties()).isOne();
    }

    @Test
    void aChangeBeforeTheAckOfTheOneBeforeMayComeAgain() throws IOException {
        var entered = invite("a", contact(), "127.0.0.1", "", 1);
        var tag = tag(entered);

        assertThat(invite("a", contact(), "127.0.0.1", tag, 2)).startsWith("SIP/2.0 491");
        ack("a", tag, 1);
        eventually(() -> !nextIs491(tag));
    }

    @Test
    void audioGoesNowhereBeforeTheAnswerIsAcknowledged() throws IOException {
        try (var victim = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            victim.setSoTimeout(300);
            audio = victim.getLocalPort();
            var tag = tag(invite("a", contact(), "127.0.0.1", "", 1));
            var packet = new DatagramPacket(new byte[500], 500);
            assertThatThrownBy(() -> victim.receive(packet)).isInstanceOf(SocketTimeoutException.class);

            ack("a", tag, 1);

            victim.setSoTimeout(20_000);
            victim.receive(packet);
            assertThat(packet.getLength()).isEqualTo(172);
        }
    }

    @Test
    void onlyOnThisMachineItIsOutOfReach() throws IOException {
        assertThat(DemoMixer.isOutOfReach("127.0.0.1")).isTrue();
        assertThat(DemoMixer.isOutOfReach("::1")).isTrue();
        assertThat(DemoMixer.isOutOfReach("0.0.0.0")).isFalse();
        assertThat(DemoMixer.isOutOfReach("192.0.2.1")).isFalse();
    }

    private int audio = 9;
    private int cseq = 2;

    private boolean nextIs491(String tag) throws IOException {
        return invite("a", contact(), "127.0.0.1", tag, ++cseq).startsWith("SIP/2.0 491");
    }

    /** Also after it has hung up everybody. */
    private void goesOn() throws IOException {
        mixer.hangUp();
        assertThat(options()).startsWith("SIP/2.0 200");
        assertThat(enter("later", contact(), "127.0.0.1")).startsWith("SIP/2.0 200");
        eventually(() -> mixer.parties() == 1);
    }

    private String options() throws IOException {
        var id = "options-" + System.nanoTime();
        wire.send("OPTIONS sip:room@127.0.0.1 SIP/2.0\n" + headers("OPTIONS", id, "", 1) + "Content-Length: 0\n\n");
        return answerTo(id, "CSeq: 1 OPTIONS");
    }

    private String enter(String id, String contact, String address) throws IOException {
        var answer = invite(id, contact, address, "", 1);
        var tag = TAG.matcher(answer);
        if (answer.startsWith("SIP/2.0 200") && tag.find()) {
            ack(id, tag.group(1), 1);
        }
        return answer;
    }

    private void ack(String id, String tag, int number) throws IOException {
        wire.send("ACK sip:room@127.0.0.1 SIP/2.0\n" + headers("ACK", id, tag, number) + "Content-Length: 0\n\n");
    }

    private String invite(String id, String contact, String address, String tag, int number) throws IOException {
        var sdp = "v=0\no=a 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 " + address + "\nt=0 0\nm=audio " + audio
                + " RTP/AVP 8\n";
        wire.send("INVITE sip:room@127.0.0.1 SIP/2.0\n" + headers("INVITE", id, tag, number) + contact
                + "Content-Type: application/sdp\nContent-Length: "
                + sdp.replace("\n", "\r\n").length() + "\n\n" + sdp);
        return answerTo(id, "CSeq: " + number + " INVITE");
    }

    /** Not what is said again until it is acknowledged. */
    private String answerTo(String id, String cseq) throws IOException {
        var answer = wire.answer(20_000);
        while (answer.isPresent()
                && !(answer.get().contains("Call-ID: " + id) && answer.get().contains(cseq))) {
            answer = wire.answer(20_000);
        }
        return answer.orElse("nothing");
    }

    private static String tag(String answer) {
        var tag = TAG.matcher(answer);
        assertThat(tag.find()).as(answer).isTrue();
        return tag.group(1);
    }

    private static String contact() {
        return "Contact: <sip:a@127.0.0.1:$port>\n";
    }

    private static String headers(String method, String id, String tag, int number) {
        return "Via: SIP/2.0/UDP 127.0.0.1:$port;rport;branch=z9hG4bK" + System.nanoTime() + "\nMax-Forwards: 70\n"
                + "From: <sip:a@127.0.0.1>;tag=f\nTo: <sip:room@127.0.0.1>" + (tag.isEmpty() ? "" : ";tag=" + tag)
                + "\nCall-ID: " + id.replace(' ', '-') + "\nCSeq: " + number + " " + method + "\n";
    }
}
