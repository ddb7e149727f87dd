package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SippLogTest {

    private static final String CALL = "1-7@127.0.0.1";
    private static final String DAY = "2026-11-26\t19:38:27.000000\t";

    @Test
    void aCallIsFollowedThroughBothLogs() {
        var log = SippLog.of(
                DAY + "1795721907.675099 " + CALL + " INVITE",
                DAY + "1795721907.687183\tR\t" + CALL + "\tCSeq:1 INVITE\tSIP/2.0 180 Ringing",
                DAY + "1795721908.000099\tR\t" + CALL + "\tCSeq:1 INVITE\tSIP/2.0 200 OK",
                DAY + "1795721908.400000\tR\t" + CALL + "\tCSeq:2 BYE\tSIP/2.0 200 OK",
                DAY + "1795721908.500000\tR\t2-7@127.0.0.1\tCSeq:1 INVITE\tINVITE sip:100@127.0.0.1:7300 SIP/2.0");

        assertThat(log.calls()).containsExactlyInAnyOrder(CALL, "2-7@127.0.0.1");
        assertThat(log.at(CALL, "sends INVITE")).hasValue(1_795_721_907_675_099_000L);
        assertThat(log.at(CALL, "got 200 INVITE")).hasValue(1_795_721_908_000_099_000L);
        assertThat(log.at(CALL, "got 200 BYE")).hasValue(1_795_721_908_400_000_000L);
        assertThat(log.at("2-7@127.0.0.1", "got INVITE")).hasValue(1_795_721_908_500_000_000L);
    }

    @Test
    void ofARepeatedMessageTheFirstCounts() {
        var log = SippLog.of(
                DAY + "1795721907.600000\tR\t" + CALL + "\tCSeq:1 INVITE\tSIP/2.0 200 OK",
                DAY + "1795721908.100000\tR\t" + CALL + "\tCSeq:1 INVITE\tSIP/2.0 200 OK");

        assertThat(log.at(CALL, "got 200 INVITE")).hasValue(1_795_721_907_600_000_000L);
    }

    @Test
    void whenAMessageIsSaidToHaveBeenSentDoesNotCount() {
        var log = SippLog.of(
                DAY + "1795721907.675099\tS\t" + CALL + "\tCSeq:1 INVITE\tINVITE sip:100@127.0.0.1:7300 SIP/2.0");

        assertThat(log.at(CALL, "sends INVITE")).isEmpty();
    }

    @Test
    void whatDidNotHappenHasNoTime() throws Exception {
        assertThat(SippLog.of("", "half a line\t").calls()).isEmpty();
        assertThat(SippLog.of().at(CALL, "got 200 INVITE")).isEmpty();
        assertThat(SippLog.read(Path.of("there-is-no-such-file")).calls()).isEmpty();
    }
}
