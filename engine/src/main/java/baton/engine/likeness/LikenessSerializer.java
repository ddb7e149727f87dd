package baton.engine.likeness;

import baton.engine.journal.JournalSerializer;

/** Stores {@link LikenessEvent}s and {@link LikenessState}s. Number and name are in the journal for ever. */
public final class LikenessSerializer extends JournalSerializer<LikenessEvent, LikenessState> {

    public LikenessSerializer() {
        super(
                8108,
                "likeness",
                LikenessEvent.class,
                new LikenessFormat(),
                LikenessState::history,
                LikenessState::replay);
    }
}
