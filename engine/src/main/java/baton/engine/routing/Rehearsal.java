package baton.engine.routing;

import java.time.Instant;
import java.util.List;

/**
 * The decisions of a {@link Queue} without the queue: nothing is stored and nobody is told. For measuring what deciding costs, and
 * for asking what would have been decided. Belongs to one thread.
 */
public final class Rehearsal {

    private final Matching matching = new Matching();
    private final Explaining explaining = new Explaining(matching);
    private final Rules rules;
    private QueueState state = QueueState.empty();

    public Rehearsal(Rules rules, Instant now) {
        this.rules = rules;
        restart(now);
    }

    /** As a queue that has just been recovered: only the facts are still known. */
    public void restart(Instant now) {
        matching.rebuild(state, rules, now);
    }

    /** What the queue would store: {@code event}, and the offers that it makes possible. */
    public List<QueueEvent> happens(QueueEvent event, Instant now) {
        var step = new QueueStep(state, matching, explaining, now);
        step.happens(event);
        step.match();
        state = step.state();
        return step.events();
    }

    public QueueState state() {
        return state;
    }
}
