package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeCommand.ReportAnswered;
import baton.engine.episode.EpisodeCommand.ReportHeld;
import baton.engine.episode.EpisodeCommand.ReportRinging;
import baton.engine.episode.EpisodeCommand.ReportUnanswered;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallHeld;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.work.Explanation;
import baton.engine.work.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an episode decides when telephones say what becomes of a call: rings, is taken or not, is held. Pure. */
final class CallReports {

    private static final Explanation BACK = Explanation.of("The customer's call did not get to the next agent.");

    private static final Explanation STAYED = Explanation.of("The agent before left the call to this one.");

    private final Needs needs;

    CallReports(Needs needs) {
        this.needs = needs;
    }

    Decision ringing(Opened state, ReportRinging command, Instant now) {
        var seen = state.story().timeline().seen(SourceId.ringing(command.offerId()));
        if (seen.isPresent()) {
            return new Already(seen.get());
        }
        if (talking(state, command.legId())) {
            return new Already(state.story().timeline().last());
        }
        return isLive(state, command.legId())
                ? Decision.persist(new CallRinging(command.legId(), command.agentId(), command.offerId(), now))
                : gone();
    }

    Decision answered(Opened state, ReportAnswered command, Instant now) {
        if (talking(state, command.legId()) && state.story().talks(command.agentId())) {
            return new Already(state.story().timeline().last());
        }
        if (handedOn(state, command) || cameToNothing(state, command)) {
            return new Already(state.story().timeline().last());
        }
        if (!isLive(state, command.legId())) {
            return gone();
        }
        var answered = new CallAnswered(command.legId(), command.agentId(), command.offerId(), now);
        return state.story().people().isPartner(command.agentId())
                ? new Persist(takenOver(state, answered, now))
                : Decision.persist(answered);
    }

    /** The partner is alone with the caller: whoever was the owner has left the call to them. */
    private static List<EpisodeEvent> takenOver(Opened state, CallAnswered answered, Instant now) {
        var agentId = answered.agentId();
        var events = new ArrayList<EpisodeEvent>();
        state.agent().ifPresent(before -> events.add(new AgentReleased(before, "transferred", now)));
        var workId = state.story().work().takenBy(agentId).orElse("");
        events.add(new AgentAssigned(agentId, workId, Role.OWNER, STAYED, now));
        events.add(answered);
        return events;
    }

    /**
     * Whoever talked before the caller was handed on need not be told of again: by the same offer, or by one before. The times are of two clocks: if the
     * call's is slow, it is overheard that the next one talks, unless their phone was heard ringing, because then the caller is not held any more.
     */
    private static boolean handedOn(Opened state, ReportAnswered command) {
        return state.story()
                .leg(command.legId())
                .filter(leg -> leg.held()
                        && (command.offerId().equals(leg.offerId())
                                || !command.since().isAfter(leg.since())))
                .isPresent();
    }

    private static boolean cameToNothing(Opened state, ReportAnswered command) {
        return state.story()
                .timeline()
                .seen(SourceId.unanswered(command.offerId()))
                .isPresent();
    }

    Decision unanswered(Opened state, ReportUnanswered command, Instant now) {
        var seen = state.story().timeline().seen(SourceId.unanswered(command.offerId()));
        if (seen.isPresent()) {
            return new Already(seen.get());
        }
        if (!isLive(state, command.legId())) {
            return gone();
        }
        var missed = new CallUnanswered(command.legId(), command.agentId(), command.offerId(), command.reason(), now);
        if (state.story().people().isPartner(command.agentId())) {
            return new Persist(partnerGone(state, command, missed, now));
        }
        return command.reason().equals(CallUnanswered.NOT_JOINED) && state.servedBy(command.agentId())
                ? new Persist(givenBack(state, command, missed, now))
                : Decision.persist(missed);
    }

    /** The owner talks on; if they had hung up before the three were together, nobody is left and the caller waits again. */
    private List<EpisodeEvent> partnerGone(Opened state, ReportUnanswered command, CallUnanswered missed, Instant now) {
        var events = new ArrayList<EpisodeEvent>();
        events.add(missed);
        events.add(new AgentLeft(command.agentId(), command.reason(), now));
        var nobodyTalks = command.reason().equals(CallUnanswered.NOT_JOINED)
                && command.talkingAgentId().isEmpty();
        var owner = state.story().talk().map(Leg::agentId).filter(state::servedBy);
        owner.filter(agentId -> nobodyTalks).ifPresent(agentId -> {
            events.add(new AgentReleased(agentId, CallUnanswered.NOT_JOINED, now));
            events.add(waitsAgain(state.story(), command, now));
        });
        return events;
    }

    /** To whoever talks with the caller; if nobody does, the caller waits again. */
    private List<EpisodeEvent> givenBack(Opened state, ReportUnanswered command, CallUnanswered missed, Instant now) {
        var story = state.story();
        var before = command.talkingAgentId();
        var events = new ArrayList<EpisodeEvent>();
        events.add(missed);
        events.addAll(Handover.callOff(state, ask -> ask.purpose() == Purpose.TRANSFER, now));
        events.add(new AgentReleased(command.agentId(), CallUnanswered.NOT_JOINED, now));
        var work = story.talks(before) ? story.work().takenBy(before) : Optional.<String>empty();
        events.add(work.<EpisodeEvent>map(workId -> new AgentAssigned(before, workId, Role.OWNER, BACK, now))
                .orElseGet(() -> waitsAgain(story, command, now)));
        return events;
    }

    private WorkQueued waitsAgain(Story story, ReportUnanswered command, Instant now) {
        var call = story.leg(command.legId()).orElseThrow();
        return new WorkQueued(needs.again(story, call, "", "", command.agentId(), now), now);
    }

    /** Of a call that nobody talks in there is nothing to say. */
    Decision held(Opened state, ReportHeld command, Instant now) {
        var news = state.story()
                .leg(command.legId())
                .filter(leg -> leg.talking() && !leg.heldBy().equals(command.by()));
        return news.isPresent()
                ? Decision.persist(new CallHeld(command.legId(), command.by(), now))
                : new Already(state.story().timeline().last());
    }

    private static boolean talking(Opened state, String legId) {
        return state.story().leg(legId).filter(Leg::talking).isPresent();
    }

    static boolean isLive(Opened state, String legId) {
        return state.story().leg(legId).filter(Leg::liveCall).isPresent();
    }

    static Decision gone() {
        return Decision.refuse(WORK_GONE, "The caller has gone.");
    }
}
