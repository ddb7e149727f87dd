package baton.engine.routing;

import baton.engine.duty.Errand;
import java.util.ArrayList;
import java.util.List;

/** What a {@link Queue} owes to agents; all of it follows from its state. */
public sealed interface QueueErrand extends Errand {

    record OfferWork(String queueId, String offerId, String agentId, WorkItem work, String because)
            implements QueueErrand {
        @Override
        public String errandId() {
            return "offer " + offerId;
        }
    }

    record RescindOffer(String queueId, String offerId, String agentId, String workId) implements QueueErrand {
        @Override
        public String errandId() {
            return "rescind " + offerId;
        }
    }

    static List<QueueErrand> of(String queueId, QueueState state) {
        var owed = new ArrayList<QueueErrand>();
        state.offered()
                .values()
                .forEach(offer -> owed.add(new OfferWork(
                        queueId,
                        offer.offerId(),
                        offer.agentId(),
                        offer.waiting().work(),
                        offer.because())));
        state.rescinded()
                .values()
                .forEach(offer -> owed.add(new RescindOffer(
                        queueId,
                        offer.offerId(),
                        offer.agentId(),
                        offer.waiting().work().workId())));
        return owed;
    }
}
