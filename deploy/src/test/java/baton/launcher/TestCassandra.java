package baton.launcher;

import baton.engine.FreePorts;
import java.io.IOException;
import java.nio.file.Path;

/** Settings for a Cassandra of a test: free ports, a small heap; and a main class that plays the launcher. */
public final class TestCassandra {

    private TestCassandra() {}

    public static CassandraSettings settings(Path directory) {
        return new CassandraSettings(
                directory, CassandraSettings.installedLibrary(), FreePorts.next(), FreePorts.next(), "512m");
    }

    /** Starts Cassandra in the directory that the argument names, prints its process id, and waits to be killed. */
    public static void main(String[] arguments) throws IOException {
        try (var cassandra = EmbeddedCassandra.start(settings(Path.of(arguments[0])))) {
            System.out.println(cassandra.process().pid());
            System.in.read();
        }
    }
}
