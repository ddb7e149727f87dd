package baton.engine.routing;

import baton.engine.journal.EventFormat;
import baton.engine.journal.Times;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import baton.engine.work.WorkFormat;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;

/** Events of a {@link Queue} as the journal stores them: {@code queue_journal.proto}. */
final class QueueFormat implements EventFormat<QueueEvent> {

    @Override
    public byte[] write(QueueEvent event) {
        var stored = baton.protocol.journal.v1.QueueEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof WorkEnqueued e) {
            stored.setWorkEnqueued(write(e.work()));
        } else if (event instanceof WorkWithdrawn e) {
            stored.getWorkWithdrawnBuilder().setWorkId(e.workId());
        } else if (event instanceof AgentReported e) {
            stored.setAgentReported(write(e.availability()));
        } else if (event instanceof WorkOffered e) {
            stored.getWorkOfferedBuilder()
                    .setOfferId(e.offerId())
                    .setWorkId(e.workId())
                    .setAgentId(e.agentId())
                    .setBecause(e.because());
        } else if (event instanceof WorkReturned e) {
            stored.getWorkReturnedBuilder()
                    .setOfferId(e.offerId())
                    .setWorkId(e.workId())
                    .setAgentId(e.agentId())
                    .setReason(e.outcome().word())
                    .setNotAgainUntil(Times.write(e.notAgainUntil()));
        } else if (event instanceof WorkTaken e) {
            stored.getWorkTakenBuilder().setWorkId(e.workId()).setAgentId(e.agentId());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
        return stored.build().toByteArray();
    }

    private static baton.protocol.journal.v1.WorkEnqueued write(WorkItem item) {
        var work = item.work();
        return baton.protocol.journal.v1.WorkEnqueued.newBuilder()
                .setWorkId(work.workId())
                .setEpisodeId(item.episodeId())
                .setMedium(work.medium().word())
                .setLegId(work.legId())
                .setSince(Times.write(work.since()))
                .setAvoidedAgentId(work.wishes().avoidedAgentId())
                .setKind(work.purpose().word())
                .setChannel(work.channel())
                .setQueueId(work.queueId())
                .setFrom(Times.write(work.from()))
                .setSegment(work.segment())
                .addAllPreferences(WorkFormat.out(work.wishes().preferences()))
                .setOnlyAgentId(work.wishes().onlyAgentId())
                .build();
    }

    private static baton.protocol.journal.v1.AgentReported write(Availability availability) {
        return baton.protocol.journal.v1.AgentReported.newBuilder()
                .setAgentId(availability.agentId())
                .setVersion(availability.version())
                .setFreeText(availability.freeText())
                .setFreeVoice(availability.freeVoice())
                .setIdleSince(Times.write(availability.idleSince()))
                .build();
    }

    @Override
    public QueueEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.QueueEvent.parseFrom(bytes);
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case WORK_ENQUEUED -> new WorkEnqueued(read(stored.getWorkEnqueued(), at), at);
            case WORK_WITHDRAWN -> new WorkWithdrawn(stored.getWorkWithdrawn().getWorkId(), at);
            case AGENT_REPORTED -> new AgentReported(read(stored.getAgentReported()), at);
            case WORK_OFFERED -> {
                var e = stored.getWorkOffered();
                yield new WorkOffered(e.getOfferId(), e.getWorkId(), e.getAgentId(), e.getBecause(), at);
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
                yield new WorkTaken(e.getWorkId(), e.getAgentId(), at);
            }
            case TIME_PASSED, WORK_ENDED, SERVICE_MEASURED, WAIT_TOLD, FACT_NOT_SET ->
                throw new IllegalArgumentException("a fact this release does not know: " + stored);
        };
    }

    private static WorkItem read(baton.protocol.journal.v1.WorkEnqueued stored, Instant at) {
        var wishes = new Wishes(
                        WorkFormat.in(stored.getPreferencesList()), stored.getOnlyAgentId(), stored.getAvoidedAgentId())
                .preferring(stored.getPreferredAgentId(), Preference.SERVING, at);
        return new WorkItem(
                stored.getEpisodeId(),
                new Work(
                        stored.getWorkId(),
                        Purpose.of(stored.getKind()),
                        Medium.of(stored.getMedium()),
                        stored.getChannel(),
                        stored.getLegId(),
                        stored.getQueueId(),
                        stored.getSegment(),
                        Times.read(stored.getSince()),
                        stored.hasFrom() ? Times.read(stored.getFrom()) : at,
                        wishes));
    }

    private static Availability read(baton.protocol.journal.v1.AgentReported stored) {
        return new Availability(
                stored.getAgentId(),
                stored.getVersion(),
                stored.getFreeText(),
                stored.getFreeVoice(),
                Times.read(stored.getIdleSince()));
    }
}
