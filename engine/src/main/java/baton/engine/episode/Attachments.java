package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.StoredFile;
import baton.engine.episode.EpisodeEvent.FileMissed;
import baton.engine.episode.EpisodeEvent.FileStored;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Files of entries, by the entries' numbers.
 *
 * @param awaited with providers, to be fetched
 * @param stored here
 */
record Attachments(PMap<Integer, Awaited> awaited, PMap<Integer, StoredFile> stored) {

    /** A file that has to be fetched. */
    record Awaited(int number, String legId, Content content, Instant since) {}

    static Attachments none() {
        return new Attachments(HashTreePMap.empty(), HashTreePMap.empty());
    }

    boolean awaits(int number) {
        return awaited.containsKey(number);
    }

    Optional<StoredFile> of(int number) {
        return Optional.ofNullable(stored.get(number));
    }

    /** @param number of the entry that this event has made, if it is one */
    Attachments after(EpisodeEvent event, int number) {
        if (event instanceof MessageReceived e && e.content().isAwaited()) {
            var file = new Awaited(number, e.legId(), e.content(), e.at());
            return new Attachments(awaited.plus(number, file), stored);
        } else if (event instanceof MessageReceived e) {
            return with(number, e.content());
        } else if (event instanceof MessageSent e) {
            return with(number, e.content());
        } else if (event instanceof FileStored e) {
            return Optional.ofNullable(awaited.get(e.number()))
                    .map(file -> stored(file.content(), e))
                    .orElse(this);
        } else if (event instanceof FileMissed e) {
            return new Attachments(awaited.minus(e.number()), stored);
        }
        return this;
    }

    private Attachments stored(Content said, FileStored e) {
        var file = new StoredFile(e.hash(), said.kind(), said.name(), e.mediaType(), e.size());
        return new Attachments(awaited.minus(e.number()), stored.plus(e.number(), file));
    }

    private Attachments with(int number, Content content) {
        var file = new StoredFile(content.hash(), content.kind(), content.name(), content.mediaType(), content.size());
        return content.hash().isEmpty() ? this : new Attachments(awaited, stored.plus(number, file));
    }
}
