package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_MESSAGE;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.episode.EpisodeCommand.EndLeg;
import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeCommand.ReceiveCall;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.RecognizeMessage;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an episode decides when something comes from the customer's side, messages and calls, and when that ends or waits for long. Pure. */
final class CustomerSide {

    private static final Refuse CLOSED = new Refuse(EPISODE_CLOSED, "This conversation is closed.");

    private final Needs needs;
    private final WrapUps wrapUps;
    private final Delivering delivering;

    CustomerSide(Needs needs, WrapUps wrapUps, Delivering delivering) {
        this.needs = needs;
        this.wrapUps = wrapUps;
        this.delivering = delivering;
    }

    Decision open(ReceiveMessage command, Instant now) {
        if (command.opening().isEmpty()) {
            return CLOSED;
        }
        var opening = command.opening().get();
        var legId = legOf(command);
        return Decision.persist(
                opened(opening, command.channel(), now),
                new LegOpened(legId, command.channel(), command.address(), Medium.TEXT, now),
                new MessageReceived(command.messageId(), legId, command.text(), command.content(), now),
                new WorkQueued(needs.firstChat(opening, command.channel(), now), now));
    }

    Decision open(ReceiveCall command, Instant now) {
        return Decision.persist(
                opened(command.opening(), command.channel(), now),
                new LegOpened(command.legId(), command.channel(), command.address(), Medium.VOICE, now),
                new WorkQueued(needs.firstCall(command, now), now));
    }

    private static EpisodeOpened opened(Opening opening, String channel, Instant now) {
        var continues = opening.continues().map(Continuation::episodeId).orElse("");
        return new EpisodeOpened(opening.customerId(), channel, opening.queueId(), continues, now);
    }

    /** Whoever hears it brings what was to be said to the next one, and that one hears of this one if it was full. */
    static Refuse closed(String episodeId, Opened state) {
        return state instanceof Closed closed
                ? new Refuse(CLOSED.reason(), CLOSED.detail(), Continuation.of(episodeId, closed))
                : CLOSED;
    }

    Decision receive(Opened state, ReceiveMessage command, Instant now) {
        var story = state.story();
        var legId = legOf(command);
        var seen = story.timeline().seen(SourceId.received(legId, command.messageId()));
        if (seen.isPresent()) {
            return new Already(seen.get());
        }
        if (state instanceof Closed || command.opening().isEmpty() && !goesOn(state, legId)) {
            return closed(needs.episodeId(), state);
        }
        var events = new ArrayList<EpisodeEvent>();
        if (!isThere(story, legId)) {
            events.add(new LegOpened(legId, command.channel(), command.address(), Medium.TEXT, now));
        }
        var content = resolved(story, legId, command);
        events.add(new MessageReceived(command.messageId(), legId, command.text(), content, now));
        events.addAll(wake(state, now));
        CallBacks.chosen(state, command.text())
                .ifPresent(number -> events.addAll(CallBacks.requested(state, number, needs, now)));
        if (needsWork(state)) {
            var terms = story.work().terms().as(command.opening().orElseThrow(), now);
            events.add(new WorkQueued(needs.nextChat(story, terms, now, now, terms.wishes()), now));
        }
        return new Persist(events);
    }

    /** Channels name an earlier message by an id of theirs, be it the customer's or one of ours. */
    private Content resolved(Story story, String legId, ReceiveMessage command) {
        var content = command.content();
        var named = named(story, legId, content);
        var about = named.map(content::about).orElse(content);
        return content.isJustText()
                ? NumberedAnswers.of(story, legId, command.text(), about, named.orElse(0), delivering.outlets())
                        .orElse(about)
                : about;
    }

    private static Optional<Integer> named(Story story, String legId, Content content) {
        return content.about().isEmpty()
                ? Optional.empty()
                : story.timeline()
                        .seen(SourceId.received(legId, content.about()))
                        .or(() -> story.outbox().numberOf(legId, content.about()));
    }

    /** Whether a message of this address is just the next one, for which nothing needs to be known of the customer. It may have been said in the one that goes on in this one: who asks the customer asks there, too. */
    private static boolean goesOn(Opened state, String legId) {
        var story = state.story();
        return isThere(story, legId)
                && !needsWork(state)
                && story.opened().continues().isEmpty();
    }

    private static boolean isThere(Story story, String legId) {
        return story.leg(legId).filter(leg -> !leg.ended()).isPresent();
    }

    /** Nobody serves, and nobody has been asked to; whom a colleague had asked to help does not serve. */
    private static boolean needsWork(Opened state) {
        return state instanceof Waiting
                && state.story().work().customerWaits().findAny().isEmpty();
    }

    /** A call of a customer who is already being served goes to that agent, with the seniority of a wait that is going on. */
    Decision receive(Opened state, ReceiveCall command, Instant now) {
        var known = state.story().leg(command.legId());
        if (known.isPresent()) {
            return known.get().ended()
                    ? CallReports.gone()
                    : new Already(state.story().timeline().last());
        }
        if (state instanceof Closed) {
            return closed(needs.episodeId(), state);
        }
        var work = state.story().work();
        var terms = work.terms().as(command.opening(), now);
        var wishes = terms.wishes().preferring(state.agent().orElse(""), Preference.SERVING, now);
        var events = new ArrayList<EpisodeEvent>();
        events.add(new LegOpened(command.legId(), command.channel(), command.address(), Medium.VOICE, now));
        events.addAll(wake(state, now));
        events.add(new WorkQueued(
                needs.call(command, terms, work.since().orElse(now), work.from().orElse(now), wishes), now));
        return new Persist(events);
    }

