package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SippLogTest {

    private static final String DAY = "2026-11-26\t19:38:27.000000\t";

    @Test
    void aCallIsFollowedFromMessageToMessage() {
        var log = SippLog.of(Stream.of(
                DAY + "1795721907.675099\tS\t1-7@127.0.0.1\tCSeq:1 INVITE\tINVITE sip:100@127.0.0.1:7300 SIP/2.0",
                DAY + "1795721907.687183\tR\t1-7@127.0.0.1\tCSeq:1 INVITE\tSIP/2.0 180 Ringing",
                DAY + "1795721908.000099\tR\t1-7@127.0.0.1\tCSeq:1 INVITE\tSIP/2.0 200 OK",
                DAY + "1795721908.400000\tR\t1-7@127.0.0.1\tCSeq:2 BYE\tSIP/2.0 200 OK"));

        assertThat(log.calls()).containsExactly("1-7@127.0.0.1");
        assertThat(log.between("1-7@127.0.0.1", "S INVITE", "R 180 INVITE")).hasValue(12_084_000);
        assertThat(log.between("1-7@127.0.0.1", "S INVITE", "R 200 INVITE")).hasValue(325_000_000);
        assertThat(log.at("1-7@127.0.0.1", "R 200 BYE")).hasValue(1_795_721_908_400_000_000L);
    }

    @Test
    void ofARepeatedMessageTheFirstCounts() {
        var log = SippLog.of(Stream.of(
                DAY + "1795721907.000000\tS\t1-7@127.0.0.1\tCSeq:1 INVITE\tINVITE sip:100@127.0.0.1:7300 SIP/2.0",
                DAY + "1795721907.500000\tS\t1-7@127.0.0.1\tCSeq:1 INVITE\tINVITE sip:100@127.0.0.1:7300 SIP/2.0",
                DAY + "1795721907.600000\tR\t1-7@127.0.0.1\tCSeq:1 INVITE\tSIP/2.0 200 OK"));

        assertThat(log.between("1-7@127.0.0.1", "S INVITE", "R 200 INVITE")).hasValue(600_000_000);
    }

    @Test
    void whatDidNotHappenHasNoTime() throws Exception {
        var log = SippLog.of(Stream.of("", "half a line\t"));

        assertThat(log.calls()).isEmpty();
        assertThat(log.between("1-7@127.0.0.1", "S INVITE", "R 200 INVITE")).isEmpty();
        assertThat(SippLog.read(Path.of("there-is-no-such-file")).calls()).isEmpty();
    }
}
