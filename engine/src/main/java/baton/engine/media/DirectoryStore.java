package baton.engine.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A directory that all nodes share: {@code <company>/<first two digits>/<hash>}. A file is written under another name first, forced to
 * the disk, and then renamed, so that under its own name it is there as a whole or not at all.
 */
public final class DirectoryStore implements MediaStore {

    private final Path root;
    private final Arrivals arrivals;
    private final Executor blocking;

    public DirectoryStore(Path root, ActorSystem<?> system) {
        this.root = root.toAbsolutePath();
        this.arrivals = new Arrivals(this.root, system);
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    @Override
    public CompletionStage<Blob> put(String tenant, Source<ByteString, ?> bytes, long most, Rule rule) {
        FileKey.requireTenant(tenant);
        return arrivals.receive(bytes, most, rule, (arrived, blob) -> {
            keep(arrived, new FileKey(tenant, blob.hash()));
            return CompletableFuture.completedStage(blob);
        });
    }

    private void keep(Path arrived, FileKey key) {
        var folder = root.resolve(key.folder());
        var path = root.resolve(key.path());
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(folder);
                force(arrived, StandardOpenOption.WRITE);
                Files.move(arrived, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                force(folder, StandardOpenOption.READ);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public CompletionStage<Optional<Long>> size(String tenant, String hash) {
        var path = root.resolve(new FileKey(tenant, hash).path());
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Files.isRegularFile(path) ? Optional.of(Files.size(path)) : Optional.empty();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                blocking);
    }

    @Override
    public Source<ByteString, ?> read(String tenant, String hash, long from) {
        return FileIO.fromPath(root.resolve(new FileKey(tenant, hash).path()), 64 * 1024, from);
    }

    @Override
    public CompletionStage<Void> tidy(Instant now) {
        return arrivals.tidy(now);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
