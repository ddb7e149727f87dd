package baton.engine.duty;

/** Takes an errand to whom it concerns. Entities do not know each other; the carriers, wired by the node, do. */
@FunctionalInterface
public interface Carrier<E extends Errand> {

    /** Carries {@code errand} out once, without waiting; runs {@code done}, from any thread, when the other side has answered. */
    void carry(String tenant, E errand, Runnable done);
}
