package baton.engine.routing;

import baton.engine.duty.Errand;
import baton.engine.work.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a {@link Queue} owes to agents and episodes; all of it follows from its state. */
public sealed interface QueueErrand extends Errand {

    /**
     * @param patience how long the agent may look at it
     * @param autoAccept whether the agent need not be asked
     */
    record OfferWork(
            String offerId,
            String agentId,
            WorkItem item,
            Explanation explanation,
            Duration patience,
            boolean autoAccept)
            implements QueueErrand {
        @Override
        public String errandId() {
            return "offer " + offerId;
        }
    }

    record RescindOffer(String offerId, String agentId, String workId) implements QueueErrand {
        @Override
        public String errandId() {
            return "rescind " + offerId;
        }
    }

    /** The customer must be told how the wait stands. */
    record TellWait(String episodeId, String workId, String kind, String alternative, Optional<Instant> opensAt)
            implements QueueErrand {
        @Override
        public String errandId() {
            return tellId(kind, workId);
        }
    }

    static String tellId(String kind, String workId) {
        return "tell " + kind + " " + workId;
    }

    static QueueErrand offer(QueueState.Offered offer, Rules rules) {
        var work = offer.waiting().item().work();
        var offering = rules.of(work.queueId()).offering();
        return new OfferWork(
                offer.offerId(),
                offer.agentId(),
                offer.waiting().item(),
                offer.explanation(),
                offering.patience(work.medium()),
                offering.autoAccept());
    }

    static QueueErrand rescind(QueueState.Offered offer) {
        return new RescindOffer(
                offer.offerId(), offer.agentId(), offer.waiting().item().workId());
    }

    static QueueErrand tell(Line.Telling telling) {
        var item = telling.waiting().item();
        return new TellWait(item.episodeId(), item.workId(), telling.kind(), telling.alternative(), telling.opensAt());
    }

    static List<QueueErrand> of(QueueState state, Rules rules) {
        var owed = new ArrayList<QueueErrand>();
        state.offered().values().forEach(offer -> owed.add(offer(offer, rules)));
        state.rescinded().values().forEach(offer -> owed.add(rescind(offer)));
        return owed;
    }
}
