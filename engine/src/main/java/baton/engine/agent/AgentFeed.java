package baton.engine.agent;

import baton.engine.journal.Times;
import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Feed;

/** An agent as the agent's own desks see it. */
final class AgentFeed {

    private AgentFeed() {}

    static Feed view(String agentId, AgentProfile profile, AgentState state, int desks) {
        var view = AgentView.newBuilder()
                .setAgentId(agentId)
                .setName(profile.name())
                .setPresence(state.presence().presence().word())
                .setReason(state.presence().reason())
                .setPresenceSince(Times.write(state.presence().at()))
                .setTextUsed(state.textUsed())
                .setTextCapacity(profile.textCapacity())
                .setVoiceUsed(state.voiceUsed())
                .setVoiceCapacity(1)
                .setPhoneRegistered(state.phone().isPresent())
                .setDesks(desks);
        state.offers().pending().values().forEach(offer -> view.addOffers(out(offer)));
        state.hands().values().forEach(hand -> view.addAssignmentsBuilder()
                .setEpisodeId(hand.episodeId())
                .setSince(Times.write(hand.since()))
                .setVoiceLegId(hand.voiceLegId()));
        return Feed.newBuilder().setAgent(view).build();
    }

    private static baton.protocol.client.v1.Offer out(Offer offer) {
        return baton.protocol.client.v1.Offer.newBuilder()
                .setOfferId(offer.offerId())
                .setEpisodeId(offer.episodeId())
                .setMedium(offer.medium().word())
                .setLegId(offer.legId())
                .setMadeAt(Times.write(offer.madeAt()))
                .setUntil(Times.write(offer.until()))
                .setBecause(offer.because())
                .build();
    }
}
