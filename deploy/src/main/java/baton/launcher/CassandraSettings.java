package baton.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the embedded Cassandra is run.
 *
 * @param directory everything it writes lies under this directory: data, commit log, its configuration, its log
 * @param library the directory with the jars of its class path, see {@link #LIBRARY}
 * @param nativePort where clients connect, on loopback
 * @param storagePort where Cassandra would talk to other Cassandras; nobody does, yet it must be free
 * @param heap its maximal heap in the notation of {@code -Xmx}
 */
public record CassandraSettings(Path directory, Path library, int nativePort, int storagePort, String heap) {

    /** System property that names {@link #library}; {@code bin/baton} and the build of the tests set it. */
    public static final String LIBRARY = "baton.cassandra.lib";

    static final String NATIVE_PORT = "BATON_CASSANDRA_PORT";
    static final String STORAGE_PORT = "BATON_CASSANDRA_STORAGE_PORT";
    static final String HEAP = "BATON_CASSANDRA_HEAP";

    /** What the environment says, or the defaults: ports 19042 and 17000, a heap of 1 GiB. */
    public static CassandraSettings from(Path directory, Map<String, String> environment) {
        var heap = environment.getOrDefault(HEAP, "1g");
        if (!heap.matches("[1-9][0-9]{0,5}[mMgG]")) {
            throw new Problem(HEAP + " is \"" + heap + "\", expected a size like 1g or 768m.");
        }
        return new CassandraSettings(
                directory,
                installedLibrary(),
                Ports.from(environment, NATIVE_PORT, 19042),
                Ports.from(environment, STORAGE_PORT, 17000),
                heap);
    }

    /** The directory that {@link #LIBRARY} names. */
    public static Path installedLibrary() {
        var library = System.getProperty(LIBRARY);
        if (library == null) {
            throw new Problem("The system property " + LIBRARY
                    + " does not name the directory of Cassandra's jars; start Baton by bin/baton, which sets it.");
        }
        return Path.of(library);
    }
}
