package baton.engine.routing;

import baton.engine.journal.Times;
import baton.engine.routing.Waiting.Refusal;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import baton.engine.work.WorkFormat;
import org.pcollections.HashTreePSet;
import org.pcollections.TreePVector;

/** Work as {@code queue_journal.proto} stores it. */
final class ItemFormat {

    private ItemFormat() {}

    static baton.protocol.journal.v1.WorkEnqueued out(WorkItem item) {
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

    /** Of what earlier releases did not store: the need arose when the customer began to wait. */
    static WorkItem in(baton.protocol.journal.v1.WorkEnqueued stored) {
        var since = Times.read(stored.getSince());
        var wishes = new Wishes(
                        WorkFormat.in(stored.getPreferencesList()), stored.getOnlyAgentId(), stored.getAvoidedAgentId())
                .preferring(stored.getPreferredAgentId(), Preference.SERVING, since);
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
                        since,
                        stored.hasFrom() ? Times.read(stored.getFrom()) : since,
                        wishes));
    }

    static baton.protocol.journal.v1.WorkWaiting out(Waiting waiting) {
        var out = baton.protocol.journal.v1.WorkWaiting.newBuilder()
                .setWork(out(waiting.item()))
                .setOffers(waiting.offers())
                .addAllTold(waiting.told().stream().sorted().toList());
        waiting.refusals().forEach(refusal -> out.addRefusalsBuilder()
                .setAgentId(refusal.agentId())
                .setAt(Times.write(refusal.at()))
                .setReason(refusal.outcome().word())
                .setNotAgainUntil(Times.write(refusal.notAgainUntil())));
        return out.build();
    }

    static Waiting in(baton.protocol.journal.v1.WorkWaiting stored) {
        var refusals = stored.getRefusalsList().stream()
                .map(r -> new Refusal(
                        r.getAgentId(),
                        Times.read(r.getAt()),
                        OfferOutcome.of(r.getReason()),
                        Times.read(r.getNotAgainUntil())))
                .toList();
        return new Waiting(
                in(stored.getWork()),
                TreePVector.from(refusals),
                stored.getOffers(),
                HashTreePSet.from(stored.getToldList()));
    }
}
