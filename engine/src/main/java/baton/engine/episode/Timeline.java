package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.work.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Everything that was said and done, in the one order that everybody sees.
 *
 * @param entries the entry with number n is at n - 1
 * @param told up to which number each listener has been told
 */
record Timeline(PVector<EpisodeEvent> entries, Marks marks, PMap<String, Integer> told) {

    /** Up to which number each party has received and read. */
    record Marks(int customerDelivered, int customerRead, int agentDelivered, int agentRead) {

        int delivered(Party party) {
            return party == Party.CUSTOMER ? customerDelivered : agentDelivered;
        }

        int read(Party party) {
            return party == Party.CUSTOMER ? customerRead : agentRead;
        }

        Marks with(Party party, int delivered, int read) {
            var d = Math.max(Math.max(delivered, read), delivered(party));
            var r = Math.max(read, read(party));
            return party == Party.CUSTOMER
                    ? new Marks(d, r, agentDelivered, agentRead)
                    : new Marks(customerDelivered, customerRead, d, r);
        }
    }

    static Timeline empty() {
        return new Timeline(TreePVector.empty(), new Marks(0, 0, 0, 0), HashTreePMap.empty());
    }

    /** The number of the last entry. */
    int last() {
        return entries.size();
    }

    /**
     * The number of the entry that came with this id. All are looked through, the latest first: an index would cost each message a quarter of its own size,
     * and a repeat is mostly one of something recent.
     */
    Optional<Integer> seen(SourceId sourceId) {
        for (int number = last(); number > 0; number--) {
            if (sourceId.isOf(entries.get(number - 1))) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    /**
     * The numbers of an agent's messages of which an entry after this number says that they were taken back, each with the number of that
     * entry. What a provider did not want to take back is still there.
     */
    Map<Integer, Integer> takenBackAfter(int number) {
        var takenBack = new HashMap<Integer, Integer>();
        for (int i = number; i < last(); i++) {
            if (entries.get(i) instanceof MessageSent sent
                    && sent.content().kind().equals(Content.DELETION)) {
                takenBack.put(sent.content().aboutNumber(), i + 1);
            } else if (entries.get(i) instanceof DeliveryFailed failed) {
                takenBack.values().remove(failed.number());
            }
        }
        return takenBack;
    }

    /** The entry that tells of this attempt of the last call-back. */
    Optional<Integer> calledBack(int attempt) {
        return seen(SourceId.calledBack(attempt)).filter(number -> number > lastCallBack());
    }

    /** The number of the entry with which the last call-back began, be it open or not; 0 if there was none. */
    int lastCallBack() {
        var began = 0;
        var open = Optional.<CallBack>empty();
        for (int i = 0; i < entries.size(); i++) {
            var after = CallBack.after(open, entries.get(i));
            if (open.isEmpty() && after.isPresent()) {
                began = i + 1;
            }
            open = after;
        }
        return began;
    }

    /** Whether this entry says that a phone did not take a call in which somebody else talked just then. */
    boolean isMissBesideATalk(int number) {
        if (!(entries.get(number - 1) instanceof CallUnanswered missed)) {
            return false;
        }
        for (int i = number - 2; i >= 0; i--) {
            var before = entries.get(i);
            if (before instanceof CallAnswered e && e.legId().equals(missed.legId())) {
                return !e.agentId().equals(missed.agentId());
            } else if (isWithoutTalk(before, missed.legId())) {
                return false;
            }
        }
        return false;
    }

    /** After this the caller rings, waits, or has gone. */
    private static boolean isWithoutTalk(EpisodeEvent event, String legId) {
        return event instanceof CallRinging ringing && ringing.legId().equals(legId)
                || event instanceof LegEnded ended && ended.legId().equals(legId)
                || event instanceof WorkQueued queued
                        && queued.work().purpose() == Purpose.SERVE
                        && queued.work().legId().equals(legId);
    }

    Timeline plus(EpisodeEvent entry) {
        return new Timeline(entries.plus(entry), marks, told);
    }

    Timeline delivered(Party party, int upTo) {
        return new Timeline(entries, marks.with(party, upTo, 0), told);
    }

    Timeline read(Party party, int upTo) {
        return new Timeline(entries, marks.with(party, 0, upTo), told);
    }

    Timeline told(String listener, int upTo) {
        return new Timeline(entries, marks, told.plus(listener, Math.max(upTo, toldTo(listener))));
    }

    int toldTo(String listener) {
        return told.getOrDefault(listener, 0);
    }

    /** The number of the first entry that this listener wants and has not been told of; empty if there is none. */
    OptionalInt untold(Listeners.Listener listener) {
        return IntStream.rangeClosed(toldTo(listener.name()) + 1, last())
                .filter(number -> listener.wants(entries.get(number - 1)))
                .findFirst();
    }

    /** The entries, and the marks as the events that would set them. */
    ArrayList<EpisodeEvent> history() {
        var events = new ArrayList<>(entries);
        if (last() > 0) {
            var at = entries.get(last() - 1).at();
            for (var party : Party.values()) {
                events.add(new EpisodeEvent.EntriesDelivered(party, marks.delivered(party), at));
                events.add(new EpisodeEvent.EntriesRead(party, marks.read(party), at));
            }
            told.forEach((listener, upTo) -> events.add(new EpisodeEvent.EntriesTold(listener, upTo, at)));
        }
        return events;
    }
}
