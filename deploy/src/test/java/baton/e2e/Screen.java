package baton.e2e;

import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client shows of its episodes, put together by the rule of {@code after} and {@code upTo}. Whatever breaks that rule, or
 * changes what is shown already, is a {@link #faults() fault}.
 */
final class Screen {

    private static final class Shown {
        private final TreeMap<Integer, EpisodeEvent> entries = new TreeMap<>();
        private int upTo;
    }

    private final Map<String, Shown> episodes = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    synchronized void show(Entries frame) {
        var shown = episodes.computeIfAbsent(frame.getEpisodeId(), id -> new Shown());
        if (frame.getAfter() > shown.upTo) {
            faults.add("missed: after " + frame.getAfter() + " while " + shown.upTo + " was the last");
        }
        if (frame.getUpTo() < frame.getAfter()) {
            faults.add("backwards: after " + frame.getAfter() + " up to " + frame.getUpTo());
        }
        var last = frame.getAfter();
        for (var entry : frame.getEntriesList()) {
            if (entry.getNumber() <= last || entry.getNumber() > frame.getUpTo()) {
                faults.add("number " + entry.getNumber() + " between " + last + " and " + frame.getUpTo());
            }
            last = entry.getNumber();
            show(shown, entry);
        }
        shown.upTo = Math.max(shown.upTo, frame.getUpTo());
    }

    private void show(Shown shown, Entry entry) {
        var number = entry.getNumber();
        if (number > shown.upTo) {
            shown.entries.put(number, entry.getEvent());
        } else if (!entry.getEvent().equals(shown.entries.get(number))) {
            faults.add("entry " + number + " is not what it was");
        }
    }

    /** The episode that appeared last; empty if none has. */
    synchronized String episodeId() {
        return episodes.keySet().stream().reduce("", (earlier, later) -> later);
    }

    synchronized int episodeCount() {
        return episodes.size();
    }

    /** By number. */
    synchronized TreeMap<Integer, EpisodeEvent> entries(String episodeId) {
        var shown = episodes.get(episodeId);
        return shown == null ? new TreeMap<>() : new TreeMap<>(shown.entries);
    }

    synchronized List<EpisodeEvent.FactCase> facts(String episodeId) {
        return entries(episodeId).values().stream()
                .map(EpisodeEvent::getFactCase)
                .toList();
    }

    /** What customer and agents wrote, in order. */
    synchronized List<String> texts(String episodeId) {
        return entries(episodeId).values().stream()
                .filter(event -> event.hasMessageReceived() || event.hasMessageSent())
                .map(event -> event.hasMessageReceived()
                        ? event.getMessageReceived().getText()
                        : event.getMessageSent().getText())
                .toList();
    }

    synchronized int upTo(String episodeId) {
        var shown = episodes.get(episodeId);
        return shown == null ? 0 : shown.upTo;
    }

    synchronized List<Cursor> cursors() {
        return episodes.entrySet().stream()
                .map(shown -> Cursor.newBuilder()
                        .setEpisodeId(shown.getKey())
                        .setNumber(shown.getValue().upTo)
                        .build())
                .toList();
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
