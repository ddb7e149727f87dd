package baton.launcher;

import baton.engine.bucket.Bucket;
import baton.engine.bucket.BucketSettings;
import baton.engine.bucket.BucketTrouble;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Where files lie that customers and agents send each other. */
final class FileStore {

    private FileStore() {}

    /** @throws Problem if they are to lie in a bucket and what is said of it cannot be */
    static Optional<BucketSettings> settings(Config config) {
        try {
            return BucketSettings.from(config);
        } catch (IllegalArgumentException wrong) {
            throw new Problem(wrong.getMessage() + ".", wrong);
        }
    }

    /** It can be written: the directory, and if there is a bucket, that one too, for files come to the disk first. */
    static void require(Config config) {
        requireDirectory(config);
        settings(config).ifPresent(FileStore::requireBucket);
    }

    private static void requireDirectory(Config config) {
        var directory = Path.of(config.getString("baton.media.directory"));
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "doctor", ""));
        } catch (IOException refused) {
            throw new Problem(directory.toAbsolutePath() + " cannot be written (" + refused
                    + "); mend its permissions or choose another directory with " + NodeProcess.MEDIA
                    + ", the same one for all nodes unless files lie in a bucket.");
        }
    }

    private static void requireBucket(BucketSettings settings) {
        try {
            new Bucket(settings, InstantSource.system())
                    .check()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof BucketTrouble trouble) {
                throw new Problem(trouble.getMessage() + ".", trouble);
            }
            throw failed;
        }
    }
}
