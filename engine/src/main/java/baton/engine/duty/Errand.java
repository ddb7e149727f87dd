package baton.engine.duty;

import java.time.Duration;

/**
 * Something an entity wants another one to know, as a value. It follows from the entity's state, so it survives a crash, and it
 * is repeated until it is done: whoever receives it must take repeats calmly.
 */
public interface Errand {

    /** The same for the same errand, different for another one of the same entity. */
    String errandId();

    /** How long it may stay unanswered before it is carried again, about. */
    default Duration repeatAfter() {
        return Duration.ofSeconds(2);
    }
}
