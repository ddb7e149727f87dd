package baton.engine.routing;

import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * By which rules work of one named queue finds an agent. Pure data and arithmetic; {@code config.proto} says what each means.
 *
 * @param steps in the order of their times; the first begins at once
 * @param hours empty: always open
 */
record QueueRules(
        String queueId,
        String name,
        int priority,
        Optional<Duration> ageing,
        Selection selection,
        List<Step> steps,
        Overflow overflow,
        Offering offering,
        Optional<OpeningHours> hours,
        Waiting waiting,
        Loyalty loyalty,
        Map<String, SegmentRule> segments) {

    private static final int BEST_LEVEL = 10;

    record Step(Duration after, Map<String, Integer> skills) {}

    /** {@code after} empty: never. */
    record Overflow(String queueId, Optional<Duration> after) {}

    record Offering(Duration voice, Duration text, boolean autoAccept) {

        Duration patience(Medium medium) {
            return medium == Medium.VOICE ? voice : text;
        }
    }

    /** {@code longest} empty: nothing is announced. */
    record Waiting(Optional<Duration> longest, String alternative, Duration serviceLevel) {}

    /** How long work is kept for an agent whom the customer knows. */
    record Loyalty(Duration lastAgent, Duration lastAgentWithin, Duration personalAgent, Duration transfer) {}

    record SegmentRule(int priority, int level) {

        static final SegmentRule NONE = new SegmentRule(0, 0);
    }

    /** A queue of which nothing is said: everybody in it can serve it, the longest idle first. */
    static QueueRules plain(String queueId) {
        return new QueueRules(
                queueId,
                queueId,
                0,
                Optional.empty(),
                Selection.LONGEST_IDLE,
                List.of(new Step(Duration.ZERO, Map.of())),
                new Overflow("", Optional.empty()),
                new Offering(Duration.ofSeconds(20), Duration.ofSeconds(30), false),
                Optional.empty(),
                new Waiting(Optional.empty(), "", Duration.ofSeconds(20)),
                new Loyalty(Duration.ZERO, Duration.ofDays(30), Duration.ZERO, Duration.ofMinutes(1)),
                Map.of());
    }

    boolean isOpen(Instant now) {
        return hours.map(h -> h.isOpen(now)).orElse(true);
    }

    /** What is needed at this moment. */
    Need need(Work work, Instant now) {
        var step = stepAt(work, now);
        var overflows =
                overflow.after().filter(after -> !now.isBefore(work.from().plus(after)));
        return new Need(
                queueId,
                overflows.isPresent() ? overflow.queueId() : "",
                work.medium(),
                work.channel(),
                step + 1,
                skills(steps.get(step), segment(work)));
    }

    private int stepAt(Work work, Instant now) {
        int at = 0;
        for (int i = 1; i < steps.size(); i++) {
            if (!now.isBefore(work.from().plus(steps.get(i).after()))) {
                at = i;
            }
        }
        return at;
    }

    private SegmentRule segment(Work work) {
        return segments.getOrDefault(work.segment(), SegmentRule.NONE);
    }

    private static Map<String, Integer> skills(Step step, SegmentRule segment) {
        if (segment.level() == 0) {
            return step.skills();
        }
        var skills = new TreeMap<String, Integer>();
        step.skills()
                .forEach((skill, level) ->
                        skills.put(skill, Math.max(1, Math.min(BEST_LEVEL, level + segment.level()))));
        return skills;
    }

    /** When what is needed changes next. */
    Optional<Instant> nextChange(Work work, Instant now) {
        return Stream.concat(steps.stream().map(Step::after), overflow.after().stream())
                .map(work.from()::plus)
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    int basePriority(Work work) {
        return priority + segment(work).priority();
    }

    /** With what it has gained by waiting: one point each time {@code ageing} has passed. */
    double priorityAt(Work work, Instant now) {
        var base = basePriority(work);
        return ageing.map(each -> base + millis(Duration.between(work.since(), now)) / millis(each))
                .orElse((double) base);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** Until when others have to wait for this preferred agent, if that agent is there. */
    Instant keptUntil(Work work, Preference preference) {
        return work.from()
                .plus(
                        switch (preference.why()) {
                            case Preference.PERSONAL -> loyalty.personalAgent();
                            case Preference.LAST -> loyalty.lastAgent();
                            case Preference.TRANSFER, Preference.CONTINUED -> loyalty.transfer();
                            default -> Duration.ZERO;
                        });
    }

    /** A last agent from long ago is nobody in particular. */
    boolean counts(Work work, Preference preference) {
        return switch (preference.why()) {
            case Preference.PERSONAL -> !loyalty.personalAgent().isZero();
            case Preference.LAST ->
                !loyalty.lastAgent().isZero()
                        && preference.at().plus(loyalty.lastAgentWithin()).isAfter(work.from());
            default -> true;
        };
    }
}
