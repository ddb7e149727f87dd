package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What demo telephones and the demo's conference bridge make of audio. */
class AudioTest {

    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 4000);

    @ParameterizedTest
    @EnumSource(G711.class)
    void aLawReadsWhatItWrites(G711 law) {
        for (var sample = Short.MIN_VALUE; sample < 32_600; sample += 7) {
            var read = (int) law.decode(law.encode(sample));
            assertThat(read).as("%s %d", law, sample).isCloseTo(sample, within(Math.max(16, Math.abs(sample) / 16)));
        }
    }

    @Test
    void silenceIsTheSameInEveryImplementation() {
        assertThat(G711.A_LAW.encode(0)).isEqualTo((byte) 0xD5);
        assertThat(G711.MU_LAW.encode(0)).isEqualTo((byte) 0xFF);
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void tonesAreToldApartHoweverManyThereAre(G711 law) {
        var ear = new Tones();
        var anna = Tones.samples(Tones.of("anna"));
        var ben = Tones.samples(Tones.of("ben"));
        var customer = Tones.samples(Tones.CALLERS);

        for (var i = 0; i < anna.length; i++) {
            ear.listen(law.decode(law.encode(anna[i] + ben[i] + customer[i])));
        }
        assertThat(ear.heard()).containsExactly(Tones.CALLERS, Tones.of("anna"), Tones.of("ben"));

        for (var i = 0; i < anna.length; i++) {
            ear.listen(law.decode(law.encode(ben[(i + 77) % ben.length])));
        }
        assertThat(ear.heard()).containsExactly(Tones.of("ben"));
        ear.forget();
        assertThat(ear.heard()).isEmpty();
    }

    @Test
    void agentsOfTheDemoHaveTonesOfTheirOwn() {
        assertThat(List.of("anna", "ben", "boris", "chloe", "dora"))
                .extracting(Tones::of)
                .doesNotHaveDuplicates()
                .doesNotContain(Tones.CALLERS);
    }

    @Test
    void theBridgeTakesTheFirstStreamInTheClearWithALawThatItKnowsAndNoOther() {
        var offer = String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 10.0.0.7",
                "s=-",
                "c=IN IP4 10.0.0.7",
                "t=0 0",
                "m=video 5000 RTP/AVP 96",
                "m=audio 5002 RTP/AVP 111 0 8",
                "a=sendonly",
                "m=audio 5004 RTP/AVP 8",
                "");

        assertThat(Sdp.law(offer)).contains(G711.MU_LAW);
        assertThat(Sdp.answer(offer, HERE, 1, G711.MU_LAW).lines())
                .containsSequence(
                        "m=video 0 RTP/AVP 96",
                        "m=audio 4000 RTP/AVP 0",
                        "a=rtpmap:0 PCMU/8000",
                        "a=recvonly",
                        "m=audio 0 RTP/AVP 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.999.999.999", "1.2.3", "1.2.3.4.5", "256.0.0.1", "0.0.0.0", "224.0.0.1", "host"})
    void whatIsNoAddressOfFourNumbersIsNotLookedUp(String address) {
        assertThat(Sdp.audio("c=IN IP4 " + address + "\r\nm=audio 5002 RTP/AVP 8\r\n"))
                .isEmpty();
    }

    @Test
    void anAddressOfFourNumbersIsTaken() {
        assertThat(Sdp.audio("c=IN IP4 10.0.0.255\r\nm=audio 5002 RTP/AVP 8\r\n"))
                .contains(new InetSocketAddress("10.0.0.255", 5002));
    }

    @Test
    void audioThatCannotBeSentStopsNothing() {
        var stream = new AudioStream("127.0.0.1");
        stream.talkTo(InetSocketAddress.createUnresolved("nowhere.invalid", 9), G711.A_LAW);

        stream.send(new int[G711.SAMPLES]);

        stream.close();
    }

    @Test
    void aTickThatFailsIsNotTheLast() {
        var ticks = new AtomicInteger();
        var ticking = AudioStream.everyTick(() -> {
            ticks.incrementAndGet();
            throw new IllegalStateException("on purpose");
        });

        OpenDoor.eventually(() -> ticks.get() > 2);

        ticking.cancel(false);
    }

    @Test
    void whatTheBridgeCannotMixItRefuses() {
        assertThat(Sdp.law("m=audio 5002 RTP/AVP 111\r\n")).isEmpty();
        assertThat(Sdp.law("m=audio 5002 RTP/SAVP 8\r\n")).isEmpty();
        assertThat(Sdp.law("m=audio 0 RTP/AVP 8\r\n")).isEmpty();
        assertThat(Sdp.law("")).isEmpty();
    }
}
