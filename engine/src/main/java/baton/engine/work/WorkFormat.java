package baton.engine.work;

import baton.engine.journal.Times;
import baton.engine.work.Explanation.Candidate;
import baton.engine.work.Explanation.EarlierOffer;
import baton.engine.work.Explanation.Exclusion;
import baton.protocol.journal.v1.WorkQueued;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is shared of work as the journal stores it and clients see it: {@code routing.proto}. */
public final class WorkFormat {

    private WorkFormat() {}

    public static WorkQueued out(Work work) {
        return WorkQueued.newBuilder()
                .setWorkId(work.workId())
                .setMedium(work.medium().word())
                .setSince(Times.write(work.since()))
                .setLegId(work.legId())
                .setAvoidedAgentId(work.wishes().avoidedAgentId())
                .setKind(work.purpose().word())
                .setChannel(work.channel())
                .setQueueId(work.queueId())
                .setFrom(Times.write(work.from()))
                .setSegment(work.segment())
                .addAllPreferences(out(work.wishes().preferences()))
                .setOnlyAgentId(work.wishes().onlyAgentId())
                .build();
    }

    /** {@code at}: when it was queued, for what the first release did not store. */
    public static Work in(WorkQueued stored, Instant at) {
        var wishes = new Wishes(in(stored.getPreferencesList()), stored.getOnlyAgentId(), stored.getAvoidedAgentId())
                .preferring(stored.getPreferredAgentId(), Preference.SERVING, at);
        return new Work(
                stored.getWorkId(),
                Purpose.of(stored.getKind()),
                Medium.of(stored.getMedium()),
                stored.getChannel(),
                stored.getLegId(),
                stored.getQueueId(),
                stored.getSegment(),
                Times.read(stored.getSince()),
                stored.hasFrom() ? Times.read(stored.getFrom()) : at,
                wishes);
    }

    public static List<baton.protocol.journal.v1.Preference> out(List<Preference> preferences) {
        return preferences.stream().map(WorkFormat::out).toList();
    }

    private static baton.protocol.journal.v1.Preference out(Preference preference) {
        return baton.protocol.journal.v1.Preference.newBuilder()
                .setAgentId(preference.agentId())
                .setWhy(preference.why())
                .setAt(Times.write(preference.at()))
                .build();
    }

    public static List<Preference> in(List<baton.protocol.journal.v1.Preference> stored) {
        return stored.stream()
                .map(p -> new Preference(p.getAgentId(), p.getWhy(), Times.read(p.getAt())))
                .toList();
    }

    public static baton.protocol.journal.v1.Explanation out(Explanation explanation) {
        var out = baton.protocol.journal.v1.Explanation.newBuilder()
                .setSummary(explanation.summary())
                .setQueueId(explanation.queueId())
                .setRules(explanation.rules())
                .setStep(explanation.step())
                .putAllSkills(explanation.skills())
                .setPriority(explanation.priority())
                .setSince(Times.write(explanation.since()))
                .putAllExcludedBy(explanation.excludedBy())
                .setLookedAt(explanation.lookedAt());
        explanation.candidates().forEach(candidate -> out.addCandidates(out(candidate)));
        explanation.excluded().forEach(e -> out.addExcludedBuilder()
                .setAgentId(e.agentId())
                .setReason(e.reason())
                .setDetail(e.detail()));
        explanation.earlier().forEach(e -> out.addEarlierBuilder()
                .setAgentId(e.agentId())
                .setAt(Times.write(e.at()))
                .setOutcome(e.outcome()));
        return out.build();
    }

    private static baton.protocol.journal.v1.Candidate out(Candidate candidate) {
        return baton.protocol.journal.v1.Candidate.newBuilder()
                .setAgentId(candidate.agentId())
                .setPreferred(candidate.preferred())
                .setQueuePreference(candidate.queuePreference())
                .setLevels(candidate.levels())
                .setIdleSince(Times.write(candidate.idleSince()))
                .setOccupied(candidate.occupied())
                .build();
    }

    public static Explanation in(baton.protocol.journal.v1.Explanation stored) {
        return new Explanation(
                stored.getSummary(),
                stored.getQueueId(),
                stored.getRules(),
                stored.getStep(),
                sorted(stored.getSkillsMap()),
                stored.getPriority(),
                Times.read(stored.getSince()),
                stored.getCandidatesList().stream().map(WorkFormat::in).toList(),
                stored.getExcludedList().stream()
                        .map(e -> new Exclusion(e.getAgentId(), e.getReason(), e.getDetail()))
                        .toList(),
                sorted(stored.getExcludedByMap()),
                stored.getLookedAt(),
                stored.getEarlierList().stream()
                        .map(e -> new EarlierOffer(e.getAgentId(), Times.read(e.getAt()), e.getOutcome()))
                        .collect(Collectors.toUnmodifiableList()));
    }

    private static Candidate in(baton.protocol.journal.v1.Candidate stored) {
        return new Candidate(
                stored.getAgentId(),
                stored.getPreferred(),
                stored.getQueuePreference(),
                stored.getLevels(),
                Times.read(stored.getIdleSince()),
                stored.getOccupied());
    }

    private static Map<String, Integer> sorted(Map<String, Integer> map) {
        return new TreeMap<>(map);
    }
}
