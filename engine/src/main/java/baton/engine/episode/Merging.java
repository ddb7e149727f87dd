package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeCommand.JoinEpisode;
import baton.engine.episode.EpisodeCommand.ReopenEpisode;
import baton.engine.episode.EpisodeCommand.SplitEpisode;
import baton.engine.episode.EpisodeCommand.Standing;
import baton.engine.episode.EpisodeCommand.StandingLeg;
import baton.engine.episode.EpisodeCommand.Whereabouts;
import baton.engine.episode.EpisodeCommand.YieldEpisode;
import baton.engine.episode.EpisodeEvent.CallBackRequested;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeJoined;
import baton.engine.episode.EpisodeEvent.EpisodeMerged;
import baton.engine.episode.EpisodeEvent.EpisodeReopened;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeSplit;
import baton.engine.episode.EpisodeEvent.JoinedLeg;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an episode decides when its customer turns out to be the same person as another one, or two after all. Pure. */
final class Merging {

    /** Why a leg ended whose customer is somebody else. */
    static final String SEPARATED = "separated";

    private final Needs needs;

    Merging(Needs needs) {
        this.needs = needs;
    }

    static Standing standing(String episodeId, EpisodeState state) {
        if (!(state instanceof Opened opened)) {
            return new Standing(episodeId, Standing.CLOSED, Instant.EPOCH, List.of(), "");
        }
        var story = opened.story();
        return new Standing(
                episodeId,
                rank(opened),
                story.opened().at(),
                story.legs().values().stream().map(leg -> out(leg, story)).toList(),
                story.callBack().map(CallBack::number).orElse(""));
    }

    private static StandingLeg out(Leg leg, Story story) {
        return new StandingLeg(
                leg.legId(),
                leg.channel(),
                leg.address(),
                leg.medium() == Medium.TEXT,
                leg.ended(),
                story.outbox().heardOn(leg.legId()));
    }

    private static int rank(Opened state) {
        if (state instanceof Closed) {
            return Standing.CLOSED;
        } else if (state.story().hasLiveCall()) {
            return 4;
        }
        return state instanceof Engaged ? 3 : state instanceof WrappingUp ? 2 : 1;
    }

    /** Whoever writes up goes on serving; who was to be called back still is. */
    Decision join(Opened state, JoinEpisode command, Instant now) {
        var from = command.standing();
        if (joins(state)
                .anyMatch(known -> known.mergeId().equals(command.mergeId())
                        && known.episodeId().equals(from.episodeId()))) {
            return already(state);
        }
        return Guards.closed(state).orElseGet(() -> {
            var events = new ArrayList<EpisodeEvent>();
            if (state instanceof WrappingUp wrapping) {
                events.add(new EpisodeResumed(wrapping.agentId(), now));
            }
            events.add(new EpisodeJoined(from.episodeId(), command.mergeId(), joined(from), now));
            if (!from.callBack().isEmpty() && state.story().callBack().isEmpty()) {
                events.addAll(calledBack(state, from.callBack(), now));
            }
            return new Persist(events);
        });
    }

    private static List<JoinedLeg> joined(Standing from) {
        return from.legs().stream()
                .filter(leg -> leg.text() && !leg.ended())
                .map(leg -> new JoinedLeg(leg.legId(), leg.channel(), leg.address(), leg.heardAt()))
                .toList();
    }

    private List<EpisodeEvent> calledBack(Opened state, String number, Instant now) {
        return state instanceof Waiting && !state.story().hasLiveCall()
                ? CallBacks.requested(state, number, needs, now)
                : List.of(new CallBackRequested(number, "", now));
    }

    private static Stream<EpisodeJoined> joins(Opened state) {
        return state.story().timeline().entries().stream()
                .filter(entry -> entry instanceof EpisodeJoined)
                .map(EpisodeJoined.class::cast);
    }

    /** A caller is not hung up on: until then it goes on in both. Nobody has to write anything up. */
    Decision yield(Opened state, YieldEpisode command, Instant now) {
        return state instanceof Closed
                ? already(state)
                : Guards.inCall(state)
                        .orElseGet(() -> Decision.persist(
                                new EpisodeMerged(command.episodeId(), command.mergeId(), now),
                                new EpisodeClosed(state.agent().orElse(""), EpisodeMerged.MERGED, "", now)));
    }

    /** Once, and not if it has been merged again since: who served it is asked first. */
    Decision reopen(Opened state, ReopenEpisode command, Instant now) {
        var merged = lastMerge(state).filter(last -> last.mergeId().equals(command.mergeId()));
        if (!(state instanceof Closed closed)
                || merged.isEmpty()
                || !closed.closed().disposition().equals(EpisodeMerged.MERGED)) {
            return already(state);
        }
        var work = needs.again(state.story(), closed.closed().agentId(), "", "", now);
        return Decision.persist(
                new EpisodeReopened(command.mergeId(), command.agentId(), command.episodeId(), now),
                new WorkQueued(work, now));
    }

    private static Optional<EpisodeMerged> lastMerge(Opened state) {
        return state.story().timeline().entries().stream()
                .filter(entry -> entry instanceof EpisodeMerged)
                .map(EpisodeMerged.class::cast)
                .reduce((earlier, later) -> later);
    }

    /** A call goes on until somebody hangs up; what has been written still goes out. */
    Decision split(Opened state, SplitEpisode command, Instant now) {
        if (state instanceof Closed) {
            return Decision.refuse(NOT_ALLOWED_IN_THIS_STATE, "This conversation is closed.");
        }
        var leaving = state.story().legs().values().stream()
                .filter(leg -> leg.medium() == Medium.TEXT && !leg.ended())
                .filter(leg -> command.addresses().contains(new Whereabouts(leg.channel(), leg.address())))
                .toList();
        var joined = joins(state).anyMatch(join -> join.episodeId().equals(command.toEpisodeId()));
        var told = state.story().timeline().entries().stream()
                .anyMatch(entry ->
                        entry instanceof EpisodeSplit split && split.episodeId().equals(command.toEpisodeId()));
        if (leaving.isEmpty() && (!joined || told)) {
            return already(state);
        }
        var events = new ArrayList<EpisodeEvent>();
        events.add(new EpisodeSplit(command.agentId(), command.toEpisodeId(), now));
        leaving.forEach(leg -> events.add(new LegEnded(leg.legId(), SEPARATED, now)));
        return new Persist(events);
    }

    private static Already already(Opened state) {
        return new Already(state.story().timeline().last());
    }
}
