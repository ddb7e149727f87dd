package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone;
import baton.gateway.phone.DemoPhone.Profile;
import baton.gateway.phone.DemoPhone.State;
import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;

/** A real SIP telephone, a customer's or an agent's. */
final class Telephone implements AutoCloseable {

    private final DemoPhone phone;
    private final List<State> history = new CopyOnWriteArrayList<>();

    private final int tone;

    private Telephone(ActorSystem<?> system, Profile profile) {
        tone = profile.tone();
        try {
            phone = DemoPhone.start(system, profile, view -> remember(view.state()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Telephone customer(ActorSystem<?> system, Place place, String number) {
        return new Telephone(system, Profile.customer(number, place.telephone()));
    }

    static Telephone agent(ActorSystem<?> system, Place place, Company company, String agent) {
        var telephone = new Telephone(
                system, Profile.agent(company.id(), agent, agent, company.phoneSecret(agent), place.telephone()));
        telephone.register();
        return telephone;
    }

    private void remember(State state) {
        if (history.isEmpty() || history.get(history.size() - 1) != state) {
            history.add(state);
        }
    }

    /** Returns when it is registered; a call that has been waiting for it may ring at once. */
    void register() {
        phone.register();
        await().until(() -> state() != State.OFFLINE);
    }

    /** Does not wait for what comes of it. */
    void triesToRegister() {
        phone.register();
    }

    void unregister() {
        phone.unregister();
        awaits(State.OFFLINE);
    }

    void dial(String number) {
        phone.dial(number);
        await().until(() -> history.contains(State.CALLING));
    }

    /** Returns when it rings. */
    void rings() {
        awaits(State.RINGING);
    }

    /** Waits until it rings, and picks up. */
    void picksUp() {
        rings();
        phone.answer();
        awaits(State.TALKING);
    }

    /** Waits until it rings, and refuses the call. */
    void declines() {
        rings();
        phone.decline();
        awaits(State.IDLE);
    }

    /** Returns when there is a call and the other end's voice comes in. */
    void talks() {
        awaits(State.TALKING);
        var before = phone.view().heard();
        await("audio").until(() -> phone.view().heard() > before);
    }

    /** Returns when exactly these are heard. */
    void hears(Telephone... others) {
        awaits(State.TALKING);
        var tones = Stream.of(others).map(other -> other.tone).sorted().toList();
        await("audio of " + tones).until(() -> phone.view().hears().equals(tones));
    }

    void hangsUp() {
        phone.hangUp();
        isFree();
    }

    /** Returns when there is no call any more. */
    void isFree() {
        await().until(() -> phone.view().state() == State.IDLE || phone.view().state() == State.OFFLINE);
    }

    void hold() {
        phone.hold();
    }

    /** Until it is so: while the change before is not acknowledged yet, this one is refused or left. */
    void holds(Callable<Boolean> done) {
        presses(phone::hold, done);
    }

    private static void presses(Runnable button, Callable<Boolean> done) {
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (done.call()) {
                return true;
            }
            button.run();
            return false;
        });
    }

    void resume() {
        phone.resume();
    }

    /** Until it is so, as {@link #holds}. */
    void resumes(Callable<Boolean> done) {
        presses(phone::resume, done);
    }

    /** Whether either end holds. */
    boolean onHold() {
        return phone.view().onHold();
    }

    State state() {
        return phone.view().state();
    }

    /** Why the last call ended. */
    String reason() {
        return phone.view().reason();
    }

    /** Which states it has been in, in order. */
    List<State> history() {
        return history;
    }

    private void awaits(State state) {
        await().until(() -> phone.view().state() == state);
    }

    /** Vanishes without a word. */
    @Override
    public void close() {
        phone.stop();
    }
}
