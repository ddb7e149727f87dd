package baton.engine.agent;

import baton.engine.agent.AgentCommand.AcceptOffer;
import baton.engine.agent.AgentCommand.EndVoice;
import baton.engine.agent.AgentCommand.LeaveEpisode;
import baton.engine.agent.AgentCommand.MentionAgent;
import baton.engine.agent.AgentCommand.OfferWork;
import baton.engine.agent.AgentCommand.OwnEpisode;
import baton.engine.agent.AgentCommand.RegisterPhone;
import baton.engine.agent.AgentCommand.RejectOffer;
import baton.engine.agent.AgentCommand.RescindOffer;
import baton.engine.agent.AgentCommand.SeeMentions;
import baton.engine.agent.AgentCommand.SetPresence;
import baton.engine.agent.AgentCommand.UnregisterPhone;
import baton.engine.agent.AgentEvent.AgentMentioned;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.DesksLost;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.MentionsSeen;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.PhoneRegistered;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.agent.AgentReply.Reason;
import baton.engine.agent.Decision.Persist;
import baton.engine.agent.Decision.Refuse;
import baton.engine.agent.Mentions.Mention;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What an agent's entity decides. Pure. */
final class AgentDecisions {

    /** A missed chat may be an accident, two are none; a missed call is heard by somebody. */
    private static final int MISSED_TEXTS = 2;

    private final String agentId;
    private final AgentSettings settings;

    AgentDecisions(String agentId, AgentSettings settings) {
        this.agentId = agentId;
        this.settings = settings;
    }

    /** Who does not take work any more is not asked any longer either. */
    Decision setPresence(AgentState state, SetPresence command, Instant now) {
        var before = state.presence();
        if (before.presence() == command.presence() && before.reason().equals(command.reason())) {
            return Decision.nothing();
        }
        var events = new ArrayList<AgentEvent>();
        if (command.presence() != Presence.AVAILABLE) {
            events.addAll(rejections(state, now));
        }
        events.add(new PresenceChanged(command.presence(), command.reason(), now));
        return new Persist(events);
    }

    private static List<AgentEvent> rejections(AgentState state, Instant now) {
        return state.offers().pending().keySet().stream()
                .<AgentEvent>map(offerId -> new OfferEnded(offerId, OfferOutcome.REJECTED, now))
                .toList();
    }

    Decision offer(AgentState state, AgentProfile profile, OfferWork command, Instant now) {
        if (state.offers().knows(command.offerId())) {
            return Decision.nothing();
        }
        var work = command.work();
        var obstacle =
                SelfReport.of(agentId, profile, state, 0).obstacle(work.medium(), work.channel(), command.episodeId());
        if (obstacle.isPresent()) {
            return new Refuse(Reason.NO_CAPACITY, "The agent cannot take it now: " + obstacle.get() + ".");
        }
        var offer = new Offer(
                command.offerId(), command.episodeId(), work, now, now.plus(command.patience()), command.explanation());
        return command.autoAccept() && work.medium() == Medium.TEXT
                ? Decision.persist(new OfferMade(offer, now), ended(offer, now), taken(offer, now))
                : Decision.persist(new OfferMade(offer, now));
    }

    private static OfferEnded ended(Offer offer, Instant now) {
        return new OfferEnded(offer.offerId(), OfferOutcome.ACCEPTED, now);
    }

    private static EpisodeTaken taken(Offer offer, Instant now) {
        return new EpisodeTaken(
                offer.episodeId(),
                offer.workId(),
                offer.legId(),
                offer.work().channel(),
                offer.medium() == Medium.VOICE,
                offer.work().purpose() == Purpose.HELP ? "helper" : "owner",
                now);
    }

