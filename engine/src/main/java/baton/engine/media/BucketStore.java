package baton.engine.media;

import baton.engine.bucket.Bucket;
import baton.engine.bucket.BucketTrouble;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bucket that all nodes use: {@code <prefix><company>/<first two digits>/<hash>}. A file comes to the disk of this node first, until its
 * hash is known, and is then written as a whole; the service compares the hash. It is read part by part, so that whoever reads slowly
 * holds one part in memory and no connection.
 */
public final class BucketStore implements MediaStore {

    private static final Logger LOG = LoggerFactory.getLogger(BucketStore.class);

    private final Bucket bucket;
    private final Arrivals arrivals;
    private final AtomicBoolean inTrouble = new AtomicBoolean();

    /** @param arriving where files lie while they come; of this node alone */
    public BucketStore(Bucket bucket, Path arriving, ActorSystem<?> system) {
        this.bucket = bucket;
        this.arrivals = new Arrivals(arriving.toAbsolutePath(), system);
    }

    @Override
    public CompletionStage<Blob> put(String tenant, Source<ByteString, ?> bytes, long most, Rule rule) {
        FileKey.requireTenant(tenant);
        return arrivals.receive(bytes, most, rule, (arrived, blob) -> {
            var key = new FileKey(tenant, blob.hash());
            return size(key)
                    .thenCompose(
                            there -> there.filter(size -> size == blob.size()).isPresent()
                                    ? CompletableFuture.completedStage(null)
                                    : write(key, arrived));
        });
    }

    private CompletionStage<Void> write(FileKey key, Path arrived) {
        try {
            return watched(bucket.write(key.path(), key.hash(), BodyPublishers.ofFile(arrived)));
        } catch (FileNotFoundException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public CompletionStage<Optional<Long>> size(String tenant, String hash) {
        return size(new FileKey(tenant, hash));
    }

    private CompletionStage<Optional<Long>> size(FileKey key) {
        // Two bytes: some services take 0-0 for all.
        return watched(bucket.read(key.path(), 0, 2)).thenApply(part -> part.map(Bucket.Part::size));
    }

    @Override
    public Source<ByteString, ?> read(String tenant, String hash, long from) {
        var key = new FileKey(tenant, hash);
        return Source.unfoldAsync(
                        Optional.of(from),
                        at -> at.isEmpty()
                                ? CompletableFuture.completedStage(Optional.<Pair<Optional<Long>, ByteString>>empty())
                                : part(key, at.get()))
                .filter(ByteString::nonEmpty);
    }

    /** The next part, and where the one after it begins. */
    private CompletionStage<Optional<Pair<Optional<Long>, ByteString>>> part(FileKey key, long from) {
        return watched(bucket.read(key.path(), from, Bucket.PART)).thenApply(read -> {
            var part = read.orElseThrow(() -> new CompletionException(new NoSuchFileException(key.path())));
            var next = from + part.bytes().size();
            var isMore = part.bytes().size() > 0 && next < part.size();
            return Optional.of(Pair.create(isMore ? Optional.of(next) : Optional.empty(), part.bytes()));
        });
    }

    @Override
    public CompletionStage<Void> tidy(Instant now) {
        return arrivals.tidy(now);
    }

    /** Says once what is wrong, and once that it is not any more. */
    private <T> CompletionStage<T> watched(CompletionStage<T> stage) {
        return stage.whenComplete((done, failure) -> {
            if (failure == null) {
                if (inTrouble.getAndSet(false)) {
                    LOG.info("files can be stored and read again");
                }
                return;
            }
            var why =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (why instanceof BucketTrouble && !inTrouble.getAndSet(true)) {
                LOG.warn("files cannot be stored or read: {}", why.getMessage());
            }
        });
    }
}
