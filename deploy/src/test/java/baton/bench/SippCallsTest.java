package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import baton.e2e.Peers;
import baton.engine.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SippCallsTest {

    private static final int TALK_MILLIS = 100;
    private static final int PICK_UP_MILLIS = 1000;

    @TempDir
    Path directory;

    private Program sipp;

    @BeforeEach
    void requireSipp() {
        Peers.require("sipp", "sip-tester");
        sipp = Program.find("sipp").orElseThrow();
    }

    @Test
    void everyCallIsMeasuredWithoutWhatThePhoneWaitedFor() throws Exception {
        var ports = FreePorts.next(2);
        try (var calls = calls(ports)) {

            var result = calls.play(50, 20);

            assertThat(result.failures()).isEmpty();
            assertThat(result.toRinging().count()).isEqualTo(20);
            assertThat(result.toAnswer().count()).isEqualTo(20);
            assertThat(result.toRinging().percentile(0)).isPositive();
            assertThat(result.toAnswer().percentile(0)).isPositive();
            assertThat(result.toAnswer().percentile(50)).isLessThan(PICK_UP_MILLIS / 2.0);
        }
    }

    @Test
    void aRoundLeavesNothingBehindThatTheNextMeets() throws Exception {
        var ports = FreePorts.next(2);
        try (var calls = calls(ports)) {
            calls.play(50, 5);

            var result = calls.play(50, 7);

            assertThat(result.toAnswer().count()).isEqualTo(7);
            try (var left = Files.list(directory)) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("caller.xml", "phone.xml");
            }
        }
    }

    private SippCalls calls(List<Integer> free) throws IOException {
        var ports = new SippCalls.Ports(free.get(0), free.get(1), free.get(1));
        return new SippCalls(sipp, directory, ports, TALK_MILLIS, PICK_UP_MILLIS);
    }
}
