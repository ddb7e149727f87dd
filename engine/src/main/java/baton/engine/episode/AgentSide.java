package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.ALREADY_PROLONGED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.CloseEpisode;
import baton.engine.episode.EpisodeCommand.NoteAddress;
import baton.engine.episode.EpisodeCommand.ProlongWrapUp;
import baton.engine.episode.EpisodeCommand.ReturnEpisode;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.StartWrapUp;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeEvent.AddressLinked;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpProlonged;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.episode.Participants.Asked;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an episode decides when something comes from the agents' side. Pure. */
final class AgentSide {

    private final Needs needs;
    private final WrapUps wrapUps;
    private final Delivering delivering;

    AgentSide(Needs needs, WrapUps wrapUps, Delivering delivering) {
        this.needs = needs;
        this.wrapUps = wrapUps;
        this.delivering = delivering;
    }

    Decision send(Opened state, SendMessage command, Instant now) {
        var seen = state.story().timeline().seen(SourceId.sent(command.messageId()));
        if (seen.isPresent()) {
            return new Already(seen.get());
        }
        return Guards.notServing(state, command.agentId())
                .or(() -> delivering.refusal(state, command, now))
                .orElseGet(() -> {
                    var events = new ArrayList<EpisodeEvent>();
                    if (state instanceof WrappingUp) {
                        events.add(new EpisodeResumed(command.agentId(), now));
                    }
                    var legId = delivering.legOf(state, command);
                    events.add(new MessageSent(
                            command.messageId(), command.agentId(), command.text(), legId, command.content(), now));
                    return new Persist(events);
                });
    }

    Decision note(Opened state, WriteNote command, Instant now) {
        return state.story()
                .timeline()
                .seen(SourceId.note(command.noteId()))
                .<Decision>map(Already::new)
                .orElseGet(() -> Decision.persist(
                        new NoteWritten(command.noteId(), command.agentId(), command.text(), command.mentions(), now)));
    }

    /** Who takes one piece of work serves the episode, unless asked only to stand by. */
    Decision assign(Opened state, AssignAgent command, Instant now) {
        var load = state.story().work();
        if (command.agentId().equals(load.served().get(command.workId())) && state.takesPart(command.agentId())) {
            return new Already(state.story().timeline().last());
        }
        var wanted = Optional.ofNullable(load.waiting().get(command.workId())).filter(work -> mayTake(work, command));
        return wanted.map(work -> work.purpose() == Purpose.HELP
                        ? join(state, command, now)
                        : new Persist(takeOver(state, command, work, now)))
                .orElseGet(() -> Decision.refuse(WORK_GONE, "Somebody else has it, or the customer has gone."));
    }

    private static boolean mayTake(Work work, AssignAgent command) {
        var only = work.wishes().onlyAgentId();
        return only.isEmpty() || only.equals(command.agentId());
    }

    private static Decision join(Opened state, AssignAgent command, Instant now) {
        var role =
                state.story().people().asked(command.workId()).map(Asked::role).orElse(Role.HELPER);
        return Decision.persist(assigned(command, role, now));
    }

    /** Who served it before is released, colleagues who were asked to take over need not come, and a call that waits prefers the new one. */
    private static List<EpisodeEvent> takeOver(Opened state, AssignAgent command, Work taken, Instant now) {
        var agentId = command.agentId();
        var events = new ArrayList<EpisodeEvent>(Handover.callOff(state, ask -> needless(ask, command), now));
        state.agent()
                .filter(before -> !before.equals(agentId))
                .ifPresent(before -> events.add(new AgentReleased(before, whyReleased(taken), now)));
        events.add(assigned(command, Role.OWNER, now));
        for (var other : state.story().work().waiting().values()) {
            if (other.medium() == Medium.VOICE
                    && other.purpose() == Purpose.SERVE
                    && !other.workId().equals(command.workId())) {
                events.add(
                        new WorkQueued(other.with(other.wishes().preferring(agentId, Preference.SERVING, now)), now));
            }
        }
        return events;
    }

    /** Whoever serves need not be asked to help, and is not replaced by the way. */
    private static boolean needless(Asked ask, AssignAgent command) {
        return !ask.workId().equals(command.workId())
                && (ask.purpose() == Purpose.TRANSFER || ask.agentId().equals(command.agentId()));
    }

    private static String whyReleased(Work taken) {
        return taken.purpose() == Purpose.TRANSFER ? "transferred" : "taken-over";
    }

