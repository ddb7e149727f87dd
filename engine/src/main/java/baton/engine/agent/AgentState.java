package baton.engine.agent;

import baton.engine.agent.AgentEvent.AgentMentioned;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.DesksLost;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.MentionsSeen;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.OffersMissed;
import baton.engine.agent.AgentEvent.PhoneRegistered;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.agent.Offers.Ended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * How one {@link Agent} stands.
 *
 * @param presence the last change of it
 * @param phone where the agent's phone can be rung; empty if it cannot
 * @param hands episodes in hand, by episode id
 * @param idleSince since when the agent has had nothing new
 * @param graceUntil present while no desk is open: then the agent goes offline
 * @param mentions notes in which colleagues have named the agent
 */
public record AgentState(
        PresenceChanged presence,
        Optional<PhoneRegistered> phone,
        Offers offers,
        PMap<String, Hand> hands,
        Instant idleSince,
        Optional<Instant> graceUntil,
        Mentions mentions) {

    static AgentState offline() {
        return new AgentState(
                new PresenceChanged(Presence.OFFLINE, "", Instant.EPOCH),
                Optional.empty(),
                Offers.none(),
                HashTreePMap.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Mentions.none());
    }

    static AgentState replay(List<AgentEvent> events) {
        return offline().after(events);
    }

    AgentState after(List<AgentEvent> events) {
        var state = this;
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    boolean talks() {
        return hands.values().stream().anyMatch(Hand::talks);
    }

    /** How many places are taken, by slot. */
    Map<String, Integer> used(Map<String, Integer> capacity) {
        var used = new TreeMap<String, Integer>();
        for (var hand : hands.values()) {
            hand.slots(capacity).forEach(slot -> used.merge(slot, 1, Integer::sum));
        }
        return used;
    }

    Optional<Instant> nextDeadline() {
        return Stream.of(
                        offers.pending().values().stream().map(Offer::until),
                        graceUntil.stream(),
                        phone.map(PhoneRegistered::until).stream())
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    AgentState after(AgentEvent event) {
        if (event instanceof PresenceChanged e) {
            return withPresence(e);
        } else if (event instanceof PhoneRegistered e) {
            return withPhone(Optional.of(e));
        } else if (event instanceof PhoneUnregistered) {
            return withPhone(Optional.empty());
        } else if (event instanceof OfferMade e) {
            return withOffers(offers.made(e.offer()), idleSince);
        } else if (event instanceof OfferEnded e) {
            return withOffers(offers.ended(e.offerId(), e.outcome()), idleSince);
        } else if (event instanceof OfferSettled e) {
            return withOffers(offers.settled(e.offerId(), e.accepted()), idleSince);
        } else if (event instanceof EpisodeTaken e) {
            var hand = Hand.with(Optional.ofNullable(hands.get(e.episodeId())), e);
            return withHands(hands.plus(e.episodeId(), hand), e.at());
        } else if (event instanceof EpisodeLeft e) {
            return left(e);
        } else if (event instanceof VoiceEnded e) {
            return withoutVoice(e);
        } else if (event instanceof DesksLost e) {
            return withGrace(Optional.of(e.graceUntil()));
        } else if (event instanceof DesksFound) {
            return withGrace(Optional.empty());
        } else if (event instanceof OffersMissed e) {
            return withOffers(offers.missed(e.count()), idleSince);
        } else if (event instanceof AgentMentioned e) {
            return withMentions(mentions.after(e));
        } else if (event instanceof MentionsSeen e) {
            return withMentions(mentions.after(e));
        }
        throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one that is handled)");
    }

    private AgentState left(EpisodeLeft e) {
        return Optional.ofNullable(hands.get(e.episodeId()))
                .flatMap(hand -> hand.without(e))
                .map(hand -> withHands(hands.plus(e.episodeId(), hand), e.at()))
                .orElseGet(() -> withHands(hands.minus(e.episodeId()), e.at()));
    }

    private AgentState withoutVoice(VoiceEnded e) {
        var rest = hands;
        for (var hand : hands.values()) {
            rest = rest.plus(hand.episodeId(), hand.withoutVoice(e.legId()));
        }
        return withHands(rest, e.at());
    }

    private AgentState withPresence(PresenceChanged changed) {
        return new AgentState(changed, phone, offers.missed(0), hands, changed.at(), graceUntil, mentions);
    }

    private AgentState withPhone(Optional<PhoneRegistered> newPhone) {
        return new AgentState(presence, newPhone, offers, hands, idleSince, graceUntil, mentions);
    }

    private AgentState withOffers(Offers newOffers, Instant idle) {
        return new AgentState(presence, phone, newOffers, hands, idle, graceUntil, mentions);
    }

    private AgentState withHands(PMap<String, Hand> newHands, Instant at) {
        return new AgentState(presence, phone, offers, newHands, at, graceUntil, mentions);
    }

    private AgentState withGrace(Optional<Instant> grace) {
        return new AgentState(presence, phone, offers, hands, idleSince, grace, mentions);
    }

    private AgentState withMentions(Mentions newMentions) {
        return new AgentState(presence, phone, offers, hands, idleSince, graceUntil, newMentions);
    }

    /** The shortest history that leads here. Its last event leaves no episode, it only sets the time. */
    List<AgentEvent> history() {
        var events = new ArrayList<AgentEvent>();
        offers.settled().forEach(over -> events.add(new OfferSettled(over.offerId(), over.accepted(), idleSince)));
        phone.ifPresent(events::add);
        hands.values().forEach(hand -> events.addAll(hand.history()));
        for (var offer : offers.pending().values()) {
            events.add(new OfferMade(offer, offer.madeAt()));
        }
        for (Ended ended : offers.ended().values()) {
            events.add(new OfferMade(ended.offer(), ended.offer().madeAt()));
            events.add(new OfferEnded(
                    ended.offer().offerId(), ended.outcome(), ended.offer().madeAt()));
        }
        events.addAll(mentions.history(idleSince));
        graceUntil.ifPresent(grace -> events.add(new DesksLost(grace, presence.at())));
        events.add(presence);
        events.add(new EpisodeLeft("", "", idleSince));
        events.add(new OffersMissed(offers.missed(), idleSince));
        return events;
    }
}