    /** The customer came back while the agent was writing up. */
    private static List<EpisodeEvent> wake(Opened state, Instant now) {
        return state instanceof WrappingUp wrapping ? List.of(new EpisodeResumed(wrapping.agentId(), now)) : List.of();
    }

    Decision end(Opened state, EndLeg command, Instant now) {
        return CallReports.isLive(state, command.legId())
                ? new Persist(ending(state, command.legId(), command.reason(), now))
                : new Already(state.story().timeline().last());
    }

    /** A colleague who was to take over this very call need not come any more. */
    private List<EpisodeEvent> ending(Opened before, String legId, String reason, Instant now) {
        var work = before.story().work().waiting();
        var events = new ArrayList<EpisodeEvent>(Handover.callOff(
                before,
                ask -> work.containsKey(ask.workId())
                        && work.get(ask.workId()).legId().equals(legId),
                now));
        before.story()
                .people()
                .partner()
                .filter(agentId -> before.story()
                        .talk()
                        .filter(leg -> leg.legId().equals(legId))
                        .isPresent())
                .ifPresent(agentId -> events.add(new AgentLeft(agentId, "call-ended", now)));
        var state = before;
        for (var event : events) {
            state = state.after(event);
        }
        events.addAll(ended(state, legId, reason, now));
        return events;
    }

    private List<EpisodeEvent> ended(Opened state, String legId, String reason, Instant now) {
        var ended = new LegEnded(legId, reason, now);
        var after = state.after(ended);
        if (after.story().hasOpenLeg() || after.story().callBack().isPresent()) {
            return goOnWaiting(state, ended, after, now);
        }
        return after instanceof Engaged engaged
                ? List.of(
                        ended,
                        new WrapUpStarted(
                                engaged.agentId(),
                                now.plus(wrapUps.of(after.story().queueId())),
                                now))
                : List.of(ended, new EpisodeClosed("", reason, "", now));
    }

    /** Whoever waits on the line for nothing need not stay there. Who waits to be called back knows how it stands, but on the line. */
    Decision announce(Opened state, AnnounceWait command, Instant now) {
        var seen = state.story().timeline().seen(SourceId.announced(command.workId(), command.kind()));
        var work = state.story()
                .work()
                .customerWaits()
                .filter(waiting -> waiting.workId().equals(command.workId()))
                .findFirst();
        var caller = work.flatMap(waiting -> state.story().leg(waiting.legId())).filter(Leg::waits);
        var knows = state.story().callBack().isPresent() && caller.isEmpty();
        if (seen.isPresent() || work.isEmpty() || knows) {
            return new Already(seen.orElse(state.story().timeline().last()));
        }
        var events = new ArrayList<EpisodeEvent>();
        var toldOver = caller.isPresent() ? "" : delivering.legToTell(state);
        events.add(new WaitAnnounced(
                command.workId(), command.kind(), command.alternative(), command.opensAt(), toldOver, now));
        caller.ifPresent(leg -> events.addAll(sentAway(state, leg, command, now)));
        return new Persist(events);
    }

    /** Who could not be called back, or will be anyway, stays on the line, unless nobody is going to answer at all. */
    private List<EpisodeEvent> sentAway(Opened state, Leg caller, AnnounceWait command, Instant now) {
        var isNew = command.offersCallBack() && state.story().callBack().isEmpty();
        var number = isNew ? CallBack.numberOf(caller.address()) : Optional.<String>empty();
        return number.map(known -> CallBacks.requested(state, caller, known, needs, now))
                .orElseGet(() -> command.kind().equals(AnnounceWait.CLOSED)
                        ? ending(state, caller.legId(), AnnounceWait.CLOSED, now)
                        : List.of());
    }

    /** A caller who gave up may still be waiting in the chat: the wait goes on there, with its seniority. */
    private List<EpisodeEvent> goOnWaiting(Opened before, LegEnded ended, Opened after, Instant now) {
        var planned = after.story().callBack().flatMap(CallBack::again).isPresent();
        if (!needsWork(after) || planned) {
            return List.of(ended);
        }
        var work = before.story().work();
        var since = work.since().orElse(now);
        var terms = work.terms();
        var next = needs.nextChat(after.story(), terms, since, work.from().orElse(now), terms.wishes());
        return List.of(ended, new WorkQueued(next, now));
    }

    Decision recognize(Opened state, RecognizeMessage command) {
        var legId = Leg.ofText(command.channel(), command.address());
        return state.story()
                .timeline()
                .seen(SourceId.received(legId, command.messageId()))
                .<Decision>map(Already::new)
                .orElseGet(() -> new Refuse(
                        NO_SUCH_MESSAGE,
                        "This was not said here.",
                        closed(needs.episodeId(), state).continuation()));
    }

    private static String legOf(ReceiveMessage command) {
        return Leg.ofText(command.channel(), command.address());
    }
}
