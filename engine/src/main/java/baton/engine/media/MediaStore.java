package baton.engine.media;

import baton.engine.bucket.Bucket;
import baton.engine.bucket.BucketSettings;
import com.typesafe.config.Config;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Where files lie, by company and content: the same bytes of one company are stored once. */
public interface MediaStore {

    /** The one that {@code baton.media.store} names. */
    static MediaStore from(Config config, ActorSystem<?> system, InstantSource clock) {
        var directory = MediaSettings.from(config).directory();
        return BucketSettings.from(config)
                .<MediaStore>map(bucket -> new BucketStore(new Bucket(bucket, clock), directory, system))
                .orElseGet(() -> new DirectoryStore(directory, system));
    }

    /**
     * Stores what comes. When the stage completes, the file outlives any crash.
     *
     * @param most more bytes than this are refused: the stage fails with {@link TooLarge}
     * @param rule looks at the first bytes, up to {@link #HEAD}, and fails the stage by throwing {@link NotAllowed}
     */
    CompletionStage<Blob> put(String tenant, Source<ByteString, ?> bytes, long most, Rule rule);

    /** How many bytes it has; empty if it is not there. */
    CompletionStage<Optional<Long>> size(String tenant, String hash);

    /** The bytes from {@code from} on; the source fails if the file is not there. */
    Source<ByteString, ?> read(String tenant, String hash, long from);

    /** Removes what crashes have left half written. */
    CompletionStage<Void> tidy(Instant now);

    /** So many bytes are enough to know what a file is. */
    int HEAD = 4096;

    /** Decides about a file by its first bytes. */
    @FunctionalInterface
    interface Rule {

        /** The media type. */
        String check(byte[] head);
    }

    /**
     * A stored file.
     *
     * @param hash SHA-256 in lower-case hex
     * @param mediaType as its {@link Rule} said
     */
    record Blob(String hash, long size, String mediaType) {}

    /** Larger than it may be. */
    final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge(long most) {
            super("more than " + most + " bytes", null, false, false);
        }
    }

    /** Not of a kind that is taken. */
    final class NotAllowed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotAllowed(String mediaType) {
            super(mediaType, null, false, false);
        }
    }
}
