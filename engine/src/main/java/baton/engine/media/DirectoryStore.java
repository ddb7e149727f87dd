package baton.engine.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that all nodes share: {@code <company>/<first two digits>/<hash>}. A file is written under another name first, forced to
 * the disk, and then renamed, so that under its own name it is there as a whole or not at all.
 */
public final class DirectoryStore implements MediaStore {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStore.class);

    private static final Pattern TENANT = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String PARTIAL = ".partial";

    /** Nobody writes a file for so long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path root;
    private final ActorSystem<?> system;
    private final Executor blocking;

    public DirectoryStore(Path root, ActorSystem<?> system) {
        this.root = root.toAbsolutePath();
        this.system = system;
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    @Override
    public CompletionStage<Blob> put(String tenant, Source<ByteString, ?> bytes, long most, Rule rule) {
        var checked = valid(TENANT, tenant);
        var digest = sha256();
        return CompletableFuture.supplyAsync(this::partial, blocking).thenCompose(partial -> {
            var seen = new Seen(digest, most);
            return bytes.map(seen::add)
                    .runWith(FileIO.toPath(partial), system)
                    .thenApplyAsync(written -> keep(checked, partial, seen, rule), blocking)
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
            if (head.length() < HEAD) {
                head.append(chunk.take(HEAD - head.length()));
            }
            return chunk;
        }
    }

    private Blob keep(String tenant, Path partial, Seen seen, Rule rule) {
        var mediaType = rule.check(seen.head.result().toArray());
        var blob = new Blob(HexFormat.of().formatHex(seen.digest.digest()), seen.size, mediaType);
        var folder = folder(tenant, blob.hash());
        var path = folder.resolve(blob.hash());
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(folder);
                force(partial, StandardOpenOption.WRITE);
                Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                force(folder, StandardOpenOption.READ);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return blob;
    }

    @Override
    public CompletionStage<Optional<Long>> size(String tenant, String hash) {
        var path = path(valid(TENANT, tenant), valid(HASH, hash));
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
        return FileIO.fromPath(path(valid(TENANT, tenant), valid(HASH, hash)), 64 * 1024, from);
    }

    /** Removes what crashes have left half written. */
    public CompletionStage<Void> tidy(Instant now) {
        return CompletableFuture.runAsync(
                () -> {
                    var partials = root.resolve(PARTIAL);
                    if (!Files.isDirectory(partials)) {
                        return;
                    }
                    try (var all = Files.list(partials)) {
                        all.filter(partial -> isOlder(partial, now.minus(ABANDONED)))
                                .forEach(DirectoryStore::removeQuietly);
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
            var partials = Files.createDirectories(root.resolve(PARTIAL));
            return Files.createFile(partials.resolve(UUID.randomUUID().toString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Path path(String tenant, String hash) {
        return folder(tenant, hash).resolve(hash);
    }

    private Path folder(String tenant, String hash) {
        return root.resolve(tenant).resolve(hash.substring(0, 2));
    }

    private static String valid(Pattern pattern, String given) {
        if (!pattern.matcher(given).matches()) {
            throw new IllegalArgumentException(
                    "no part of a path: " + given.length() + " characters (expected: " + pattern + ")");
        }
        return given;
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
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
