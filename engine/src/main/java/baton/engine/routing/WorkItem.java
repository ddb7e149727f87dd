package baton.engine.routing;

import baton.engine.work.Work;

/** One piece of work as the queue sees it: whose it is, and what is needed. */
public record WorkItem(String episodeId, Work work) {

    public String workId() {
        return work.workId();
    }

    /** The same in this queue. */
    WorkItem in(String queueId) {
        return new WorkItem(episodeId, work.in(queueId));
    }
}
