package baton.gateway.phone;

import org.jspecify.annotations.Nullable;

/** What {@link Plumbing} is to bring one of a call's ends to agree upon, by a re-INVITE. */
sealed interface Wish {

    /** The dialog in which it is said; null if there is none (any more). */
    default @Nullable DialogSide in(CallEnds ends) {
        return ends.caller().dialog();
    }

    /** The caller is to talk with this phone, which has been offered what the caller's can do. */
    record Join(PhoneRing phone) implements Wish {}

    /** The caller is to be silent and to hear nothing. */
    record Park() implements Wish {}

    /** The agent holds: first the caller, then the agent's phone is to be silent. */
    record Quiet(DialogSide end) implements Wish {
        @Override
        public DialogSide in(CallEnds ends) {
            return end;
        }
    }

    /** The agent talks again: the phone is offered what the caller's can do, its answer is for the caller. */
    record Wake(PhoneRing phone) implements Wish {
        @Override
        public @Nullable DialogSide in(CallEnds ends) {
            return phone.dialog();
        }
    }

    /** The phone is to know what the caller has made of its description. */
    record Align(PhoneRing phone, String sdp) implements Wish {
        @Override
        public @Nullable DialogSide in(CallEnds ends) {
            return phone.dialog();
        }
    }

    /** Nothing is to change: is this end still there? It learns where we are now. */
    record Ask(DialogSide end) implements Wish {
        @Override
        public DialogSide in(CallEnds ends) {
            return end;
        }
    }

    /** The caller is to have what it had before: the phone that was to get it has gone. */
    record Back(String sdp) implements Wish {}
}
