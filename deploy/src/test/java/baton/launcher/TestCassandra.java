package baton.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Settings for a Cassandra of a test: free ports, a small heap; and a main class that plays the launcher. */
public final class TestCassandra {

    private TestCassandra() {}

    public static CassandraSettings settings(Path directory) {
        return new CassandraSettings(directory, CassandraSettings.installedLibrary(), freePort(), freePort(), "512m");
    }

    public static int freePort() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException("no free port", none);
        }
    }

    /** Starts Cassandra in the directory that the argument names, prints its process id, and waits to be killed. */
    public static void main(String[] arguments) throws IOException {
        try (var cassandra = EmbeddedCassandra.start(settings(Path.of(arguments[0])))) {
            System.out.println(cassandra.process().pid());
            System.in.read();
        }
    }
}
