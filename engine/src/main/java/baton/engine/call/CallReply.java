package baton.engine.call;

import baton.engine.NodeMessage;

/** The answer to a {@link CallCommand.Deed}. */
public sealed interface CallReply extends NodeMessage {

    /** It is in the journal, or there was nothing to do. */
    record Accepted() implements CallReply {}

    /** Another one has the call by now: what this one says of it means nothing. */
    record AnotherDoor() implements CallReply {}

    /** The agent does not talk in this call. */
    record NotInThisCall() implements CallReply {}

    /** Three talk with each other: nobody can be put on hold. */
    record InConference() implements CallReply {}

    /** There is no such call. */
    record Unknown() implements CallReply {}
}
