package baton.testbed;

import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a client shows of its episodes, put together by the rule of {@code after} and {@code upTo} in {@code protocol/README.md}. Whatever breaks that rule,
 * or changes what is shown already, is a {@link #faults() fault}. May be looked at by any thread.
 */
public final class Screen {

    private static final class Shown {
        private final TreeMap<Integer, EpisodeEvent> entries = new TreeMap<>();
        private int upTo;
    }

    private final Map<String, Shown> episodes = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public synchronized void show(Entries frame) {
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

    /** In the order in which they appeared. */
    public synchronized List<String> episodeIds() {
        return List.copyOf(episodes.keySet());
    }

    /** By number; empty if the episode is not shown. */
    public synchronized NavigableMap<Integer, EpisodeEvent> entries(String episodeId) {
        var shown = episodes.get(episodeId);
        return shown == null ? Collections.emptyNavigableMap() : new TreeMap<>(shown.entries);
    }

    /** How far it is shown. */
    public synchronized int upTo(String episodeId) {
        var shown = episodes.get(episodeId);
        return shown == null ? 0 : shown.upTo;
    }

    /** How far each is shown. */
    public synchronized List<Cursor> cursors() {
        return episodes.entrySet().stream()
                .map(shown -> Cursor.newBuilder()
                        .setEpisodeId(shown.getKey())
                        .setNumber(shown.getValue().upTo)
                        .build())
                .toList();
    }

    /** Where the server broke the rule. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