    /**
     * An acceptance stands, however late it is said again: by a second desk, or by one that has not heard the answer. Only a call that
     * the episode has given to nobody, or to somebody else, is over for this phone too.
     */
    Decision accept(AgentState state, AcceptOffer command, Instant now) {
        if (state.offers().accepted(command.offerId()) || talksIn(state, command.legId())) {
            return standsFor(state, command) ? Decision.nothing() : gone();
        }
        var pending = state.offers().pending(command.offerId()).filter(offer -> now.isBefore(offer.until()));
        if (pending.isEmpty()) {
            return gone();
        }
        var offer = pending.get();
        if (offer.medium() == Medium.VOICE && command.legId().isEmpty()) {
            return new Refuse(Reason.ANSWER_YOUR_PHONE, "Your phone rings: answer it there.");
        }
        return Decision.persist(ended(offer, now), taken(offer, now));
    }

    private static boolean standsFor(AgentState state, AcceptOffer command) {
        return command.legId().isEmpty()
                || state.offers().taken(command.offerId()).isPresent()
                || talksIn(state, command.legId());
    }

    private static Decision gone() {
        return new Refuse(Reason.OFFER_GONE, "This offer is over.");
    }

    /** A call may last longer than the offers that are remembered. */
    private static boolean talksIn(AgentState state, String legId) {
        return !legId.isEmpty()
                && state.hands().values().stream()
                        .anyMatch(hand -> hand.voiceLegId().equals(legId));
    }

    Decision reject(AgentState state, RejectOffer command, Instant now) {
        if (state.offers().pending(command.offerId()).isPresent()) {
            return Decision.persist(new OfferEnded(command.offerId(), command.outcome(), now));
        }
        return state.offers().accepted(command.offerId())
                ? new Refuse(Reason.OFFER_GONE, "This offer has been accepted.")
                : Decision.nothing();
    }

    /** An offer that is not known yet may still be on its way: it must find that it is over. */
    Decision rescind(AgentState state, RescindOffer command, Instant now) {
        if (state.offers().pending(command.offerId()).isPresent()) {
            return Decision.persist(new OfferEnded(command.offerId(), OfferOutcome.RESCINDED, now));
        }
        return state.offers().knows(command.offerId())
                ? Decision.nothing()
                : Decision.persist(new OfferSettled(command.offerId(), false, now));
    }

    Decision leave(AgentState state, LeaveEpisode command, Instant now) {
        var hand = state.hands().get(command.episodeId());
        var holds =
                hand != null && (command.workId().isEmpty() || hand.workIds().contains(command.workId()));
        return holds
                ? Decision.persist(new EpisodeLeft(command.episodeId(), command.workId(), now))
                : Decision.nothing();
    }

    /** What the agent has taken of it stays the same; what the agent is in it does not. */
    Decision own(AgentState state, OwnEpisode command, Instant now) {
        var events = new ArrayList<AgentEvent>();
        for (var hand : state.hands().values()) {
            hand.works().forEach((workId, work) -> {
                if (work.voiceLegId().equals(command.legId()) && !work.role().equals("owner")) {
                    events.add(new EpisodeTaken(
                            hand.episodeId(), workId, work.voiceLegId(), work.channel(), true, "owner", now));
                }
            });
        }
        return events.isEmpty() ? Decision.nothing() : new Persist(events);
    }

    /** The call is over, be the agent talking or still being rung. */
    Decision endVoice(AgentState state, EndVoice command, Instant now) {
        var events = new ArrayList<AgentEvent>();
        if (state.hands().values().stream().anyMatch(hand -> hand.voiceLegId().equals(command.legId()))) {
            events.add(new VoiceEnded(command.legId(), now));
        }
        state.offers()
                .pending(Medium.VOICE)
                .filter(offer -> offer.legId().equals(command.legId()))
                .forEach(offer -> events.add(new OfferEnded(offer.offerId(), OfferOutcome.RESCINDED, now)));
        return new Persist(events);
    }

