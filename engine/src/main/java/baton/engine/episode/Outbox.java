package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.EpisodeJoined;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.LinkRequested;
import baton.engine.episode.EpisodeEvent.MessageForwarded;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What has to go out over messengers, and what has become of it. Each leg has its own order: the next message goes when the one before
 * is with the provider, or has failed for good.
 *
 * @param pending in the order in which it was written
 * @param forwarded what providers have taken, by the number of the entry
 * @param failed numbers of entries that were not delivered
 * @param last the number of the last entry of each leg that was to go out, or of what took it back before it did
 * @param heard what the customer last wrote on a leg
 * @param replyLeg the text leg on which the customer appeared or wrote last; empty for none
 */
record Outbox(
        PVector<Pending> pending,
        PMap<Integer, MessageForwarded> forwarded,
        PSet<Integer> failed,
        PMap<String, Integer> last,
        PMap<String, Heard> heard,
        String replyLeg) {

    private static final String LINK = "link to ";

    /**
     * What waits to be sent.
     *
     * @param announcement of what the company has words for, see {@link EpisodeErrand.DeliverMessage}; empty: the text says it
     */
    record Pending(int number, String legId, String text, String announcement, Content content, Instant since) {}

    /**
     * What a customer wrote.
     *
     * @param number of the entry; 0 if it is one of another episode, with which this one was joined
     * @param messageId as the channel has it
     */
    record Heard(Instant at, int number, String messageId) {

        private static final Heard NEVER = new Heard(Instant.EPOCH, 0, "");
    }

    /** Over which links to this address go out: none on which the customer can be written to, for nobody knows yet whose it is. */
    static String linkLeg(LinkRequested link) {
        return linkLeg(link.channel(), link.address());
    }

    static String linkLeg(String channel, String address) {
        return LINK + Leg.ofText(channel, address);
    }

    static boolean isLinkLeg(String legId) {
        return legId.startsWith(LINK);
    }

    static Outbox empty() {
        return new Outbox(
                TreePVector.empty(),
                HashTreePMap.empty(),
                HashTreePSet.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                "");
    }

    /** What may go out now: the first of each leg. */
    Stream<Pending> next() {
        var legs = new HashSet<String>();
        return pending.stream().filter(message -> legs.add(message.legId()));
    }

    boolean owes(int number) {
        return pending.stream().anyMatch(message -> message.number() == number);
    }

    /** The number of the entry that has not gone out over this leg yet. */
    Optional<Integer> waitingOn(String legId) {
        return pending.stream()
                .filter(message -> message.legId().equals(legId))
                .map(Pending::number)
                .findFirst();
    }

    /** Whether something that was said after {@code since} has not gone out over this leg yet, as far as is known. */
    boolean isSending(String legId, Instant since) {
        return pending.stream()
                .anyMatch(message ->
                        message.legId().equals(legId) && message.since().isAfter(since));
    }

    boolean hasFailed(int number) {
        return failed.contains(number);
    }

    /** Whether the provider has it, or may have it. */
    boolean mayBeThere(int number) {
        return !hasFailed(number) && (forwarded.containsKey(number) || owes(number) && !waitsBehindAnother(number));
    }

    /** Whether it waits behind another one, and nobody has been asked to send it. */
    boolean waitsBehindAnother(int number) {
        return owes(number) && next().noneMatch(message -> message.number() == number);
    }

    /** The number of the entry that the provider knows by this id. Receipts are about what was sent last, nearly always. */
    Optional<Integer> numberOf(String legId, String providerId) {
        return forwarded.values().stream()
                .filter(one ->
                        one.providerId().equals(providerId) && one.legId().equals(legId))
                .map(MessageForwarded::number)
                .max(Integer::compare);
    }

    /** How the provider calls the message of this entry; empty if it does not have it, or has not said. */
    String providerIdOf(int number) {
        return Optional.ofNullable(forwarded.get(number))
                .map(MessageForwarded::providerId)
                .orElse("");
    }

    /** Nothing on this leg up to this number still waits. */
    int handledUpTo(String legId) {
        return waitingOn(legId).map(number -> number - 1).orElseGet(() -> last.getOrDefault(legId, 0));
    }

    Optional<Instant> heardOn(String legId) {
        return Optional.ofNullable(heard.get(legId)).map(Heard::at);
    }

    /** The customer's last message on this leg, if it is among the entries of this episode up to that number. */
    Optional<Heard> readOn(String legId, int upTo) {
        return Optional.ofNullable(heard.get(legId)).filter(last -> last.number() > 0 && last.number() <= upTo);
    }

    /** What is not on the timeline, as the events that lead to it. */
    Collection<MessageForwarded> history() {
        return forwarded.values();
    }

    /** @param number of the entry that this event has made, if it is one */
    Outbox after(EpisodeEvent event, int number) {
        if (event instanceof MessageSent e
                && e.content().kind().equals(Content.DELETION)
                && e.legId().isEmpty()) {
            return withdrawn(e.content().aboutNumber(), number);
        } else if (event instanceof MessageSent e && !e.legId().isEmpty()) {
            return waiting(new Pending(number, e.legId(), e.text(), "", e.content(), e.at()));
        } else if (event instanceof WaitAnnounced e && !e.legId().isEmpty()) {
            return waiting(new Pending(number, e.legId(), "", e.kind(), Content.TEXT, e.at()));
        } else if (event instanceof LinkRequested e) {
            return waiting(new Pending(number, linkLeg(e), "", "", Content.TEXT, e.at()));
        } else if (event instanceof MessageForwarded e) {
            return new Outbox(without(e.number()), forwarded.plus(e.number(), e), failed, last, heard, replyLeg);
        } else if (event instanceof DeliveryFailed e) {
            return failed(e);
        } else if (event instanceof MessageReceived e) {
            return new Outbox(pending, forwarded, failed, last, heard.plus(e.legId(), heard(e, number)), e.legId());
        } else if (event instanceof EpisodeJoined e) {
            return joined(e);
        } else if (event instanceof LegOpened e && e.medium() == Medium.TEXT) {
            return new Outbox(pending, forwarded, failed, last, heard, e.legId());
        }
        return this;
    }

    /** Who edits, deletes or reacts has been heard, and no message more has come. */
    private Heard heard(MessageReceived received, int number) {
        var before = heard.getOrDefault(received.legId(), Heard.NEVER);
        return received.content().isAboutAnother()
                ? new Heard(received.at(), before.number(), before.messageId())
                : new Heard(received.at(), number, received.messageId());
    }

    /** Replies go to where the customer wrote last, be it here or there. */
    private Outbox joined(EpisodeJoined joined) {
        var all = heard;
        var reply = replyLeg;
        for (var leg : joined.legs()) {
            var there = leg.heardAt().orElse(Instant.EPOCH);
            if (there.isAfter(all.getOrDefault(reply, Heard.NEVER).at())) {
                reply = leg.legId();
            }
            if (there.isAfter(all.getOrDefault(leg.legId(), Heard.NEVER).at())) {
                all = all.plus(leg.legId(), new Heard(there, 0, ""));
            }
        }
        return new Outbox(pending, forwarded, failed, last, all, reply);
    }

    private Outbox failed(DeliveryFailed event) {
        return new Outbox(withoutAllOf(event.number()), forwarded, failed.plus(event.number()), last, heard, replyLeg);
    }

    /** What was taken back before it went out. On the screen there was nothing to wait for. */
    private Outbox withdrawn(int number, int by) {
        return pending.stream()
                .filter(message -> message.number() == number)
                .findFirst()
                .map(message -> new Outbox(
                        withoutAllOf(number), forwarded, failed, last.plus(message.legId(), by), heard, replyLeg))
                .orElse(this);
    }

    private Outbox waiting(Pending message) {
        return new Outbox(
                pending.plus(message),
                forwarded,
                failed,
                last.plus(message.legId(), message.number()),
                heard,
                replyLeg);
    }

    /** What was to become of a message that never gets there needs nobody to know. */
    private PVector<Pending> withoutAllOf(int number) {
        var left = without(number);
        for (var next : pending) {
            if (next.content().isAboutAnother() && next.content().aboutNumber() == number) {
                left = left.minus(next);
            }
        }
        return left;
    }

    private PVector<Pending> without(int number) {
        return pending.stream()
                .filter(message -> message.number() == number)
                .findFirst()
                .map(pending::minus)
                .orElse(pending);
    }
}