    private static AgentAssigned assigned(AssignAgent command, Role role, Instant now) {
        return new AgentAssigned(command.agentId(), command.workId(), role, command.explanation(), now);
    }

    /** What is being written up is not given to somebody else: it closes by itself. */
    Decision giveBack(Opened state, ReturnEpisode command, Instant now) {
        var agentId = command.agentId();
        if (!state.servedBy(agentId) && state.story().people().has(agentId)) {
            return Decision.persist(new AgentLeft(agentId, command.reason(), now));
        }
        if (state instanceof WrappingUp && state.servedBy(agentId)) {
            return Decision.refuse(NOT_ALLOWED_IN_THIS_STATE, "It is being written up and closes by itself.");
        }
        return Guards.notServing(state, agentId)
                .or(() -> Guards.talking(state, agentId))
                .orElseGet(() -> new Persist(givenBack(state, command, now)));
    }

    /** Whoever had been asked to take it over is now the first who should get it. */
    private List<EpisodeEvent> givenBack(Opened state, ReturnEpisode command, Instant now) {
        var transfer = state.story().people().transfer();
        var to = transfer.map(Asked::agentId).orElse("");
        var where = transfer.map(Asked::queueId).orElse("");
        var events = new ArrayList<EpisodeEvent>(Handover.callOff(state, AgentSide::takesOver, now));
        events.add(new AgentReleased(command.agentId(), command.reason(), now));
        events.add(new WorkQueued(needs.again(state.story(), to, where, command.agentId(), now), now));
        return events;
    }

    private static boolean takesOver(Asked ask) {
        return ask.purpose() == Purpose.TRANSFER;
    }

    Decision wrapUp(Opened state, StartWrapUp command, Instant now) {
        if (state instanceof WrappingUp && state.servedBy(command.agentId())) {
            return new Already(state.story().timeline().last());
        }
        return Guards.notServing(state, command.agentId())
                .or(() -> Guards.inCall(state))
                .orElseGet(() -> {
                    var events = new ArrayList<EpisodeEvent>(Handover.callOff(state, AgentSide::takesOver, now));
                    var until = now.plus(wrapUps.of(state.story().queueId()));
                    events.add(new WrapUpStarted(command.agentId(), until, now));
                    return new Persist(events);
                });
    }

    /** Once, for as long again. */
    Decision prolong(Opened state, ProlongWrapUp command, Instant now) {
        var refused = Guards.notServing(state, command.agentId());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!(state instanceof WrappingUp wrapping)) {
            return Decision.refuse(NOT_ALLOWED_IN_THIS_STATE, "You are not writing up this conversation.");
        }
        return wrapping.prolonged()
                ? Decision.refuse(ALREADY_PROLONGED, "You have had more time already.")
                : Decision.persist(
                        new WrapUpProlonged(command.agentId(), wrapping.until().plus(wrapping.length()), now));
    }

    Decision close(Opened state, CloseEpisode command, Instant now) {
        if (state instanceof Closed && state.servedBy(command.agentId())) {
            return new Already(state.story().timeline().last());
        }
        return Guards.notServing(state, command.agentId())
                .or(() -> Guards.inCall(state))
                .orElseGet(() -> Decision.persist(
                        new EpisodeClosed(command.agentId(), command.disposition(), command.note(), now)));
    }

    Decision noteAddress(Opened state, NoteAddress command, Instant now) {
        var serving =
                command.agentId().isEmpty() ? Optional.<Decision>empty() : Guards.notServing(state, command.agentId());
        return serving.orElseGet(() -> known(state, command)
                ? new Already(state.story().timeline().last())
                : new Persist(linked(state, command, now)));
    }

    /** Whoever has just shown up in a messenger can be written to there at once. */
    private List<EpisodeEvent> linked(Opened state, NoteAddress command, Instant now) {
        var events = new ArrayList<EpisodeEvent>();
        events.add(new AddressLinked(command.channel(), command.address(), command.agentId(), now));
        var legId = Leg.ofText(command.channel(), command.address());
        var reachable = delivering.outlets().of(command.channel()).isPresent();
        if (reachable && !(state instanceof Closed) && state.story().leg(legId).isEmpty()) {
            events.add(new LegOpened(legId, command.channel(), command.address(), Medium.TEXT, now));
        }
        return events;
    }

    private static boolean known(Opened state, NoteAddress command) {
        return state.story().timeline().entries().stream()
                .anyMatch(entry -> entry instanceof AddressLinked linked
                        && linked.channel().equals(command.channel())
                        && linked.address().equals(command.address()));
    }
}
