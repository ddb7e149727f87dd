package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.ALREADY_THERE;
import static baton.engine.episode.EpisodeReply.Reason.CALL_IN_PROGRESS;
import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeCommand.DeclineWork;
import baton.engine.episode.EpisodeCommand.InviteAgent;
import baton.engine.episode.EpisodeCommand.LeaveEpisode;
import baton.engine.episode.EpisodeCommand.ReassignEpisode;
import baton.engine.episode.EpisodeCommand.TransferEpisode;
import baton.engine.episode.EpisodeCommand.WithdrawInvitation;
import baton.engine.episode.EpisodeEvent.AgentInvited;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.Ask;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.episode.Participants.Asked;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What an episode decides when agents hand it on or ask each other to come. Pure. */
final class Handover {

    private final Needs needs;
    private final Duration patience;

    /** {@code patience}: how long a colleague may take to answer. */
    Handover(Needs needs, Duration patience) {
        this.needs = needs;
        this.patience = patience;
    }

    Decision transfer(Opened state, TransferEpisode command, Instant now) {
        return Guards.notServing(state, command.agentId())
                .or(() -> Guards.inAnotherCall(state, command.agentId()))
                .or(() -> Guards.handingOn(state))
                .or(() -> Guards.inConference(state))
                .orElseGet(() -> command.warm() ? warm(state, command, now) : cold(state, command, now));
    }

    /** A customer on the phone stays on the line. */
    private Decision cold(Opened state, TransferEpisode command, Instant now) {
        var story = state.story();
        var to = command.toAgentId();
        var where = command.toQueueId();
        var next = story.talk()
                .map(call -> needs.again(story, call, to, where, command.agentId(), now))
                .orElseGet(() -> needs.again(story, to, where, command.agentId(), now));
        return Decision.persist(
                transferred(command, Optional.empty(), now),
                new AgentReleased(command.agentId(), "transferred", now),
                new WorkQueued(next, now));
    }

    /** Whoever writes up goes on serving, so that the end of the wrap-up does not come in between. */
    private Decision warm(Opened state, TransferEpisode command, Instant now) {
        var asked = successor(state.story(), command.agentId(), command.toAgentId(), command.toQueueId(), now);
        var events = new ArrayList<EpisodeEvent>();
        if (state instanceof WrappingUp) {
            events.add(new EpisodeResumed(command.agentId(), now));
        }
        events.add(transferred(command, Optional.of(ask(asked, now)), now));
        events.add(new WorkQueued(asked, now));
        return new Persist(events);
    }

    /** A customer on the phone talks on with the first agent, until the second one has picked up. */
    private Work successor(Story story, String agentId, String toAgentId, String toQueueId, Instant now) {
        var wishes = toAgentId.isEmpty() ? Wishes.none().avoiding(agentId) : Wishes.only(toAgentId, now);
        var chat = needs.colleague(story, Purpose.TRANSFER, toQueueId, wishes, now);
        return overTheCall(story, chat);
    }

    private static Work overTheCall(Story story, Work chat) {
        return story.talk().map(call -> chat.over(call.channel(), call.legId())).orElse(chat);
    }

    private Ask ask(Work work, Instant now) {
        return new Ask(work.workId(), now.plus(patience));
    }

    private static EpisodeTransferred transferred(TransferEpisode command, Optional<Ask> ask, Instant now) {
        return new EpisodeTransferred(
                command.agentId(), command.toAgentId(), command.toQueueId(), command.note(), ask, "", now);
    }

    Decision invite(Opened state, InviteAgent command, Instant now) {
        var people = state.story().people();
        var invited = command.invitedAgentId();
        var partner = command.role() == Role.PARTNER;
        var refused = Guards.notServing(state, command.agentId());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (state.servedBy(invited) || people.has(invited) && !partner) {
            return Decision.refuse(ALREADY_THERE, "This colleague is in the conversation already.");
        }
        var isAsked = people.asked(Purpose.HELP, invited).anyMatch(ask -> !partner || ask.role() == Role.PARTNER);
        if (isAsked) {
            return new Already(state.story().timeline().last());
        }
        var chat = needs.colleague(state.story(), Purpose.HELP, "", Wishes.only(invited, now), now);
        if (!partner) {
            return new Persist(asked(command, chat, now));
        }
        return Guards.notOnThePhone(state, command.agentId())
                .or(() -> Guards.inAnotherCall(state, command.agentId()))
                .or(() -> Guards.handingOn(state))
                .or(() -> Guards.inConference(state))
                .orElseGet(() -> intoTheCall(state, command, overTheCall(state.story(), chat), now));
    }

    /** Whoever has been asked to help in writing, and has not answered, need not do that any more. */
    private Decision intoTheCall(Opened state, InviteAgent command, Work help, Instant now) {
        var events = new ArrayList<EpisodeEvent>(callOff(
                state, ask -> ask.purpose() == Purpose.HELP && ask.agentId().equals(command.invitedAgentId()), now));
        events.addAll(asked(command, help, now));
        return new Persist(events);
    }

    private List<EpisodeEvent> asked(InviteAgent command, Work help, Instant now) {
        var invited = command.invitedAgentId();
        return List.of(
                new AgentInvited(command.agentId(), invited, command.role(), command.note(), ask(help, now), now),
                new WorkQueued(help, now));
    }

