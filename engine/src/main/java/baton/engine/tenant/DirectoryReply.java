package baton.engine.tenant;

import baton.engine.NodeMessage;
import baton.engine.spi.Configuration.Change;
import baton.engine.spi.Configuration.Problem;
import java.util.List;

/** The answer to a {@link DirectoryCommand}. A refusal is a value with a code, never an exception. */
public sealed interface DirectoryReply extends NodeMessage {

    /** The piece is kept for a while. */
    record Staged() implements DirectoryReply {}

    /**
     * It is in the journal.
     *
     * @param version of the company; 0 if it is gone
     * @param last the number of the directory's last change: whoever has it knows of this one
     */
    record Accepted(long version, long last, List<Change> changes) implements DirectoryReply {}

    /** {@code code} is for machines, {@code detail} and {@code problems} are for people. */
    record Rejected(String code, String detail, List<Problem> problems) implements DirectoryReply {}
}
