package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.CALL_IN_PROGRESS;
import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.CloseEpisode;
import baton.engine.episode.EpisodeCommand.NoteAddress;
import baton.engine.episode.EpisodeCommand.ReturnEpisode;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.StartWrapUp;
import baton.engine.episode.EpisodeCommand.TransferEpisode;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeEvent.AddressLinked;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** What an episode decides when something comes from the agents' side. Pure. */
final class AgentSide {

    private final CustomerSide work;
    private final Duration wrapUp;

    AgentSide(CustomerSide work, Duration wrapUp) {
        this.work = work;
        this.wrapUp = wrapUp;
    }

    Decision send(Opened state, SendMessage command, Instant now) {
        var seen = state.story().timeline().seen(SourceId.sent(command.messageId()));
        if (seen.isPresent()) {
            return new Already(seen.get());
        }
        return notServing(state, command.agentId()).orElseGet(() -> {
            var events = new ArrayList<EpisodeEvent>();
            if (state instanceof WrappingUp) {
                events.add(new EpisodeResumed(command.agentId(), now));
            }
            events.add(new MessageSent(command.messageId(), command.agentId(), command.text(), now));
            return new Persist(events);
        });
    }

    Decision note(Opened state, WriteNote command, Instant now) {
        return state.story()
                .timeline()
                .seen(SourceId.note(command.noteId()))
                .<Decision>map(Already::new)
                .orElseGet(() ->
                        Decision.persist(new NoteWritten(command.noteId(), command.agentId(), command.text(), now)));
    }

    /** Who takes one piece of work serves the episode; who served it before is released. A call that waits prefers the new one. */
    Decision assign(Opened state, AssignAgent command, Instant now) {
        var load = state.story().work();
        if (command.agentId().equals(load.served().get(command.workId())) && state.servedBy(command.agentId())) {
            return new Already(state.story().timeline().last());
        }
        if (!load.waiting().containsKey(command.workId())) {
            return Decision.refuse(WORK_GONE, "Somebody else has it, or the customer has gone.");
        }
        var events = new ArrayList<EpisodeEvent>();
        if (state instanceof Engaged engaged && !engaged.servedBy(command.agentId())) {
            events.add(new AgentReleased(engaged.agentId(), "taken-over", now));
        }
        events.add(new AgentAssigned(command.agentId(), command.workId(), "owner", command.explanation(), now));
        for (var other : load.waiting().values()) {
            if (other.medium() == Medium.VOICE && !other.workId().equals(command.workId())) {
                events.add(new WorkQueued(
                        other.with(other.wishes().preferring(command.agentId(), Preference.SERVING, now)), now));
            }
        }
        return new Persist(events);
    }

    Decision transfer(Opened state, TransferEpisode command, Instant now) {
        return notServing(state, command.agentId())
                .or(() -> inCall(state))
                .orElseGet(() -> Decision.persist(
                        new EpisodeTransferred(command.agentId(), command.toAgentId(), command.note(), now),
                        new AgentReleased(command.agentId(), "transferred", now),
                        requeued(state, command.toAgentId(), command.agentId(), now)));
    }

    /** What is being written up is not given to somebody else: it closes by itself. */
    Decision giveBack(Opened state, ReturnEpisode command, Instant now) {
        if (state instanceof WrappingUp && state.servedBy(command.agentId())) {
            return Decision.refuse(NOT_ALLOWED_IN_THIS_STATE, "It is being written up and closes by itself.");
        }
        return notServing(state, command.agentId())
                .or(() -> talking(state, command.agentId()))
                .orElseGet(() -> Decision.persist(
                        new AgentReleased(command.agentId(), command.reason(), now),
                        requeued(state, "", command.agentId(), now)));
    }

    private WorkQueued requeued(Opened state, String preferred, String avoided, Instant now) {
        var story = state.story();
        var wishes = Wishes.of(preferred, Preference.TRANSFER, now).avoiding(avoided);
        return new WorkQueued(work.nextText(story, story.work().seniority(), now, wishes), now);
    }

    Decision wrapUp(Opened state, StartWrapUp command, Instant now) {
        if (state instanceof WrappingUp && state.servedBy(command.agentId())) {
            return new Already(state.story().timeline().last());
        }
        return notServing(state, command.agentId())
                .or(() -> inCall(state))
                .orElseGet(() -> Decision.persist(new WrapUpStarted(command.agentId(), now.plus(wrapUp), now)));
    }

    Decision close(Opened state, CloseEpisode command, Instant now) {
        if (state instanceof Closed && state.servedBy(command.agentId())) {
            return new Already(state.story().timeline().last());
        }
        return notServing(state, command.agentId())
                .or(() -> inCall(state))
                .orElseGet(() -> Decision.persist(
                        new EpisodeClosed(command.agentId(), command.disposition(), command.note(), now)));
    }

    Decision noteAddress(Opened state, NoteAddress command, Instant now) {
        var serving = command.agentId().isEmpty() ? Optional.<Decision>empty() : notServing(state, command.agentId());
        return serving.orElseGet(() -> known(state, command)
                ? new Already(state.story().timeline().last())
                : Decision.persist(new AddressLinked(command.channel(), command.address(), command.agentId(), now)));
    }

    private static boolean known(Opened state, NoteAddress command) {
        return state.story().timeline().entries().stream()
                .anyMatch(entry -> entry instanceof AddressLinked linked
                        && linked.channel().equals(command.channel())
                        && linked.address().equals(command.address()));
    }

    private static Optional<Decision> notServing(Opened state, String agentId) {
        if (state instanceof Closed) {
            return Optional.of(Decision.refuse(EPISODE_CLOSED, "This conversation is closed."));
        }
        return state.servedBy(agentId)
                ? Optional.empty()
                : Optional.of(Decision.refuse(NOT_YOUR_EPISODE, "You do not serve this conversation now."));
    }

    private static Optional<Decision> talking(Opened state, String agentId) {
        return state.story().talks(agentId)
                ? Optional.of(Decision.refuse(CALL_IN_PROGRESS, "The agent is on the phone with the customer."))
                : Optional.empty();
    }

    private static Optional<Decision> inCall(Opened state) {
        return state.story().hasLiveCall()
                ? Optional.of(Decision.refuse(CALL_IN_PROGRESS, "Hang up first: the customer is on the phone."))
                : Optional.empty();
    }
}
