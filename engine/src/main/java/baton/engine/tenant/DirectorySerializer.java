package baton.engine.tenant;

import baton.engine.journal.JournalSerializer;

/** Stores {@link DirectoryEvent}s and {@link DirectoryState}s. Number and name are in the journal for ever. */
public final class DirectorySerializer extends JournalSerializer<DirectoryEvent, DirectoryState> {

    public DirectorySerializer() {
        super(
                8107,
                "directory",
                DirectoryEvent.class,
                new DirectoryFormat(),
                DirectoryState::history,
                DirectoryState::replay);
    }
}
