package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTextTest {

    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=anna 2890844526 7 IN IP4 10.0.0.7",
            "s=-",
            "c=IN IP4 10.0.0.7",
            "t=0 0",
            "m=audio 4000 RTP/AVP 8 0",
            "a=sendonly",
            "a=rtpmap:8 PCMA/8000",
            "m=video 0 RTP/AVP 31",
            "");

    @Test
    void theFirstDescriptionStaysAsItIs() {
        assertThat(SessionText.goingOn("", SDP)).isEqualTo(SDP);
        assertThat(SessionText.origin(SDP)).isEqualTo("o=anna 2890844526 7 IN IP4 10.0.0.7");
    }

    @Test
    void aDescriptionOfTheSamePhoneStaysAsItIs() {
        assertThat(SessionText.goingOn("o=anna 2890844526 6 IN IP4 10.0.0.7", SDP))
                .isEqualTo(SDP);
    }

    @Test
    void aDescriptionOfAnotherPhoneGoesOnFromTheOneBefore() {
        var said = SessionText.goingOn("o=boris 1 41 IN IP4 10.0.0.8", SDP);

        assertThat(said).isEqualTo(SDP.replace("o=anna 2890844526 7 IN IP4 10.0.0.7", "o=boris 1 42 IN IP4 10.0.0.8"));
    }

    @Test
    void whatIsNotNewerIsMadeNewer() {
        assertThat(SessionText.goingOn("o=anna 2890844526 7 IN IP4 10.0.0.7", SDP))
                .contains("o=anna 2890844526 8 IN IP4 10.0.0.7\r\n");
        assertThat(SessionText.goingOn("o=anna 2890844526 9 IN IP4 10.0.0.7", SDP))
                .contains("o=anna 2890844526 10 IN IP4 10.0.0.7\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775808",
        "9999999999999999999, 10000000000000000000",
        "18446744073709551615, 18446744073709551616"
    })
    void aVersionMayBeAsLongAsItLikes(String version, String next) {
        var said = SessionText.goingOn("o=boris 1 " + version + " IN IP4 10.0.0.8", SDP);

        assertThat(SessionText.origin(said)).isEqualTo("o=boris 1 " + next + " IN IP4 10.0.0.8");
        assertThat(SessionText.goingOn("o=boris 1 41 IN IP4 10.0.0.8", said)).isEqualTo(said);
    }

    @Test
    void whatCannotBeReadStaysAsItIs() {
        assertThat(SessionText.goingOn("o=boris 1 41 IN IP4 10.0.0.8", "v=0\r\nnonsense"))
                .isEqualTo("v=0\r\nnonsense");
        assertThat(SessionText.origin("v=0")).isEmpty();
    }

    @Test
    void everyStreamGetsTheDirection() {
        var silent = SessionText.directed(SDP, "inactive");

        assertThat(silent)
                .isEqualTo(SDP.replace("a=sendonly\r\n", "")
                        .replace("a=rtpmap:8 PCMA/8000\r\n", "a=rtpmap:8 PCMA/8000\r\na=inactive\r\n")
                        .replace("m=video 0 RTP/AVP 31\r\n", "m=video 0 RTP/AVP 31\r\na=inactive\r\n"));
        assertThat(SessionText.directed(silent, "inactive")).isEqualTo(silent);
    }

    @Test
    void whoAsksForSilenceHolds() {
        assertThat(SessionText.holds(SDP)).isTrue();
        assertThat(SessionText.holds(SessionText.directed(SDP, "inactive"))).isTrue();
        assertThat(SessionText.holds(SessionText.directed(SDP, "sendrecv"))).isFalse();
        assertThat(SessionText.holds(SessionText.directed(SDP, "recvonly"))).isFalse();
        assertThat(SessionText.holds("c=IN IP4 0.0.0.0\r\nm=audio 4000 RTP/AVP 8\r\n"))
                .isTrue();
    }

    @Test
    void whoHoldsMaySayNowhere() {
        assertThat(SessionText.hasPlace(SDP)).isTrue();
        assertThat(SessionText.hasPlace(SDP.replace("c=IN IP4 10.0.0.7", "c=IN IP4 0.0.0.0")))
                .isFalse();
        assertThat(SessionText.hasPlace(SDP.replace("m=audio 4000", "m=audio 0")))
                .isFalse();
        assertThat(SessionText.hasPlace("")).isFalse();
    }

    @Test
    void twoDescriptionsAreTheSameWhateverTheirNames() {
        assertThat(SessionText.isSame(SDP, SDP.replace("o=anna 2890844526 7", "o=boris 1 8")))
                .isTrue();
        assertThat(SessionText.isSame(SDP, SDP.replace("\r\n", "\n"))).isTrue();
        assertThat(SessionText.isSame(SDP, SDP.replace("8 0", "8"))).isFalse();
        assertThat(SessionText.isAtSamePlace(SDP, SDP.replace("8 0", "8"))).isTrue();
        assertThat(SessionText.isAtSamePlace(SDP, SDP.replace("4000", "4002"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"IP6 2001:db8::1, IP6 2001:db8::2", "IP4 one.example, IP4 two.example", "IP4 999.9.9.9, IP4 999.9.9.8"})
    void aPlaceIsComparedAsItIsWritten(String here, String there) {
        var one = SDP.replace("c=IN IP4 10.0.0.7", "c=IN " + here);

        assertThat(SessionText.isAtSamePlace(one, one.replace("8 0", "8"))).isTrue();
        assertThat(SessionText.isAtSamePlace(one, one.replace("c=IN " + here, "c=IN " + there)))
                .isFalse();
    }

    @Test
    void aPlaceOfManyBlanksKeepsNobodyWaiting() {
        var blank = SDP.replace("c=IN IP4 10.0.0.7", "c=" + " ".repeat(200_000) + "x");

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(SessionText.isAtSamePlace(SDP, blank))
                .isFalse());
    }

    @Test
    void aStreamMayHaveAPlaceOfItsOwn() {
        var moved = SDP.replace("a=sendonly", "c=IN IP4 10.0.0.9\r\na=sendonly");

        assertThat(SessionText.isAtSamePlace(SDP, moved)).isFalse();
        assertThat(SessionText.isAtSamePlace(moved, moved)).isTrue();
    }
}
