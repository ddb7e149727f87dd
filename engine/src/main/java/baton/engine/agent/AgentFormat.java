package baton.engine.agent;

import baton.engine.agent.AgentEvent.AgentMentioned;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.DesksLost;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.MentionsSeen;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.OffersMissed;
import baton.engine.agent.AgentEvent.PhoneRegistered;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import baton.engine.work.WorkFormat;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.List;

/** Events of an {@link Agent} as the journal stores them: {@code agent_journal.proto}. */
final class AgentFormat implements EventFormat<AgentEvent> {

    @Override
    public byte[] write(AgentEvent event) {
        var stored = baton.protocol.journal.v1.AgentEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof PresenceChanged e) {
            stored.getPresenceChangedBuilder().setPresence(e.presence().word()).setReason(e.reason());
        } else if (event instanceof PhoneRegistered e) {
            stored.getPhoneRegisteredBuilder().setContact(e.contact()).setUntil(Times.write(e.until()));
        } else if (event instanceof PhoneUnregistered) {
            stored.getPhoneUnregisteredBuilder();
        } else if (event instanceof OfferMade e) {
            stored.setOfferMade(write(e.offer()));
        } else if (event instanceof OfferEnded e) {
            stored.getOfferEndedBuilder()
                    .setOfferId(e.offerId())
                    .setOutcome(e.outcome().word());
        } else if (event instanceof OfferSettled e) {
            stored.getOfferSettledBuilder().setOfferId(e.offerId()).setAccepted(e.accepted());
        } else if (event instanceof EpisodeTaken e) {
            stored.getEpisodeTakenBuilder()
                    .setEpisodeId(e.episodeId())
                    .setWorkId(e.workId())
                    .setVoiceLegId(e.voiceLegId())
                    .setChannel(e.channel())
                    .setVoice(e.voice())
                    .setRole(e.role());
        } else if (event instanceof EpisodeLeft e) {
            stored.getEpisodeLeftBuilder().setEpisodeId(e.episodeId()).setWorkId(e.workId());
        } else if (event instanceof VoiceEnded e) {
            stored.getVoiceEndedBuilder().setLegId(e.legId());
        } else if (event instanceof DesksLost e) {
            stored.getDesksLostBuilder().setGraceUntil(Times.write(e.graceUntil()));
        } else if (event instanceof DesksFound) {
            stored.getDesksFoundBuilder();
        } else if (event instanceof OffersMissed e) {
            stored.getOffersMissedBuilder().setCount(e.count());
        } else if (event instanceof AgentMentioned e) {
            stored.getAgentMentionedBuilder()
                    .setEpisodeId(e.episodeId())
                    .setNoteId(e.noteId())
                    .setByAgentId(e.byAgentId());
        } else if (event instanceof MentionsSeen e) {
            stored.getMentionsSeenBuilder().addAllMentionIds(e.mentionIds());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
        return stored.build().toByteArray();
    }

    private static baton.protocol.journal.v1.OfferMade write(Offer offer) {
        return baton.protocol.journal.v1.OfferMade.newBuilder()
                .setOfferId(offer.offerId())
                .setWorkId(offer.workId())
                .setMedium(offer.medium().word())
                .setEpisodeId(offer.episodeId())
                .setLegId(offer.legId())
                .setUntil(Times.write(offer.until()))
                .setWork(WorkFormat.out(offer.work()))
                .setExplanation(WorkFormat.out(offer.explanation()))
                .build();
    }

    @Override
    public AgentEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.AgentEvent.parseFrom(bytes);
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case PRESENCE_CHANGED -> {
                var e = stored.getPresenceChanged();
                yield new PresenceChanged(Presence.of(e.getPresence()).orElseThrow(), e.getReason(), at);
            }
            case PHONE_REGISTERED -> {
                var e = stored.getPhoneRegistered();
                yield new PhoneRegistered(e.getContact(), Times.read(e.getUntil()), at);
            }
            case PHONE_UNREGISTERED -> new PhoneUnregistered(at);
            case OFFER_MADE -> new OfferMade(read(stored.getOfferMade(), at), at);
            case OFFER_ENDED -> {
                var e = stored.getOfferEnded();
                yield new OfferEnded(e.getOfferId(), OfferOutcome.of(e.getOutcome()), at);
            }
            case OFFER_SETTLED -> {
                var e = stored.getOfferSettled();
                yield new OfferSettled(e.getOfferId(), e.getAccepted(), at);
            }
            case EPISODE_TAKEN -> {
                var e = stored.getEpisodeTaken();
                yield new EpisodeTaken(
                        e.getEpisodeId(),
                        e.getWorkId(),
                        e.getVoiceLegId(),
                        e.getChannel(),
                        e.getVoice() || !e.getVoiceLegId().isEmpty(),
                        e.getRole().isEmpty() ? "owner" : e.getRole(),
                        at);
            }
            case EPISODE_LEFT -> {
                var e = stored.getEpisodeLeft();
                yield new EpisodeLeft(e.getEpisodeId(), e.getWorkId(), at);
            }
            case VOICE_ENDED -> new VoiceEnded(stored.getVoiceEnded().getLegId(), at);
            case DESKS_LOST -> new DesksLost(Times.read(stored.getDesksLost().getGraceUntil()), at);
            case DESKS_FOUND -> new DesksFound(at);
            case OFFERS_MISSED -> new OffersMissed(stored.getOffersMissed().getCount(), at);
            case AGENT_MENTIONED -> {
                var e = stored.getAgentMentioned();
                yield new AgentMentioned(e.getEpisodeId(), e.getNoteId(), e.getByAgentId(), at);
            }
            case MENTIONS_SEEN ->
                new MentionsSeen(List.copyOf(stored.getMentionsSeen().getMentionIdsList()), at);
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }

    private static Offer read(baton.protocol.journal.v1.OfferMade stored, Instant at) {
        var explanation =
                stored.hasExplanation() ? WorkFormat.in(stored.getExplanation()) : Explanation.of(stored.getBecause());
        var work = stored.hasWork() ? WorkFormat.in(stored.getWork(), at) : early(stored, at);
        return new Offer(
                stored.getOfferId(), stored.getEpisodeId(), work, at, Times.read(stored.getUntil()), explanation);
    }

    /** The first release stored of the work what an agent had to know then. */
    private static Work early(baton.protocol.journal.v1.OfferMade stored, Instant at) {
        return new Work(
                stored.getWorkId(),
                Purpose.SERVE,
                Medium.of(stored.getMedium()),
                "",
                stored.getLegId(),
                "",
                "",
                at,
                at,
                Wishes.none());
    }
}
