package baton.testbed;

import baton.launcher.CassandraSettings;
import baton.launcher.EmbeddedCassandra;
import baton.launcher.Problem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real Cassandra that is killed, stopped and paused, and is started again on the same data. */
public final class KillableCassandra implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(60);

    private final CassandraSettings settings;
    private EmbeddedCassandra cassandra;

    private KillableCassandra(CassandraSettings settings) {
        this.settings = settings;
        this.cassandra = EmbeddedCassandra.start(settings);
    }

    public static KillableCassandra start(CassandraSettings settings) {
        return new KillableCassandra(settings);
    }

    public ProcessHandle process() {
        return cassandra.process();
    }

    /** {@code kill -9}, and a new process. */
    public void kill() throws Exception {
        cassandra.process().destroyForcibly();
        awaitEnd(END);
        startAgain();
    }

    /** Returns when it has ended by itself. */
    public void awaitEnd(Duration patience) throws InterruptedException, ExecutionException {
        try {
            cassandra.ended().toCompletableFuture().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new Problem("Cassandra did not end within " + patience.toSeconds() + " s.", late);
        }
    }

    /** After it has ended. */
    public void startAgain() {
        cassandra = EmbeddedCassandra.start(settings);
    }

    public void restart() {
        cassandra.close();
        startAgain();
    }

    /** It answers nobody, and connections to it stay open. */
    public void pause() {
        Commands.pause(process().pid());
    }

    public void goOn() {
        Commands.goOn(process().pid());
    }

    @Override
    public void close() {
        cassandra.close();
    }
}
