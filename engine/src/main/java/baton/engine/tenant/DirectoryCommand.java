package baton.engine.tenant;

import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Part;
import baton.protocol.journal.v1.DirectoryPage;
import org.apache.pekko.actor.typed.ActorRef;

/** What the {@link Directory} can be asked to do. Content is a packed {@link Content tenant}, by then without any password. */
public sealed interface DirectoryCommand extends NodeMessage {

    /** Push all changes after this number, or the whole if it cannot be reached from there. */
    record FollowDirectory(long after, ActorRef<DirectoryPage> follower, ActorRef<Following> replyTo)
            implements DirectoryCommand {}

    record FollowerGone(ActorRef<DirectoryPage> follower) implements DirectoryCommand {}

    /** A whole company does not fit into one message: keep this piece, counted from 1, until the rest is there. */
    record StagePiece(String uploadId, int piece, String content, ActorRef<DirectoryReply> replyTo)
            implements DirectoryCommand {}

    /** The company shall be what was staged. */
    record ReplaceTenant(Author author, String uploadId, int pieces, Manner manner, ActorRef<DirectoryReply> replyTo)
            implements DirectoryCommand {}

    record SaveCompany(Author author, String content, ActorRef<DirectoryReply> replyTo) implements DirectoryCommand {}

    record SaveParts(Author author, String content, ActorRef<DirectoryReply> replyTo) implements DirectoryCommand {}

    record RemovePart(Author author, Part part, String id, ActorRef<DirectoryReply> replyTo)
            implements DirectoryCommand {}

    record RemoveTenant(Author author, ActorRef<DirectoryReply> replyTo) implements DirectoryCommand {}

    /** How a whole company is taken. */
    enum Manner {
        /** As it is. */
        EXACTLY,
        /** Only if there is none yet. */
        IF_NEW,
        /** Secrets that are empty stay as they are. */
        KEEPING_SECRETS
    }
}
