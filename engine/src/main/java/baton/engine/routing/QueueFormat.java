package baton.engine.routing;

import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.RescindOwed;
import baton.engine.routing.QueueEvent.ServiceMeasured;
import baton.engine.routing.QueueEvent.WaitTold;
import baton.engine.routing.QueueEvent.WorkEnded;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWaiting;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Explanation;
import baton.engine.work.WorkFormat;
import com.google.protobuf.InvalidProtocolBufferException;

/** Events of a {@link Queue} as the journal stores them: {@code queue_journal.proto}. */
final class QueueFormat implements EventFormat<QueueEvent> {

    @Override
    public byte[] write(QueueEvent event) {
        var stored = baton.protocol.journal.v1.QueueEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof WorkEnqueued e) {
            stored.setWorkEnqueued(ItemFormat.out(e.work()));
        } else if (event instanceof WorkWithdrawn e) {
            stored.getWorkWithdrawnBuilder().setWorkId(e.workId());
        } else if (event instanceof AgentReported e) {
            stored.setAgentReported(AvailabilityFormat.out(e.availability()));
        } else if (event instanceof AgentForgotten e) {
            stored.getAgentForgottenBuilder().setAgentId(e.agentId());
        } else if (event instanceof WorkOffered e) {
            stored.setWorkOffered(offer(e.offerId(), e.workId(), e.agentId(), e.explanation()));
        } else if (event instanceof WorkReturned e) {
            stored.getWorkReturnedBuilder()
                    .setOfferId(e.offerId())
                    .setWorkId(e.workId())
                    .setAgentId(e.agentId())
                    .setReason(e.outcome().word())
                    .setNotAgainUntil(Times.write(e.notAgainUntil()));
        } else if (event instanceof WorkTaken e) {
            stored.getWorkTakenBuilder()
                    .setWorkId(e.workId())
                    .setAgentId(e.agentId())
                    .setInTime(e.inTime());
        } else if (event instanceof WaitTold e) {
            stored.getWaitToldBuilder().setWorkId(e.workId()).setKind(e.kind());
        } else {
            writeForSnapshot(event, stored);
        }
        return stored.build().toByteArray();
    }

    private static void writeForSnapshot(QueueEvent event, baton.protocol.journal.v1.QueueEvent.Builder stored) {
        if (event instanceof WorkWaiting e) {
            stored.setWorkWaiting(ItemFormat.out(e.waiting()));
        } else if (event instanceof RescindOwed e) {
            stored.getRescindOwedBuilder()
                    .setWaiting(ItemFormat.out(e.waiting()))
                    .setOffer(offer(e.offerId(), e.waiting().item().workId(), e.agentId(), e.explanation()));
        } else if (event instanceof WorkEnded e) {
            stored.getWorkEndedBuilder().setWorkId(e.workId());
        } else if (event instanceof ServiceMeasured e) {
            stored.getServiceMeasuredBuilder()
                    .setQueueId(e.queueId())
                    .setMinute(e.minute().number())
                    .setTaken(e.minute().taken())
                    .setInTime(e.minute().inTime())
                    .setAbandoned(e.minute().abandoned());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
    }

    private static baton.protocol.journal.v1.WorkOffered offer(
            String offerId, String workId, String agentId, Explanation explanation) {
        return baton.protocol.journal.v1.WorkOffered.newBuilder()
                .setOfferId(offerId)
                .setWorkId(workId)
                .setAgentId(agentId)
                .setExplanation(WorkFormat.out(explanation))
                .build();
    }

    @Override
    public QueueEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.QueueEvent.parseFrom(bytes);
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case WORK_ENQUEUED -> new WorkEnqueued(ItemFormat.in(stored.getWorkEnqueued()), at);
            case WORK_WITHDRAWN -> new WorkWithdrawn(stored.getWorkWithdrawn().getWorkId(), at);
            case AGENT_REPORTED -> new AgentReported(AvailabilityFormat.in(stored.getAgentReported()), at);
            case AGENT_FORGOTTEN ->
                new AgentForgotten(stored.getAgentForgotten().getAgentId(), at);
            case WORK_OFFERED -> {
                var e = stored.getWorkOffered();
                yield new WorkOffered(e.getOfferId(), e.getWorkId(), e.getAgentId(), explanation(e), at);
            }
            case WORK_RETURNED -> {
                var e = stored.getWorkReturned();
                yield new WorkReturned(
                        e.getOfferId(),
                        e.getWorkId(),
                        e.getAgentId(),
                        OfferOutcome.of(e.getReason()),
                        Times.read(e.getNotAgainUntil()),
                        at);
            }
            case WORK_TAKEN -> {
                var e = stored.getWorkTaken();
                yield new WorkTaken(e.getWorkId(), e.getAgentId(), e.getInTime(), at);
            }
            case WAIT_TOLD -> {
                var e = stored.getWaitTold();
                yield new WaitTold(e.getWorkId(), e.getKind(), at);
            }
            case WORK_WAITING -> new WorkWaiting(ItemFormat.in(stored.getWorkWaiting()), at);
            case RESCIND_OWED -> {
                var e = stored.getRescindOwed();
                yield new RescindOwed(
                        ItemFormat.in(e.getWaiting()),
                        e.getOffer().getOfferId(),
                        e.getOffer().getAgentId(),
                        explanation(e.getOffer()),
                        at);
            }
            case WORK_ENDED -> new WorkEnded(stored.getWorkEnded().getWorkId(), at);
            case SERVICE_MEASURED -> {
                var e = stored.getServiceMeasured();
                var minute = new ServiceLog.Minute(e.getMinute(), e.getTaken(), e.getInTime(), e.getAbandoned());
                yield new ServiceMeasured(e.getQueueId(), minute, at);
            }
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }

    /** Earlier releases stored a sentence only. */
    private static Explanation explanation(baton.protocol.journal.v1.WorkOffered stored) {
        return stored.hasExplanation() ? WorkFormat.in(stored.getExplanation()) : Explanation.of(stored.getBecause());
    }
}