    Decision withdraw(Opened state, WithdrawInvitation command, Instant now) {
        return Guards.notServing(state, command.agentId()).orElseGet(() -> {
            if (state.story().work().served().containsKey(command.workId())) {
                return Decision.refuse(WORK_GONE, "Your colleague has accepted already.");
            }
            return declined(state, command.workId(), "withdrawn", ask -> true, now);
        });
    }

    /** Only somebody who was asked by name can say no for good; a queue goes on asking others. */
    Decision decline(Opened state, DeclineWork command, Instant now) {
        return declined(
                state, command.workId(), command.outcome(), ask -> ask.agentId().equals(command.agentId()), now);
    }

    private static Decision declined(
            Opened state, String workId, String reason, Predicate<Asked> concerns, Instant now) {
        return state.story()
                .people()
                .asked(workId)
                .filter(concerns)
                .map(ask -> Decision.persist(ask.declined(reason, now)))
                .orElseGet(() -> new Already(state.story().timeline().last()));
    }

    Decision leave(Opened state, LeaveEpisode command, Instant now) {
        if (state.story().people().isPartner(command.agentId())) {
            return Decision.refuse(CALL_IN_PROGRESS, "Hang up: you talk with the customer.");
        }
        if (state.story().people().has(command.agentId())) {
            return Decision.persist(new AgentLeft(command.agentId(), "left", now));
        }
        return Guards.notServing(state, command.agentId()).isEmpty()
                ? Decision.refuse(NOT_ALLOWED_IN_THIS_STATE, "You serve this conversation: hand it on or close it.")
                : new Already(state.story().timeline().last());
    }

    /** A supervisor decides where it goes, whether somebody serves it or it waits. */
    Decision reassign(Opened state, ReassignEpisode command, Instant now) {
        var serving = state.agent().orElse("");
        if (Guards.closed(state).isPresent()) {
            return Guards.closed(state).get();
        }
        if (!serving.isEmpty() && serving.equals(command.toAgentId())) {
            return Decision.refuse(ALREADY_THERE, "This agent serves the conversation already.");
        }
        if (state instanceof Waiting
                && command.toAgentId().isEmpty()
                && command.toQueueId().isEmpty()) {
            return new Already(state.story().timeline().last());
        }
        return talksWith(state, serving)
                ? Guards.inAnotherCall(state, serving)
                        .or(() -> Guards.inConference(state))
                        .orElseGet(() -> handOnCall(state, command, serving, now))
                : Guards.talking(state, serving).orElseGet(() -> moved(state, command, serving, now));
    }

    private static boolean talksWith(Opened state, String agentId) {
        return state.story().talk().filter(leg -> leg.agentId().equals(agentId)).isPresent();
    }

    /** A customer on the phone is never left with nobody: the agent talks on until the next one has picked up. */
    private Decision handOnCall(Opened state, ReassignEpisode command, String serving, Instant now) {
        var asked = successor(state.story(), serving, command.toAgentId(), command.toQueueId(), now);
        var events = new ArrayList<EpisodeEvent>(overruled(state, now));
        events.add(reassigned(command, serving, Optional.of(ask(asked, now)), now));
        events.add(new WorkQueued(asked, now));
        return new Persist(events);
    }

    private Decision moved(Opened state, ReassignEpisode command, String serving, Instant now) {
        var events = new ArrayList<EpisodeEvent>(overruled(state, now));
        events.add(reassigned(command, serving, Optional.empty(), now));
        if (!serving.isEmpty()) {
            events.add(new AgentReleased(serving, "reassigned", now));
        }
        events.addAll(waitingAnew(state, command, serving, now));
        return new Persist(events);
    }

    private static List<EpisodeEvent> overruled(Opened state, Instant now) {
        return callOff(state, ask -> ask.purpose() == Purpose.TRANSFER, now);
    }

    private static EpisodeTransferred reassigned(
            ReassignEpisode command, String serving, Optional<Ask> ask, Instant now) {
        return new EpisodeTransferred(
                serving, command.toAgentId(), command.toQueueId(), command.note(), ask, command.byAgentId(), now);
    }

    /** Under new ids: what is being offered to somebody just now is rescinded and not asked for twice. */
    private List<EpisodeEvent> waitingAnew(Opened state, ReassignEpisode to, String serving, Instant now) {
        var story = state.story();
        var waits = story.work().customerWaits().toList();
        var events = new ArrayList<EpisodeEvent>();
        if (!serving.isEmpty() || waits.stream().anyMatch(work -> work.medium() == Medium.TEXT)) {
            events.add(new WorkQueued(needs.again(story, to.toAgentId(), to.toQueueId(), serving, now), now));
        }
        for (var call :
                waits.stream().filter(work -> work.medium() == Medium.VOICE).toList()) {
            var terms = Terms.of(call).in(to.toQueueId()).without(serving);
            var wishes = terms.wishes()
                    .preferring(to.toAgentId(), Preference.TRANSFER, now)
                    .avoiding(serving);
            var again = needs.callAgain(needs.nextId(story, events.size()), call, terms, now, wishes);
            events.add(new WorkQueued(again, now));
        }
        return events;
    }

    /** These colleagues need not come any more. */
    static List<EpisodeEvent> callOff(Opened state, Predicate<Asked> unneeded, Instant now) {
        return state.story().people().asked().values().stream()
                .filter(unneeded)
                .<EpisodeEvent>map(ask -> ask.declined("withdrawn", now))
                .toList();
    }
}
