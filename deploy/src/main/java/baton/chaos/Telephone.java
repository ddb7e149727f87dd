package baton.chaos;

import baton.gateway.phone.DemoPhone;
import baton.gateway.phone.DemoPhone.Profile;
import baton.gateway.phone.DemoPhone.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pekko.actor.typed.ActorSystem;

/** A real SIP telephone, a customer's or an agent's. */
final class Telephone implements AutoCloseable {

    private final DemoPhone phone;

    Telephone(ActorSystem<?> system, Profile profile) {
        try {
            phone = DemoPhone.start(system, profile, view -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on by itself, also when the node is away for a while. */
    void register() {
        phone.register();
    }

    void dial(String number) {
        phone.dial(number);
    }

    void answer() {
        phone.answer();
    }

    void hangUp() {
        phone.hangUp();
    }

    boolean isRinging() {
        return state() == State.RINGING;
    }

    boolean isTalking() {
        return state() == State.TALKING;
    }

    boolean isFree() {
        return state() == State.IDLE || state() == State.OFFLINE;
    }

    /** How much of the other end's voice has come in during this call, in packets. */
    long heard() {
        return phone.view().heard();
    }

    private State state() {
        return phone.view().state();
    }

    /** Vanishes without a word. */
    @Override
    public void close() {
        phone.stop();
    }
}
