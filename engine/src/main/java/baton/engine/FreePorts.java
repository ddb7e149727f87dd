package baton.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Ports of the loopback for what benchmarks and tests start later, in another process or by its configuration: a node, a database, a
 * telephone. Each is free for TCP and for UDP, and handed out once.
 *
 * <p>They lie below those that the kernel gives to outgoing connections. Binding port 0 yields one of those, which any connection may take
 * before it is used. Who binds at once and says which port it got should bind port 0 all the same.
 */
public final class FreePorts {

    /** Above the defaults of everything that we start. */
    private static final int FIRST = 20_000;

    /** As Linux has it unless told otherwise. */
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    /** With less room it would often meet itself in another JVM. */
    private static final int LEAST_ROOM = 1_000;

    private static final Path KERNEL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    private static final FreePorts OF_THIS_JVM =
            new FreePorts(FIRST, end(kernelsRange()), ProcessHandle.current().pid());

    private final int first;
    private final int room;
    private final int start;
    private final AtomicInteger tried = new AtomicInteger();

    /** @param end the first port that is too high */
    FreePorts(int first, int end, long processId) {
        this.first = first;
        this.room = end - first;
        // Far from the starts of the processes beside it; the factor is a prime.
        this.start = (int) Math.floorMod(processId * 997, (long) room);
    }

    public static int next() {
        return OF_THIS_JVM.take();
    }

    public static List<Integer> next(int count) {
        return Stream.generate(FreePorts::next).limit(count).toList();
    }

    /** @throws IllegalStateException if all have been handed out or are taken */
    int take() {
        for (var attempt = tried.getAndIncrement(); attempt < room; attempt = tried.getAndIncrement()) {
            var port = first + (start + attempt) % room;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is left from " + first + " to " + (first + room - 1));
    }

    /** A server socket that may not be bound over connections that are still closing, either. */
    private static boolean isFree(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var tcp = new ServerSocket();
                var udp = new DatagramSocket(address)) {
            tcp.setReuseAddress(false);
            tcp.bind(address, 1);
            return udp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** @param kernelsRange the first and the last port that outgoing connections get, or nothing */
    static int end(String kernelsRange) {
        var words = kernelsRange.strip().split("\\s+");
        var firstOfConnections = words[0].isEmpty() ? FIRST_OF_CONNECTIONS : Integer.parseInt(words[0]);
        return firstOfConnections < FIRST + LEAST_ROOM ? FIRST_OF_CONNECTIONS : firstOfConnections;
    }

    /** In lines, for it must be read in one go: the kernel gives it from its beginning alone. */
    static String kernelsRange() {
        try {
            return Files.exists(KERNEL) ? String.join("", Files.readAllLines(KERNEL)) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
