package baton.engine.spi;

import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.journal.v1.Content;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Files that customers and agents send each other. */
public interface Files {

    /** What may be sent. */
    Limits limits();

    /**
     * Stores a file that somebody wants to send. It is sent by naming {@link Uploaded#token} within an hour.
     *
     * @param owner who alone may send it: an agent's id, a visitor's address
     * @param name how its owner calls it
     * @return the stage fails if the bytes break off or cannot be stored
     */
    CompletionStage<Outcome> upload(String tenant, String owner, String name, Source<ByteString, ?> bytes);

    /** What to say of an uploaded file on a timeline; empty if the token is old, made up or somebody else's. */
    Optional<Content> uploaded(String tenant, String owner, String token);

    /** A path on this server under which anybody can read the file for ten minutes. {@code file} has a hash. */
    String link(String tenant, Content file);

    /**
     * A whole address under which anybody can read the file for some days, with its name at the end: for providers that fetch what we send,
     * and for customers who follow it. Empty if this installation does not know how it is reached from outside.
     */
    Optional<String> publicLink(String tenant, OutboundFile file);

    /** The bytes of a stored file; fails if it is not there. */
    Source<ByteString, ?> read(String tenant, String hash);

    /**
     * @param maxSize in bytes
     * @param types media types
     */
    record Limits(long maxSize, List<String> types) {}

    /** What came of an upload. */
    sealed interface Outcome {}

    /** It is stored. */
    record Uploaded(String token, Content file) implements Outcome {}

    /** {@code code}: {@code too-large}, {@code type-not-allowed}, {@code empty-file}. */
    record Refused(String code, String detail) implements Outcome {}
}
