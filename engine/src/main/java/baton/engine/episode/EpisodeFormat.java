package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.AddressLinked;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallBackRequested;
import baton.engine.episode.EpisodeEvent.CallBackTried;
import baton.engine.episode.EpisodeEvent.CallHeld;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeEvent.EntriesTold;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.FileMissed;
import baton.engine.episode.EpisodeEvent.FileStored;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.LinkRequested;
import baton.engine.episode.EpisodeEvent.MessageForwarded;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpProlonged;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.WorkFormat;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events of an {@link Episode} as the journal stores them and feeds carry them: {@code episode_journal.proto}. */
final class EpisodeFormat implements EventFormat<EpisodeEvent> {

    private static final String REACHED = "reached";

    @Override
    public byte[] write(EpisodeEvent event) {
        return out(event).toByteArray();
    }

    @Override
    public EpisodeEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        return in(baton.protocol.journal.v1.EpisodeEvent.parseFrom(bytes));
    }

    /** Which kind it is, as feeds call it: {@code messageReceived}. */
    static String kind(EpisodeEvent event) {
        var name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static baton.protocol.journal.v1.EpisodeEvent out(EpisodeEvent event) {
        var stored = baton.protocol.journal.v1.EpisodeEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof EpisodeOpened e) {
            stored.getEpisodeOpenedBuilder()
                    .setCustomerId(e.customerId())
                    .setChannel(e.channel())
                    .setQueueId(e.queueId())
                    .setContinues(e.continues());
        } else if (event instanceof LegOpened e) {
            stored.getLegOpenedBuilder()
                    .setLegId(e.legId())
                    .setChannel(e.channel())
                    .setAddress(e.address())
                    .setMedium(e.medium().word());
        } else if (event instanceof MessageReceived e) {
            stored.getMessageReceivedBuilder()
                    .setMessageId(e.messageId())
                    .setLegId(e.legId())
                    .setText(e.text());
            DeliveryFormat.out(e.content()).ifPresent(stored.getMessageReceivedBuilder()::setContent);
        } else if (event instanceof MessageSent) {
            DeliveryFormat.out(event, stored);
        } else if (event instanceof NoteWritten e) {
            stored.getNoteWrittenBuilder()
                    .setNoteId(e.noteId())
                    .setAgentId(e.agentId())
                    .setText(e.text())
                    .addAllMentions(e.mentions());
        } else if (event instanceof WorkQueued e) {
            stored.setWorkQueued(WorkFormat.out(e.work()));
        } else {
            outService(event, stored);
        }
        return stored.build();
    }

    private static void outService(EpisodeEvent event, baton.protocol.journal.v1.EpisodeEvent.Builder stored) {
        if (event instanceof AgentAssigned e) {
            stored.getAgentAssignedBuilder()
                    .setAgentId(e.agentId())
                    .setWorkId(e.workId())
                    .setRole(e.role().word())
                    .setExplanation(WorkFormat.out(e.explanation()));
        } else if (event instanceof AgentReleased e) {
            stored.getAgentReleasedBuilder().setAgentId(e.agentId()).setReason(e.reason());
        } else if (event instanceof EpisodeTransferred e) {
            stored.setEpisodeTransferred(HandoverFormat.out(e));
        } else if (event instanceof WrapUpStarted e) {
            stored.getWrapUpStartedBuilder().setAgentId(e.agentId()).setUntil(Times.write(e.until()));
        } else if (event instanceof EpisodeResumed e) {
            stored.getEpisodeResumedBuilder().setAgentId(e.agentId());
        } else if (event instanceof EpisodeClosed e) {
            stored.getEpisodeClosedBuilder()
                    .setAgentId(e.agentId())
                    .setDisposition(e.disposition())
                    .setNote(e.note());
        } else if (event instanceof EntriesDelivered e) {
            stored.getEntriesDeliveredBuilder().setParty(e.party().word()).setUpTo(e.upTo());
        } else if (event instanceof EntriesRead e) {
            stored.getEntriesReadBuilder().setParty(e.party().word()).setUpTo(e.upTo());
        } else if (event instanceof EntriesTold e) {
            stored.getEntriesToldBuilder().setListener(e.listener()).setUpTo(e.upTo());
        } else if (event instanceof AddressLinked e) {
            stored.getAddressLinkedBuilder()
                    .setChannel(e.channel())
                    .setAddress(e.address())
                    .setAgentId(e.agentId());
        } else {
            outCall(event, stored);
        }
    }

    private static void outCall(EpisodeEvent event, baton.protocol.journal.v1.EpisodeEvent.Builder stored) {
        if (event instanceof CallRinging e) {
            stored.getCallRingingBuilder()
                    .setLegId(e.legId())
                    .setAgentId(e.agentId())
                    .setOfferId(e.offerId());
        } else if (event instanceof CallAnswered e) {
            stored.getCallAnsweredBuilder()
                    .setLegId(e.legId())
                    .setAgentId(e.agentId())
                    .setOfferId(e.offerId());
        } else if (event instanceof CallUnanswered e) {
            stored.getCallUnansweredBuilder()
                    .setLegId(e.legId())
                    .setAgentId(e.agentId())
                    .setOfferId(e.offerId())
                    .setReason(e.reason());
        } else if (event instanceof CallHeld e) {
            stored.getCallHeldBuilder().setLegId(e.legId()).setHeldBy(e.by());
        } else if (event instanceof LegEnded e) {
            stored.getLegEndedBuilder().setLegId(e.legId()).setReason(e.reason());
        } else if (event instanceof CallBackRequested e) {
            stored.getCallBackRequestedBuilder().setNumber(e.number()).setLegId(e.legId());
        } else if (event instanceof CallBackTried e) {
            var tried = stored.getCallBackTriedBuilder()
                    .setAgentId(e.agentId())
                    .setAttempt(e.attempt())
                    .setOutcome(e.reached() ? REACHED : "not-reached");
            e.again().map(Times::write).ifPresent(tried::setAgainAt);
        } else if (event instanceof MessageForwarded
                || event instanceof DeliveryFailed
                || event instanceof LinkRequested
                || event instanceof FileStored
                || event instanceof FileMissed) {
            DeliveryFormat.out(event, stored);
        } else if (!MergingFormat.out(event, stored)) {
            HandoverFormat.out(event, stored);
        }
    }

    static EpisodeEvent in(baton.protocol.journal.v1.EpisodeEvent stored) {
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case EPISODE_OPENED -> {
                var e = stored.getEpisodeOpened();
                yield new EpisodeOpened(e.getCustomerId(), e.getChannel(), e.getQueueId(), e.getContinues(), at);
            }
            case LEG_OPENED -> {
                var e = stored.getLegOpened();
                yield new LegOpened(e.getLegId(), e.getChannel(), e.getAddress(), Medium.of(e.getMedium()), at);
            }
            case MESSAGE_RECEIVED -> {
                var e = stored.getMessageReceived();
                yield new MessageReceived(e.getMessageId(), e.getLegId(), e.getText(), DeliveryFormat.in(e), at);
            }
            case MESSAGE_SENT -> DeliveryFormat.in(stored.getMessageSent(), at);
            case MESSAGE_FORWARDED -> DeliveryFormat.in(stored.getMessageForwarded(), at);
            case EPISODE_JOINED -> MergingFormat.in(stored.getEpisodeJoined(), at);
            case EPISODE_MERGED -> MergingFormat.in(stored.getEpisodeMerged(), at);
            case EPISODE_REOPENED -> MergingFormat.in(stored.getEpisodeReopened(), at);
            case EPISODE_SPLIT -> MergingFormat.in(stored.getEpisodeSplit(), at);
            case DELIVERY_FAILED -> DeliveryFormat.in(stored.getDeliveryFailed(), at);
            case LINK_REQUESTED -> DeliveryFormat.in(stored.getLinkRequested(), at);
            case FILE_STORED -> DeliveryFormat.in(stored.getFileStored(), at);
            case FILE_MISSED -> DeliveryFormat.in(stored.getFileMissed(), at);
            case NOTE_WRITTEN -> {
                var e = stored.getNoteWritten();
                yield new NoteWritten(e.getNoteId(), e.getAgentId(), e.getText(), List.copyOf(e.getMentionsList()), at);
            }
            case WORK_QUEUED -> new WorkQueued(WorkFormat.in(stored.getWorkQueued(), at), at);
            case AGENT_ASSIGNED -> {
                var e = stored.getAgentAssigned();
                var why = WorkFormat.in(e.getExplanation());
                yield new AgentAssigned(e.getAgentId(), e.getWorkId(), Role.of(e.getRole()), why, at);
            }
            case AGENT_RELEASED -> {
                var e = stored.getAgentReleased();
                yield new AgentReleased(e.getAgentId(), e.getReason(), at);
            }
            case EPISODE_TRANSFERRED -> HandoverFormat.in(stored.getEpisodeTransferred(), at);
            case CALL_RINGING -> {
                var e = stored.getCallRinging();
                yield new CallRinging(e.getLegId(), e.getAgentId(), e.getOfferId(), at);
            }
            case CALL_ANSWERED -> {
                var e = stored.getCallAnswered();
                yield new CallAnswered(e.getLegId(), e.getAgentId(), e.getOfferId(), at);
            }
            case CALL_UNANSWERED -> {
                var e = stored.getCallUnanswered();
                yield new CallUnanswered(e.getLegId(), e.getAgentId(), e.getOfferId(), e.getReason(), at);
            }
            case CALL_HELD -> {
                var e = stored.getCallHeld();
                yield new CallHeld(e.getLegId(), e.getHeldBy(), at);
            }
            case LEG_ENDED -> {
                var e = stored.getLegEnded();
                yield new LegEnded(e.getLegId(), e.getReason(), at);
            }
            case WRAP_UP_STARTED -> {
                var e = stored.getWrapUpStarted();
                yield new WrapUpStarted(e.getAgentId(), Times.read(e.getUntil()), at);
            }
            case EPISODE_RESUMED ->
                new EpisodeResumed(stored.getEpisodeResumed().getAgentId(), at);
            case EPISODE_CLOSED -> {
                var e = stored.getEpisodeClosed();
                yield new EpisodeClosed(e.getAgentId(), e.getDisposition(), e.getNote(), at);
            }
            case ENTRIES_DELIVERED -> {
                var e = stored.getEntriesDelivered();
                yield new EntriesDelivered(Party.of(e.getParty()), e.getUpTo(), at);
            }
            case ENTRIES_READ -> {
                var e = stored.getEntriesRead();
                yield new EntriesRead(Party.of(e.getParty()), e.getUpTo(), at);
            }
            case ENTRIES_TOLD -> {
                var e = stored.getEntriesTold();
                yield new EntriesTold(e.getListener(), e.getUpTo(), at);
            }
            case ADDRESS_LINKED -> {
                var e = stored.getAddressLinked();
                yield new AddressLinked(e.getChannel(), e.getAddress(), e.getAgentId(), at);
            }
            case AGENT_INVITED -> HandoverFormat.in(stored.getAgentInvited(), at);
            case WORK_DECLINED -> {
                var e = stored.getWorkDeclined();
                yield new WorkDeclined(e.getWorkId(), e.getAgentId(), e.getReason(), Purpose.of(e.getKind()), at);
            }
            case AGENT_LEFT -> {
                var e = stored.getAgentLeft();
                yield new AgentLeft(e.getAgentId(), e.getReason(), at);
            }
            case WRAP_UP_PROLONGED -> {
                var e = stored.getWrapUpProlonged();
                yield new WrapUpProlonged(e.getAgentId(), Times.read(e.getUntil()), at);
            }
            case WAIT_ANNOUNCED -> HandoverFormat.in(stored.getWaitAnnounced(), at);
            case CALL_BACK_REQUESTED -> {
                var e = stored.getCallBackRequested();
                yield new CallBackRequested(e.getNumber(), e.getLegId(), at);
            }
            case CALL_BACK_TRIED -> {
                var e = stored.getCallBackTried();
                var again = e.hasAgainAt() ? Optional.of(Times.read(e.getAgainAt())) : Optional.<Instant>empty();
                yield new CallBackTried(
                        e.getAgentId(), e.getAttempt(), e.getOutcome().equals(REACHED), again, at);
            }
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }
}
