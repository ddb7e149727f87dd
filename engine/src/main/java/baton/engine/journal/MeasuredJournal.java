package baton.engine.journal;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The Cassandra journal, with a stop watch: how long writes, reads and replays take and how many of them fail, as entities see it. Does nothing
 * else.
 */
public class MeasuredJournal extends PromptJournal {

    private static final Duration[] AIMS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final Timer writes = timer("baton_journal_write", "How long it takes until events are stored or not");
    private final Timer reads = timer(
            "baton_journal_read",
            "How long it takes to read how much there is of an entity, and most often its events");
    private final Timer replays = timer(
            "baton_journal_replay",
            "How long it takes to tell an entity its events, and to read them if that is still to be done");
    private final Counter failedWrites = failures("write");
    private final Counter failedReads = failures("read");
    private final Counter failedReplays = failures("replay");

    public MeasuredJournal(Config config, String path) {
        super(config, path);
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        var begun = System.nanoTime();
        return timed(super.asyncWriteMessages(messages), begun, writes, failedWrites);
    }

    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        var begun = System.nanoTime();
        return timed(super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr), begun, reads, failedReads);
    }

    @Override
    public Future<BoxedUnit> asyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Function1<PersistentRepr, BoxedUnit> replay) {
        var begun = System.nanoTime();
        return timed(
                super.asyncReplayMessages(persistenceId, fromSequenceNr, toSequenceNr, max, replay),
                begun,
                replays,
                failedReplays);
    }

    /** The steps of the histograms, for others that are to be compared with these. */
    public static Duration[] aims() {
        return AIMS.clone();
    }

    private static <T> Future<T> timed(Future<T> work, long begun, Timer timer, Counter failures) {
        work.onComplete(
                outcome -> {
                    timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
                    if (outcome.isFailure()) {
                        failures.increment();
                    }
                    return outcome;
                },
                ExecutionContext.parasitic$.MODULE$);
        return work;
    }

    private static Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(AIMS)
                .register(Metrics.globalRegistry);
    }

    private static Counter failures(String what) {
        return Counter.builder("baton_journal_failures")
                .description("Writes, reads and replays that the database did not carry out")
                .tag("what", what)
                .register(Metrics.globalRegistry);
    }
}
