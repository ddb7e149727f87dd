package baton.bench;

import baton.launcher.Schema;
import baton.protocol.journal.v1.EpisodeEvent;
import baton.protocol.journal.v1.MessageReceived;
import baton.report.Samples;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.google.protobuf.Timestamp;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The yardstick: rows as the journal writes them for such messages - same table, same columns, same bytes - inserted through the
 * Cassandra driver by nobody in particular, in the same database, with as many under way at one time.
 */
final class RawInserts {

    private static final String KEYSPACE = "bench_raw";
    private static final String REPLICATION = "{'class': 'SimpleStrategy', 'replication_factor': 1}";
    private static final int SERIALIZER = 1000;
    private static final int PATIENCE_SECONDS = 120;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final List<String> texts;
    private final int perPartition;
    private final String writer = UUID.randomUUID().toString();
    private int runs;

    /** @param perPartition rows of one partition, as an episode has messages */
    RawInserts(CqlSession session, List<String> texts, int perPartition) {
        this.session = session;
        this.texts = texts;
        this.perPartition = perPartition;
        new Schema(session, KEYSPACE, REPLICATION).migrate(file -> {});
        this.insert =
                session.prepare("INSERT INTO " + KEYSPACE + ".messages (persistence_id, partition_nr, sequence_nr,"
                        + " timestamp, timebucket, writer_uuid, ser_id, ser_manifest, event_manifest, event)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    record Result(double perSecond, Samples latency) {}

    Result run(Load load) throws InterruptedException {
        var round = new Round(load, ++runs);
        try {
            round.start();
            round.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("raw inserts of " + load, failed);
        }
        return new Result(load.count() * 1e9 / (round.ended - round.started), round.latency);
    }

    /** Of the event that the journal stores for such a message. */
    private ByteBuffer event(int row) {
        var now = Instant.now();
        return EpisodeEvent.newBuilder()
                .setAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .setMessageReceived(MessageReceived.newBuilder()
                        .setMessageId(BenchCustomer.MEASURED + row)
                        .setLegId("webchat:v-0123456789abcdef0123456789abcdef")
                        .setText(texts.get(row % texts.size())))
                .build()
                .toByteString()
                .asReadOnlyByteBuffer();
    }

    /** One closed loop. Answers come on the driver's thread, which sends the next row. */
    private final class Round {

        private final Load load;
        private final int number;
        private final Samples latency;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final AtomicInteger next = new AtomicInteger();
        private int answered;
        private long started;
        private volatile long ended;

        Round(Load load, int number) {
            this.load = load;
            this.number = number;
            this.latency = new Samples(load.count());
        }

        void start() {
            started = System.nanoTime();
            for (var i = 0; i < load.concurrency(); i++) {
                insertNext();
            }
        }

        private void insertNext() {
            var row = next.getAndIncrement();
            if (row >= load.count()) {
                return;
            }
            var stripe = row % load.pairs();
            var position = row / load.pairs();
            var partition = "episode|bench|raw-%d-%d-%d".formatted(number, stripe, position / perPartition);
            var statement = insert.bind(
                            partition,
                            0L,
                            (long) position,
                            Uuids.timeBased(),
                            "0",
                            writer,
                            SERIALIZER,
                            "episode-event.v1",
                            "",
                            event(row))
                    .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                    .setIdempotent(true);
            var sentAt = System.nanoTime();
            session.executeAsync(statement).whenComplete((rows, failure) -> answered(sentAt, failure));
        }

        private void answered(long sentAt, @org.jspecify.annotations.Nullable Throwable failure) {
            if (failure != null) {
                over.completeExceptionally(failure);
                return;
            }
            synchronized (this) {
                var now = System.nanoTime();
                latency.add(now - sentAt);
                answered++;
                if (answered == load.count()) {
                    ended = now;
                    over.complete(null);
                    return;
                }
            }
            insertNext();
        }
    }
}
