package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.episode.EpisodeCommand.ReportCallBack;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.CallBackRequested;
import baton.engine.episode.EpisodeEvent.CallBackTried;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.work.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an episode decides about calling its customer back. Nothing is dialled by us: it is work like a chat. Pure. */
final class CallBacks {

    static final String LATER = "call-back-later";

    private final Needs needs;
    private final CallBackRule rule;

    CallBacks(Needs needs, CallBackRule rule) {
        this.needs = needs;
        this.rule = rule;
    }

    CallBackRule rule() {
        return rule;
    }

    /** The number in this text, if the customer was told to leave one. */
    static Optional<String> chosen(Opened state, String text) {
        return state instanceof Waiting && isOffered(state.story()) ? CallBack.numberIn(text) : Optional.empty();
    }

    private static boolean isOffered(Story story) {
        return story.work()
                .customerWaits()
                .flatMap(work -> Stream.of(AnnounceWait.LONG_WAIT, AnnounceWait.CLOSED)
                        .map(kind -> SourceId.announced(work.workId(), kind)))
                .flatMap(id -> story.timeline().seen(id).stream())
                .map(number -> story.timeline().entries().get(number - 1))
                .anyMatch(entry -> entry instanceof WaitAnnounced told
                        && told.alternative().equals(AnnounceWait.CALL_BACK));
    }

    /** Instead of the wait in the chat, with its seniority. */
    static List<EpisodeEvent> requested(Opened state, String number, Needs needs, Instant now) {
        var asked = new CallBackRequested(number, "", now);
        var story = state.after(asked).story();
        return List.of(asked, queued(story, needs, now));
    }

    /** Instead of the wait on the line, with its seniority; whoever serves the customer already need not be found. */
    static List<EpisodeEvent> requested(Opened state, Leg caller, String number, Needs needs, Instant now) {
        var since = state.story().work().since().orElse(now);
        var from = state.story().work().from().orElse(now);
        var ended = new LegEnded(caller.legId(), AnnounceWait.CALL_BACK, now);
        var asked = new CallBackRequested(number, caller.legId(), now);
        var after = state.after(ended).after(asked);
        if (!(after instanceof Waiting)) {
            return List.of(ended, asked);
        }
        var terms = state.story().work().terms();
        return List.of(
                ended, asked, new WorkQueued(needs.nextChat(after.story(), terms, since, from, terms.wishes()), now));
    }

    private static WorkQueued queued(Story story, Needs needs, Instant now) {
        var work = story.work();
        var terms = work.terms();
        var since = work.since().orElse(work.seniority());
        return new WorkQueued(needs.nextChat(story, terms, since, work.from().orElse(now), terms.wishes()), now);
    }

    Decision report(Opened state, ReportCallBack command, Instant now) {
        var isNext = state.story()
                .callBack()
                .filter(open -> command.attempt() == open.tried() + 1)
                .isPresent();
        if (!isNext || state instanceof WrappingUp) {
            return state.story()
                    .timeline()
                    .calledBack(command.attempt())
                    .<Decision>map(Already::new)
                    .orElseGet(CallBacks::nobody);
        }
        return Guards.notServing(state, command.agentId())
                .or(() -> Guards.inCall(state))
                .orElseGet(() -> new Persist(tried(state, command, now)));
    }

    private static Decision nobody() {
        return Decision.refuse(NOT_ALLOWED_IN_THIS_STATE, "Nobody is to be called back here now.");
    }

    /** Whoever tried for the last time keeps the episode and decides what becomes of it. */
    private List<EpisodeEvent> tried(Opened state, ReportCallBack command, Instant now) {
        var again = command.reached() || command.attempt() >= rule.attempts()
                ? Optional.<Instant>empty()
                : Optional.of(now.plus(rule.pause()));
        var events = new ArrayList<EpisodeEvent>();
        events.add(new CallBackTried(command.agentId(), command.attempt(), command.reached(), again, now));
        if (again.isPresent()) {
            events.addAll(Handover.callOff(state, ask -> ask.purpose() == Purpose.TRANSFER, now));
            events.add(new AgentReleased(command.agentId(), LATER, now));
        }
        return events;
    }

    /** When it is tried once more; empty while somebody is being looked for, or serves. */
    static Optional<Instant> next(Opened state) {
        return state instanceof Waiting
                        && state.story().work().customerWaits().findAny().isEmpty()
                ? state.story().callBack().flatMap(CallBack::again)
                : Optional.empty();
    }

    List<EpisodeEvent> due(Opened state, Instant now) {
        return next(state)
                .filter(again -> !now.isBefore(again))
                .<List<EpisodeEvent>>map(again -> List.of(queued(state.story(), needs, now)))
                .orElse(List.of());
    }
}
