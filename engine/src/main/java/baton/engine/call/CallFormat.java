package baton.engine.call;

import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallEvent.PhoneAdded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallEvent.SessionChanged;
import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import baton.protocol.journal.v1.SipDialog;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;

/** Events of a {@link Call} as the journal stores them: {@code call_journal.proto}. */
public final class CallFormat implements EventFormat<CallEvent> {

    @Override
    public byte[] write(CallEvent event) {
        var stored = baton.protocol.journal.v1.CallEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof CallArrived e) {
            stored.getCallArrivedBuilder()
                    .setEpisodeId(e.episodeId())
                    .setCaller(e.caller())
                    .setCalled(e.called())
                    .setOfferSdp(e.offerSdp())
                    .setDialog(write(e.dialog()))
                    .setDoor(e.door().name())
                    .setDoorAddress(e.door().address());
        } else if (event instanceof PhoneRung e) {
            stored.getPhoneRungBuilder()
                    .setOfferId(e.offerId())
                    .setAgentId(e.agentId())
                    .setContact(e.contact())
                    .setBeside(e.beside());
        } else if (event instanceof PhoneAnswered e) {
            stored.getPhoneAnsweredBuilder()
                    .setOfferId(e.offerId())
                    .setAnswerSdp(e.answerSdp())
                    .setDialog(write(e.dialog()));
        } else if (event instanceof PhoneFailed e) {
            stored.getPhoneFailedBuilder().setOfferId(e.offerId()).setReason(e.reason());
        } else if (event instanceof CallConnected e) {
            stored.getCallConnectedBuilder().setOfferId(e.offerId()).setAgentId(e.agentId());
        } else if (event instanceof PhoneAdded e) {
            stored.getPhoneAddedBuilder().setOfferId(e.offerId()).setAgentId(e.agentId());
        } else if (event instanceof CallParked) {
            stored.getCallParkedBuilder();
        } else if (event instanceof SessionChanged e) {
            stored.getSessionChangedBuilder()
                    .setOfferSdp(e.offerSdp())
                    .setCaller(write(e.caller()))
                    .setAgent(write(e.agent()))
                    .setHeldByAgent(e.heldByAgent())
                    .setHeldByCaller(e.heldByCaller());
        } else if (event instanceof DoorChanged e) {
            stored.getDoorChangedBuilder()
                    .setDoor(e.door().name())
                    .setDoorAddress(e.door().address())
                    .setNumber(e.number());
        } else if (event instanceof CallEnded e) {
            stored.getCallEndedBuilder().setReason(e.reason());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
        return stored.build().toByteArray();
    }

    @Override
    public CallEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.CallEvent.parseFrom(bytes);
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case CALL_ARRIVED -> {
                var e = stored.getCallArrived();
                yield new CallArrived(
                        e.getEpisodeId(),
                        e.getCaller(),
                        e.getCalled(),
                        e.getOfferSdp(),
                        read(e.getDialog()),
                        new Door(e.getDoor(), e.getDoorAddress()),
                        at);
            }
            case PHONE_RUNG -> {
                var e = stored.getPhoneRung();
                yield new PhoneRung(e.getOfferId(), e.getAgentId(), e.getContact(), e.getBeside(), at);
            }
            case PHONE_ANSWERED -> {
                var e = stored.getPhoneAnswered();
                yield new PhoneAnswered(e.getOfferId(), e.getAnswerSdp(), read(e.getDialog()), at);
            }
            case PHONE_FAILED -> {
                var e = stored.getPhoneFailed();
                yield new PhoneFailed(e.getOfferId(), e.getReason(), at);
            }
            case CALL_CONNECTED -> {
                var e = stored.getCallConnected();
                yield new CallConnected(e.getOfferId(), e.getAgentId(), at);
            }
            case PHONE_ADDED -> {
                var e = stored.getPhoneAdded();
                yield new PhoneAdded(e.getOfferId(), e.getAgentId(), at);
            }
            case CALL_PARKED -> new CallParked(at);
            case SESSION_CHANGED -> {
                var e = stored.getSessionChanged();
                yield new SessionChanged(
                        e.getOfferSdp(),
                        read(e.getCaller()),
                        read(e.getAgent()),
                        e.getHeldByAgent(),
                        e.getHeldByCaller(),
                        at);
            }
            case DOOR_CHANGED -> {
                var e = stored.getDoorChanged();
                yield new DoorChanged(new Door(e.getDoor(), e.getDoorAddress()), e.getNumber(), at);
            }
            case CALL_ENDED -> new CallEnded(stored.getCallEnded().getReason(), at);
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }

    /** A dialog as a door is told of it. */
    static SipDialog write(Dialog dialog) {
        return SipDialog.newBuilder()
                .setCallId(dialog.callId())
                .setLocalTag(dialog.localTag())
                .setRemoteTag(dialog.remoteTag())
                .setLocalUri(dialog.localUri())
                .setRemoteUri(dialog.remoteUri())
                .setRemoteTarget(dialog.remoteTarget())
                .addAllRouteSet(dialog.routeSet())
                .setLocalCseq(dialog.localCseq())
                .setRemoteCseq(dialog.remoteCseq())
                .setTransport(dialog.transport())
                .setOrigin(dialog.origin())
                .setSaid(dialog.said())
                .setInvite(dialog.invite())
                .build();
    }

    /** A dialog as a door tells of it. */
    public static Dialog read(SipDialog stored) {
        return new Dialog(
                stored.getCallId(),
                stored.getLocalTag(),
                stored.getRemoteTag(),
                stored.getLocalUri(),
                stored.getRemoteUri(),
                stored.getRemoteTarget(),
                List.copyOf(stored.getRouteSetList()),
                stored.getLocalCseq(),
                stored.getRemoteCseq(),
                stored.getTransport(),
                stored.getOrigin(),
                stored.getSaid(),
                stored.getInvite());
    }
}
