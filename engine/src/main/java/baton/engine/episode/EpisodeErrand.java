package baton.engine.episode;

import baton.engine.duty.Errand;
import baton.engine.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an {@link Episode} owes to others; all of it follows from its state. */
public sealed interface EpisodeErrand extends Errand {

    /** The queue must find an agent for this. */
    record FindAgent(String episodeId, String queueId, Work work) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "find " + work.workId() + " for " + work.wishes().first();
        }
    }

    /** The queue need not look for an agent any more. */
    record WithdrawWork(String queueId, String workId) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "withdraw " + workId;
        }
    }

    /** The agent who had taken this work is free of the episode. */
    record ReleaseAgent(String agentId, String episodeId, String workId) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "release " + workId;
        }
    }

    /** What an episode in this state owes. */
    static List<EpisodeErrand> of(String episodeId, EpisodeState state) {
        if (!(state instanceof EpisodeState.Opened opened)) {
            return List.of();
        }
        var work = opened.story().work();
        var queueId = opened.story().opened().queueId();
        var owed = new ArrayList<EpisodeErrand>();
        work.waiting().values().forEach(wait -> owed.add(new FindAgent(episodeId, queueId, wait)));
        work.withdrawn().forEach(workId -> owed.add(new WithdrawWork(queueId, workId)));
        var serving = state instanceof EpisodeState.Closed
                ? Set.<String>of()
                : opened.agent().map(Set::of).orElse(Set.of());
        work.served().forEach((workId, agentId) -> {
            if (!serving.contains(agentId) && !opened.story().talks(agentId)) {
                owed.add(new ReleaseAgent(agentId, episodeId, workId));
            }
        });
        return owed;
    }
}
