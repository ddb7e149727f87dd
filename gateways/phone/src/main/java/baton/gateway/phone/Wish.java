package baton.gateway.phone;

/** What {@link Plumbing} is to bring one of a call's ends to agree upon, by a re-INVITE. */
sealed interface Wish {

    /** The caller is to talk with this phone, which has been offered what the caller's can do. */
    record Join(PhoneRing phone) implements Wish {}

    /** The caller is to be silent and to hear nothing. */
    record Park() implements Wish {}

    /** The agent holds: first the caller, then the agent's phone is to be silent. */
    record Quiet(DialogSide end) implements Wish {}

    /** The agent talks again: the phone is offered what the caller's can do, its answer is for the caller. */
    record Wake(PhoneRing phone) implements Wish {}

    /** The phone is to know what the caller has made of its description. */
    record Align(PhoneRing phone, String sdp) implements Wish {}

    /** Nothing is to change: is this end still there? It learns where we are now. */
    record Ask(DialogSide end) implements Wish {}

    /** The caller is to have what it had before: the phone that was to get it has gone. */
    record Back(String sdp) implements Wish {}
}
