package baton.engine.routing;

import baton.engine.journal.JournalSerializer;

/** Stores {@link QueueEvent}s and {@link QueueState}s. Number and name are in the journal for ever. */
public final class QueueSerializer extends JournalSerializer<QueueEvent, QueueState> {

    public QueueSerializer() {
        super(8104, "queue", QueueEvent.class, new QueueFormat(), QueueState::history, QueueState::replay);
    }
}
