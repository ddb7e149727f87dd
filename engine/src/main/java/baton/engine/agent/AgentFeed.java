package baton.engine.agent;

import baton.engine.journal.Times;
import baton.engine.routing.Availability;
import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Slots;
import java.util.Map;

/** An agent as the agent's own desks see it. */
final class AgentFeed {

    private AgentFeed() {}

    static Feed view(String agentId, AgentProfile profile, AgentState state, int desks) {
        var used = state.used(profile.capacity());
        var view = AgentView.newBuilder()
                .setAgentId(agentId)
                .setName(profile.name())
                .setPresence(state.presence().presence().word())
                .setReason(state.presence().reason())
                .setPresenceSince(Times.write(state.presence().at()))
                .setTextUsed(text(used))
                .setTextCapacity(text(profile.capacity()))
                .setVoiceUsed(used.getOrDefault(Availability.PHONE, 0))
                .setVoiceCapacity(profile.capacityOf(Availability.PHONE))
                .setMissed(state.offers().missed())
                .putAllQueues(profile.competence().queues())
                .putAllSkills(profile.competence().skills())
                .setPhoneRegistered(state.phone().isPresent())
                .setDesks(desks);
        profile.capacity()
                .forEach((channel, capacity) -> view.addSlots(Slots.newBuilder()
                        .setChannel(channel)
                        .setUsed(used.getOrDefault(channel, 0))
                        .setCapacity(capacity)));
        state.offers().pending().values().forEach(offer -> view.addOffers(out(offer)));
        state.hands().values().forEach(hand -> view.addAssignmentsBuilder()
                .setEpisodeId(hand.episodeId())
                .setSince(Times.write(hand.since()))
                .setVoiceLegId(hand.voiceLegId())
                .setRole(hand.role()));
        state.mentions().all().forEach(mention -> view.addMentionsBuilder()
                .setMentionId(mention.mentionId())
                .setEpisodeId(mention.episodeId())
                .setNoteId(mention.noteId())
                .setByAgentId(mention.byAgentId())
                .setAt(Times.write(mention.at()))
                .setSeen(mention.seen()));
        return Feed.newBuilder().setAgent(view).build();
    }

    /** Of all text channels together. */
    private static int text(Map<String, Integer> slots) {
        return slots.entrySet().stream()
                .filter(slot -> !slot.getKey().equals(Availability.PHONE))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static baton.protocol.client.v1.Offer out(Offer offer) {
        return baton.protocol.client.v1.Offer.newBuilder()
                .setOfferId(offer.offerId())
                .setEpisodeId(offer.episodeId())
                .setMedium(offer.medium().word())
                .setLegId(offer.legId())
                .setMadeAt(Times.write(offer.madeAt()))
                .setUntil(Times.write(offer.until()))
                .setBecause(offer.explanation().summary())
                .setKind(offer.work().purpose().word())
                .setQueueId(offer.work().queueId())
                .setChannel(offer.work().channel())
                .build();
    }
}
