package baton.cassandra;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.cassandra.service.CassandraDaemon;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Main class of the child process: Cassandra that lives exactly as long as the process that started it.
 *
 * <p>The launcher holds the other end of standard input. When that end closes, because the launcher asks for it or
 * because it died in whatever way, Cassandra drains and exits; so no launcher leaves an orphan behind. A lock on the
 * data directory keeps two children apart while one of them is still draining.
 *
 * <p>Takes one argument, the lock file; prints {@value #READY} on standard output once clients may connect.
 */
public final class CassandraChild {

    /** The line on standard output that tells the launcher that clients may connect. */
    public static final String READY = "cassandra: ready";

    /** Exit code when another process uses the data directory. */
    public static final int LOCKED = 73;

    /** Held for the life of the process; the operating system frees it however the process ends. */
    private static @Nullable FileLock lock;

    private CassandraChild() {}

    /** Takes the lock, starts the daemon, then waits for the end of standard input. */
    public static void main(String[] arguments) throws IOException {
        lock = lock(Path.of(arguments[0]));
        if (lock == null) {
            System.exit(LOCKED);
        }
        // Ctrl-C and service managers signal every process of a group, but the node has to leave first. The launcher
        // decides
        // when it is our turn, by closing our input; that also happens when it dies.
        for (var signal : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        }
        var watch = new Thread(CassandraChild::exitWhenInputEnds, "launcher-watch");
        watch.setDaemon(true);
        watch.start();
        new CassandraDaemon().activate();
        System.out.println(READY);
        System.out.flush();
    }

    private static @Nullable FileLock lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var taken = channel.tryLock();
        if (taken != null) {
            var pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid));
        }
        return taken;
    }

    private static void exitWhenInputEnds() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException broken) {
            // A broken pipe says the same as a closed one.
        }
        // Cassandra's own shutdown hook drains: it stops clients, flushes and closes the commit log.
        System.exit(0);
    }
}
