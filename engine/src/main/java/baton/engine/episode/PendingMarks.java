package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeState.Opened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How far the parties say to have got, and what of it is not stored yet. Everybody says so after each message, twice: stored one by one these marks
 * would be most of what is written. They go with the next event, or soon.
 */
final class PendingMarks {

    private final Map<Party, Integer> delivered = new EnumMap<>(Party.class);
    private final Map<Party, Integer> read = new EnumMap<>(Party.class);

    /** Whether it says something new of entries that there are, by somebody who may. */
    boolean note(Opened state, MarkSeen mark) {
        var timeline = state.story().timeline();
        var stored = timeline.marks();
        var known = mark.read() ? stored.read(mark.party()) : stored.delivered(mark.party());
        var counts = mark.upTo() > known && mark.upTo() <= timeline.last() && maySee(state, mark);
        if (counts) {
            (mark.read() ? read : delivered).merge(mark.party(), mark.upTo(), Math::max);
        }
        return counts;
    }

    /** Only the agent who serves makes ticks: others may look, but the customer has not been read by "the agent" then. */
    private static boolean maySee(Opened state, MarkSeen mark) {
        return mark.party() == Party.CUSTOMER || state.servedBy(mark.agentId());
    }

    /** What is new in them, as events; nothing is pending any more then. */
    List<EpisodeEvent> take(Timeline.Marks stored, Instant now) {
        var events = new ArrayList<EpisodeEvent>();
        for (var party : Party.values()) {
            var seen = read.getOrDefault(party, 0);
            var reached = delivered.getOrDefault(party, 0);
            if (reached > Math.max(seen, stored.delivered(party))) {
                events.add(new EntriesDelivered(party, reached, now));
            }
            if (seen > stored.read(party)) {
                events.add(new EntriesRead(party, seen, now));
            }
        }
        delivered.clear();
        read.clear();
        return events;
    }
}
