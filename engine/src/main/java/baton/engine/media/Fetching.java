package baton.engine.media;

import baton.engine.media.FetcherCommand.FetchFile;
import baton.engine.media.FetcherCommand.Missed;
import baton.engine.media.FetcherCommand.Outcome;
import baton.engine.media.FetcherCommand.Postponed;
import baton.engine.media.FetcherCommand.Stored;
import baton.engine.spi.FileSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** One try to bring a provider's file into the store, and what its outcome means. */
public final class Fetching {

    /** It is there no longer, or never was. */
    private static final Set<Integer> GONE = Set.of(404, 410);

    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(401, 403, 408, 425, 429);

    private final Downloader downloader;
    private final StoredFiles files;

    public Fetching(ActorSystem<?> system, MediaSettings settings, StoredFiles files) {
        this.downloader = new Downloader(system, settings);
        this.files = files;
    }

    /** @param source as the channel's door says */
    public CompletionStage<Outcome> fetch(String tenant, FetchFile file, FileSource source) {
        if (source instanceof FileSource.Later later) {
            return CompletableFuture.completedStage(new Postponed(later.pause(), later.code()));
        } else if (source instanceof FileSource.Never never) {
            return CompletableFuture.completedStage(new Missed(never.code()));
        }
        return open(source)
                .thenCompose(bytes -> files.keep(tenant, file.name(), bytes))
                .handle((blob, failure) ->
                        failure == null ? new Stored(blob.hash(), blob.size(), blob.mediaType()) : outcome(failure));
    }

    private CompletionStage<Source<ByteString, ?>> open(FileSource source) {
        return source instanceof FileSource.Bytes here
                ? CompletableFuture.completedStage(here.bytes())
                : downloader.open((FileSource.At) source);
    }

    private static Outcome outcome(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MediaStore.TooLarge) {
                return new Missed("too-large");
            } else if (cause instanceof MediaStore.NotAllowed) {
                return new Missed("type-not-allowed");
            } else if (cause instanceof Downloader.BadSource || cause instanceof Reach.NotPublic) {
                return new Missed("bad-source");
            } else if (cause instanceof Downloader.NotServed notServed) {
                return outcome(notServed.status());
            }
        }
        return new Postponed(Duration.ZERO, "provider-away");
    }

    private static Outcome outcome(int status) {
        if (GONE.contains(status)) {
            return new Missed("gone");
        }
        return status >= 500 || WORTH_ANOTHER_TRY.contains(status)
                ? new Postponed(Duration.ZERO, "provider-away")
                : new Missed("refused");
    }
}
