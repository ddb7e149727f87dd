package baton.engine.episode;

import baton.engine.journal.JournalSerializer;

/** Stores {@link EpisodeEvent}s and {@link EpisodeState}s. Number and name are in the journal for ever. */
public final class EpisodeSerializer extends JournalSerializer<EpisodeEvent, EpisodeState> {

    public EpisodeSerializer() {
        super(8103, "episode", EpisodeEvent.class, new EpisodeFormat(), EpisodeState::history, EpisodeState::replay);
    }
}