    /** The episode tells it again after each restart. */
    Decision mention(AgentState state, MentionAgent command) {
        var mention = new Mention(command.episodeId(), command.noteId(), command.byAgentId(), command.at(), false);
        return state.mentions().knows(mention)
                ? Decision.nothing()
                : Decision.persist(
                        new AgentMentioned(command.episodeId(), command.noteId(), command.byAgentId(), command.at()));
    }

    Decision seeMentions(AgentState state, SeeMentions command, Instant now) {
        var unseen = state.mentions().unseen(command.mentionIds());
        return unseen.isEmpty() ? Decision.nothing() : Decision.persist(new MentionsSeen(unseen, now));
    }

    Decision registerPhone(RegisterPhone command, Instant now) {
        return Decision.persist(new PhoneRegistered(command.contact(), command.until(), now));
    }

    /**
     * A phone that has gone does not take with it the one that has come since.
     *
     * @param rung for which offers it has been rung
     */
    Decision unregisterPhone(AgentState state, UnregisterPhone command, Predicate<Offer> rung, Instant now) {
        var contact = command.contact();
        return state.phone()
                .filter(phone -> contact.isEmpty() || contact.equals(phone.contact()))
                .<Decision>map(phone -> new Persist(phoneGone(state, rung, now)))
                .orElseGet(Decision::nothing);
    }

    /** Calls for which it does not ring yet never will, and nobody has missed them. One that rings may still be answered. */
    private static List<AgentEvent> phoneGone(AgentState state, Predicate<Offer> rung, Instant now) {
        var events = new ArrayList<AgentEvent>();
        state.offers()
                .pending(Medium.VOICE)
                .filter(rung.negate())
                .forEach(offer -> events.add(new OfferEnded(offer.offerId(), OfferOutcome.UNREACHABLE, now)));
        events.add(new PhoneUnregistered(now));
        return events;
    }

    /** The last desk has gone, or the entity has just woken up and knows of none. */
    List<AgentEvent> missDesks(AgentState state, int desks, Instant now) {
        var working = state.presence().presence() != Presence.OFFLINE
                || !state.hands().isEmpty();
        return desks == 0 && working && state.graceUntil().isEmpty()
                ? List.of(new DesksLost(now.plus(settings.deskGrace()), now))
                : List.of();
    }

    /** {@code after}: the state after {@code timedOut}. */
    private static boolean missedTooMuch(AgentState before, AgentState after, List<AgentEvent> timedOut) {
        var call = before.offers()
                .pending(Medium.VOICE)
                .anyMatch(offer -> after.offers().pending(offer.offerId()).isEmpty());
        return call || (!timedOut.isEmpty() && after.offers().missed() >= MISSED_TEXTS);
    }

    /**
     * What has fallen due: offers, the phone's registration, the grace for a desk to come back.
     *
     * @param rung for which offers the phone has been rung
     */
    List<AgentEvent> due(AgentState state, Predicate<Offer> rung, Instant now) {
        var timedOut = state.offers().pending().values().stream()
                .filter(offer -> !now.isBefore(offer.until()))
                .<AgentEvent>map(offer -> new OfferEnded(offer.offerId(), OfferOutcome.TIMED_OUT, now))
                .toList();
        var left = state.after(timedOut);
        var events = new ArrayList<>(timedOut);
        var disconnected =
                state.graceUntil().filter(grace -> !now.isBefore(grace)).isPresent();
        var missed = state.presence().presence() == Presence.AVAILABLE && missedTooMuch(state, left, timedOut);
        if (missed || disconnected) {
            events.addAll(rejections(left, now));
        }
        if (missed) {
            events.add(new PresenceChanged(Presence.AWAY, "missed-offer", now)); // whoever misses offers is not there
        }
        if (state.phone().filter(phone -> !now.isBefore(phone.until())).isPresent()) {
            events.addAll(phoneGone(state.after(events), rung, now));
        }
        if (disconnected) {
            events.add(new PresenceChanged(Presence.OFFLINE, "disconnected", now));
            events.add(new DesksFound(now));
        }
        return events;
    }
}
