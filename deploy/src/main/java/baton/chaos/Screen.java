package baton.chaos;

import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client shows of its episodes, put together by the rule of {@code after} and {@code upTo} in {@code protocol/README.md}. Whatever breaks that rule,
 * or changes what is shown already, is a fault.
 */
final class Screen {

    private static final class Shown {
        private final TreeMap<Integer, EpisodeEvent> entries = new TreeMap<>();
        private int upTo;
    }

    private final Map<String, Shown> episodes = new LinkedHashMap<>();
    private int faults;

    void show(Entries frame) {
        var shown = episodes.computeIfAbsent(frame.getEpisodeId(), id -> new Shown());
        if (frame.getAfter() > shown.upTo || frame.getUpTo() < frame.getAfter()) {
            faults++;
        }
        var last = frame.getAfter();
        for (var entry : frame.getEntriesList()) {
            if (entry.getNumber() <= last || entry.getNumber() > frame.getUpTo()) {
                faults++;
            }
            last = entry.getNumber();
            show(shown, entry);
        }
        shown.upTo = Math.max(shown.upTo, frame.getUpTo());
    }

    private void show(Shown shown, Entry entry) {
        if (entry.getNumber() > shown.upTo) {
            shown.entries.put(entry.getNumber(), entry.getEvent());
        } else if (!entry.getEvent().equals(shown.entries.get(entry.getNumber()))) {
            faults++;
        }
    }

    /** In the order in which they appeared. */
    List<String> episodeIds() {
        return List.copyOf(episodes.keySet());
    }

    /** By number; empty if the episode is not shown. */
    Map<Integer, EpisodeEvent> entries(String episodeId) {
        var shown = episodes.get(episodeId);
        return shown == null ? Map.of() : shown.entries;
    }

    /** How far each is shown. */
    List<Cursor> cursors() {
        return episodes.entrySet().stream()
                .map(shown -> Cursor.newBuilder()
                        .setEpisodeId(shown.getKey())
                        .setNumber(shown.getValue().upTo)
                        .build())
                .toList();
    }

    /** How often the server broke the rule. */
    int faults() {
        return faults;
    }
}
