package baton.engine.agent;

import baton.engine.duty.Errand;
import baton.engine.routing.Availability;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Medium;
import java.util.ArrayList;
import java.util.List;

/** What an {@link Agent} owes to others; all of it follows from its state. */
public sealed interface AgentErrand extends Errand {

    /** The queue must know how much the agent can take. */
    record ReportAvailability(Availability availability) implements AgentErrand {

        /** What is said, without the version: saying the same again would be news to nobody. */
        @Override
        public String errandId() {
            return "report " + availability.status() + availability.competence() + availability.load()
                    + availability.idleSince() + availability.name();
        }
    }

    /** The agent's phone must ring for this call, wherever it is by now. */
    record RingPhone(String agentId, Offer offer, String contact) implements AgentErrand {
        @Override
        public String errandId() {
            return "ring " + offer.offerId() + " at " + contact;
        }
    }

    /** Episode, call and queue must know how the offer ended. */
    record ConcludeOffer(String agentId, Offer offer, OfferOutcome outcome) implements AgentErrand {
        @Override
        public String errandId() {
            return "conclude " + offer.offerId();
        }
    }

    /** The agent has gone, or is not configured any more: somebody else must serve this. */
    record ReturnEpisode(String agentId, String episodeId) implements AgentErrand {
        @Override
        public String errandId() {
            return "return " + episodeId;
        }
    }

    /** What an agent in this state owes. */
    static List<AgentErrand> of(String agentId, AgentProfile profile, AgentState state, long version) {
        var owed = new ArrayList<AgentErrand>();
        owed.add(new ReportAvailability(SelfReport.of(agentId, profile, state, version)));
        state.offers().pending(Medium.VOICE).forEach(offer -> state.phone()
                .ifPresent(phone -> owed.add(new RingPhone(agentId, offer, phone.contact()))));
        state.offers()
                .ended()
                .values()
                .forEach(ended -> owed.add(new ConcludeOffer(agentId, ended.offer(), ended.outcome())));
        var gone = state.presence().presence() == Presence.OFFLINE
                && state.graceUntil().isEmpty();
        if (gone || !profile.exists()) {
            state.hands().values().stream()
                    .filter(hand -> !hand.talks() && !state.offers().unsettled(hand.workIds()))
                    .forEach(hand -> owed.add(new ReturnEpisode(agentId, hand.episodeId())));
        }
        return owed;
    }
}
