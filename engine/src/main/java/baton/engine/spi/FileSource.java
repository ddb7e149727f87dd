package baton.engine.spi;

import java.time.Duration;
import java.util.Map;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Where a provider gives a file out. */
public sealed interface FileSource {

    /**
     * There.
     *
     * @param url may be a secret
     * @param headers to send along, by name; to this address alone, not to where it may redirect to
     */
    record At(String url, Map<String, String> headers) implements FileSource {

        @Override
        public String toString() {
            return "At[]";
        }
    }

    /**
     * The door reads it itself, where there is no address.
     *
     * @param bytes fails if they break off; then it is tried again
     */
    record Bytes(Source<ByteString, ?> bytes) implements FileSource {}

    /**
     * Nothing is known now.
     *
     * @param pause zero: as the engine sees fit
     * @param code for machines, for example {@code "provider-away"}
     */
    record Later(Duration pause, String code) implements FileSource {}

    /** It will never be had. {@code code} as {@code FileMissed} in {@code episode_journal.proto} knows them. */
    record Never(String code) implements FileSource {}
}
