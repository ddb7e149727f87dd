package baton.engine.allowance;

import baton.engine.NodeMessage;
import java.time.Instant;

/** The answer to an {@link AllowanceCommand}. */
public sealed interface AllowanceReply extends NodeMessage {

    /** It may be done, and is counted. */
    record Granted() implements AllowanceReply {}

    /** It has been done too often lately; {@code again}: from when on it may be done once more. */
    record UsedUp(Instant again) implements AllowanceReply {}
}
