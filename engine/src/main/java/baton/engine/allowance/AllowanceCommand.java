package baton.engine.allowance;

import baton.engine.NodeMessage;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;

/** What an {@link Allowance} can be asked to do. */
public sealed interface AllowanceCommand extends NodeMessage {

    /** Might it be done once more? {@code Granted} if it might; nothing is counted. */
    record Look(int most, ActorRef<AllowanceReply> replyTo) implements AllowanceCommand {}

    /** It is to be done once more, if it has been done fewer than {@code most} times within {@code window}. */
    record Spend(int most, Duration window, ActorRef<AllowanceReply> replyTo) implements AllowanceCommand {}
}
