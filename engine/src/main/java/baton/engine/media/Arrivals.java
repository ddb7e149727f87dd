package baton.engine.media;

import baton.engine.media.MediaStore.Blob;
import baton.engine.media.MediaStore.Rule;
import baton.engine.media.MediaStore.TooLarge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files while they come: each in {@code .partial} under a name of its own, until all of it is there and it is known what it is. Then its
 * store keeps it.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /** Nobody writes a file for so long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final Path partials;
    private final ActorSystem<?> system;
    private final Executor blocking;

    Arrivals(Path directory, ActorSystem<?> system) {
        this.directory = directory;
        this.partials = directory.resolve(".partial");
        this.system = system;
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    /** Called on a thread that may block. May take the file away; what is left of it is removed when the stage completes. */
    @FunctionalInterface
    interface Keep {
        CompletionStage<?> keep(Path arrived, Blob blob);
    }

    CompletionStage<Blob> receive(Source<ByteString, ?> bytes, long most, Rule rule, Keep keep) {
        var digest = sha256();
        return CompletableFuture.supplyAsync(this::partial, blocking).thenCompose(partial -> {
            var seen = new Seen(digest, most);
            return bytes.map(seen::add)
                    .runWith(FileIO.toPath(partial), system)
                    .thenApplyAsync(written -> seen.blob(rule), blocking)
                    .thenComposeAsync(blob -> keep.keep(partial, blob).thenApply(kept -> blob), blocking)
                    .whenCompleteAsync((kept, failure) -> removeQuietly(partial), blocking);
        });
    }

    /** What has come so far. Belongs to one stream. */
    private static final class Seen {

        private final MessageDigest digest;
        private final long most;
        private final ByteStringBuilder head = new ByteStringBuilder();
        private long size;

        Seen(MessageDigest digest, long most) {
            this.digest = digest;
            this.most = most;
        }

        ByteString add(ByteString chunk) {
            size += chunk.size();
            if (size > most) {
                throw new TooLarge(most);
            }
            digest.update(chunk.toArrayUnsafe());
            if (head.length() < MediaStore.HEAD) {
                head.append(chunk.take(MediaStore.HEAD - head.length()));
            }
            return chunk;
        }

        Blob blob(Rule rule) {
            var mediaType = rule.check(head.result().toArray());
            return new Blob(HexFormat.of().formatHex(digest.digest()), size, mediaType);
        }
    }

    /** Removes what crashes have left half written. */
    CompletionStage<Void> tidy(Instant now) {
        return CompletableFuture.runAsync(
                () -> {
                    if (!Files.isDirectory(partials)) {
                        return;
                    }
                    try (var all = Files.list(partials)) {
                        all.filter(partial -> isOlder(partial, now.minus(ABANDONED)))
                                .forEach(Arrivals::removeQuietly);
                    } catch (IOException broken) {
                        LOG.warn("half-written files in {} cannot be removed: {}", partials, broken.getMessage());
                    }
                },
                blocking);
    }

    private static boolean isOlder(Path path, Instant than) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(than);
        } catch (IOException gone) {
            return false;
        }
    }

    private Path partial() {
        try {
            makeDirectory();
            Files.createDirectories(partials);
            return Files.createFile(partials.resolve(UUID.randomUUID().toString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Nobody else on this machine may read what people send each other. One that is there already stays as whoever made it wanted it. */
    private void makeDirectory() throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static void removeQuietly(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException stays) {
            LOG.debug("{} stays until the next start", partial);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
