package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Path KERNEL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** In all tests here, ports around one that is free. */
    private final int some = FreePorts.next();

    @Test
    void noPortIsOneThatTheKernelMayGiveToAConnection() throws IOException {
        assumeThat(KERNEL).exists();
        var firstOfConnections = Integer.parseInt(kernelsWords()[0]);
        assumeThat(firstOfConnections).as("that it leaves room").isGreaterThanOrEqualTo(21_000);

        assertThat(FreePorts.next(20)).allSatisfy(port -> assertThat(port).isBetween(20_000, firstOfConnections - 1));
    }

    /** Whoever reads that file byte by byte gets one. */
    @Test
    void theKernelIsHeardToTheEnd() throws IOException {
        assumeThat(KERNEL).exists();

        assertThat(FreePorts.kernelsRange().split("\\s+")).containsExactly(kernelsWords());
        assertThat(kernelsWords()).hasSize(2);
    }

    @Test
    void theKernelSaysWhereItsPortsBegin() {
        assertThat(FreePorts.end("40000\t60999\n")).isEqualTo(40_000);
        assertThat(FreePorts.end("  28000 60999")).isEqualTo(28_000);
    }

    @Test
    void whereItDoesNotSayItOrLeavesNoRoomTheDefaultHolds() {
        assertThat(FreePorts.end("")).isEqualTo(32_768);
        assertThat(FreePorts.end("1024\t65535\n")).isEqualTo(32_768);
        assertThat(FreePorts.end("20999\t65535\n")).isEqualTo(32_768);
    }

    @Test
    void aPortOnWhichSomebodyListensIsPassedOver() throws IOException {
        try (var taken = new ServerSocket(some, 1, LOOPBACK)) {
            assertThat(new FreePorts(some, some + 50, 0).take()).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void aPortThatIsTakenForDatagramsAloneIsPassedOver() throws IOException {
        try (var taken = new DatagramSocket(some, LOOPBACK)) {
            assertThat(new FreePorts(some, some + 50, 0).take()).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void aPortCanBeBoundForBothAtOnce() throws IOException {
        var port = FreePorts.next();

        try (var tcp = new ServerSocket(port, 1, LOOPBACK);
                var udp = new DatagramSocket(port, LOOPBACK)) {
            assertThat(udp.getLocalPort()).isEqualTo(tcp.getLocalPort());
        }
    }

    @Test
    void aPortIsHandedOutOnceWhoeverAsksAtTheSameTime() {
        var ports = IntStream.range(0, 200)
                .parallel()
                .mapToObj(asked -> FreePorts.next())
                .toList();

        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void allAreTriedWhereverItBeginsAndThenItSaysThatNoneIsLeft() throws IOException {
        try (var taken = new ServerSocket(some, 1, LOOPBACK)) {
            var ports = new FreePorts(taken.getLocalPort(), some + 2, 1); // begins at the second
            var second = new FreePorts(some + 1, some + 2, 0).take();

            assertThat(ports.take()).isEqualTo(second);
            assertThatThrownBy(ports::take)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no port is left from " + some + " to " + (some + 1));
        }
    }

    @Test
    void processesThatAreStartedOneAfterAnotherBeginFarFromEachOther() {
        var starts = LongStream.range(100_000, 100_010)
                .mapToObj(processId -> new FreePorts(20_000, 32_768, processId).take())
                .sorted()
                .toList();

        assertThat(IntStream.range(1, starts.size()).map(i -> starts.get(i) - starts.get(i - 1)))
                .allSatisfy(distance -> assertThat(distance).isGreaterThan(500));
    }

    private static String[] kernelsWords() throws IOException {
        try (var file = Files.newInputStream(KERNEL)) {
            return new String(file.readNBytes(64), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\\s+");
        }
    }
}
