package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.journal.Times;
import baton.engine.work.Work;
import baton.engine.work.WorkFormat;
import baton.protocol.client.v1.RoutedWork;
import baton.protocol.client.v1.RoutingView;
import java.util.LinkedHashMap;

/** How an episode has been routed: every piece of work, who took it and why. What only the queue knows of those that wait is not in it. */
final class RoutingFeed {

    private RoutingFeed() {}

    static RoutingView view(String episodeId, Story story) {
        var works = new LinkedHashMap<String, RoutedWork.Builder>();
        for (var entry : story.timeline().entries()) {
            if (entry instanceof WorkQueued e) {
                works.put(e.work().workId(), queued(e.work(), story));
            } else if (entry instanceof AgentAssigned e && works.containsKey(e.workId())) {
                works.get(e.workId())
                        .setStatus("taken")
                        .setAgentId(e.agentId())
                        .setTakenAt(Times.write(e.at()))
                        .setExplanation(WorkFormat.out(e.explanation()));
            } else if (entry instanceof WorkDeclined e && works.containsKey(e.workId())) {
                works.get(e.workId()).setAgentId(e.agentId());
            }
        }
        var view = RoutingView.newBuilder().setEpisodeId(episodeId);
        works.values().forEach(view::addWorks);
        return view.build();
    }

    /** As it was queued last; what has become of it meanwhile is in the state. */
    private static RoutedWork.Builder queued(Work work, Story story) {
        var named = work.queueId();
        return RoutedWork.newBuilder()
                .setWorkId(work.workId())
                .setKind(work.purpose().word())
                .setMedium(work.medium().word())
                .setQueueId(named.isEmpty() ? story.opened().queueId() : named)
                .setSince(Times.write(work.since()))
                .setStatus(story.work().waiting().containsKey(work.workId()) ? "waiting" : "withdrawn");
    }
}
