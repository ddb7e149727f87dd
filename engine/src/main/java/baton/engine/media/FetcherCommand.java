package baton.engine.media;

import baton.engine.NodeMessage;
import java.time.Duration;
import java.time.Instant;

/** What a {@link Fetcher} can be asked to do. All but {@link FetchFile} it says to itself. */
public sealed interface FetcherCommand {

    /**
     * Fetch the file of this entry. Said again it is the same file.
     *
     * @param name as the channel says
     * @param since when the customer sent it
     */
    record FetchFile(String episodeId, int number, String reference, String name, Instant since)
            implements FetcherCommand, NodeMessage {

        String key() {
            return episodeId + "#" + number;
        }

        /** The reference may be a secret. */
        @Override
        public String toString() {
            return "FetchFile[" + key() + "]";
        }
    }

    /** A try has ended. */
    record Tried(FetchFile file, Outcome outcome) implements FetcherCommand {}

    /** Something that had to wait may be tried again. */
    record Look() implements FetcherCommand {}

    /** What came of one try. */
    sealed interface Outcome {}

    /** It is here. */
    record Stored(String hash, long size, String mediaType) implements Outcome {}

    /** It will never be. */
    record Missed(String code) implements Outcome {}

    /** {@code pause}: zero: as we see fit. */
    record Postponed(Duration pause, String code) implements Outcome {}
}
