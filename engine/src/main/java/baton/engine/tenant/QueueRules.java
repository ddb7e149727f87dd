package baton.engine.tenant;

import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.SegmentRule;
import baton.protocol.config.v1.Step;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What is wrong with queues. */
final class QueueRules {

    private static final List<String> SELECTIONS = List.of("longest-idle", "best-fit", "closest-fit", "least-occupied");
    private static final List<String> ALTERNATIVES = List.of("message", "call-back");
    private static final int NAME_LENGTH = 200;
    private static final int MOST_STEPS = 20;
    private static final int MOST_SEGMENTS = 50;
    private static final int HIGHEST_PRIORITY = 100;
    private static final int HIGHEST_LEVEL = 10;

    private final List<Queue> queues;
    private final Validation.Ids ids;
    private final Findings findings;

    QueueRules(List<Queue> queues, Validation.Ids ids, Findings findings) {
        this.queues = queues;
        this.ids = ids;
        this.findings = findings;
    }

    void check() {
        for (var i = 0; i < queues.size(); i++) {
            check("queues[" + i + "]", queues.get(i));
        }
        cycles();
    }

    private void check(String path, Queue queue) {
        findings.text(path + ".name", queue.getName(), 0, NAME_LENGTH);
        findings.range(path + ".priority", queue.getPriority(), 0, HIGHEST_PRIORITY);
        findings.oneOf(path + ".selection", queue.getSelection(), SELECTIONS);
        findings.oneOf(path + ".alternative", queue.getAlternative(), ALTERNATIVES);
        if (!queue.getHours().isEmpty()) {
            findings.known(path + ".hours", queue.getHours(), ids.hours(), "hours");
        }
        findings.require(
                !queue.hasMaxWait() || !queue.getAlternative().isEmpty(),
                path + ".alternative",
                "no-alternative",
                "say what the customer is offered after maxWait: " + String.join(" or ", ALTERNATIVES));
        durations(path, queue);
        overflow(path, queue);
        steps(path, queue);
        segments(path, queue);
    }

    private void durations(String path, Queue queue) {
        duration(path + ".ageing", queue.hasAgeing(), queue.getAgeing(), false);
        duration(path + ".overflowAfter", queue.hasOverflowAfter(), queue.getOverflowAfter(), true);
        duration(path + ".voiceOffer", queue.hasVoiceOffer(), queue.getVoiceOffer(), false);
        duration(path + ".textOffer", queue.hasTextOffer(), queue.getTextOffer(), false);
        duration(path + ".wrapUp", queue.hasWrapUp(), queue.getWrapUp(), true);
        duration(path + ".maxWait", queue.hasMaxWait(), queue.getMaxWait(), false);
        duration(path + ".lastAgent", queue.hasLastAgent(), queue.getLastAgent(), true);
        duration(path + ".lastAgentWithin", queue.hasLastAgentWithin(), queue.getLastAgentWithin(), false);
        duration(path + ".personalAgent", queue.hasPersonalAgent(), queue.getPersonalAgent(), true);
        duration(path + ".serviceLevel", queue.hasServiceLevel(), queue.getServiceLevel(), false);
    }

    private void duration(String path, boolean there, Duration value, boolean mayBeZero) {
        if (there) {
            findings.duration(path, value, mayBeZero);
        }
    }

    private void overflow(String path, Queue queue) {
        if (!queue.getOverflowQueue().isEmpty()) {
            findings.known(path + ".overflowQueue", queue.getOverflowQueue(), ids.queues(), "queue");
        }
        findings.require(
                !queue.hasOverflowAfter() || !queue.getOverflowQueue().isEmpty(),
                path + ".overflowQueue",
                "no-overflow-queue",
                "say which queue helps after overflowAfter");
    }

    private void steps(String path, Queue queue) {
        findings.most(path + ".steps", queue.getStepsCount(), MOST_STEPS);
        var before = Durations.fromSeconds(-1);
        for (var i = 0; i < queue.getStepsCount(); i++) {
            var step = queue.getSteps(i);
            var at = path + ".steps[" + i + "]";
            if (findings.duration(at + ".after", step.getAfter(), true)) {
                if (i == 0) {
                    findings.require(
                            Durations.compare(step.getAfter(), Durations.ZERO) == 0,
                            at + ".after",
                            "first-step-late",
                            "the first step begins at once: after 0s");
                } else {
                    findings.require(
                            Durations.compare(step.getAfter(), before) > 0,
                            at + ".after",
                            "step-too-early",
                            "steps follow each other: it must be later than in the step before");
                }
                before = step.getAfter();
            }
            skills(at, step);
        }
    }

    private void skills(String path, Step step) {
        step.getSkillsMap().forEach((skill, level) -> {
            findings.known(path + ".skills." + skill, skill, ids.skills(), "skill");
            findings.range(path + ".skills." + skill, level, 1, HIGHEST_LEVEL);
        });
    }

    private void segments(String path, Queue queue) {
        findings.most(path + ".segments", queue.getSegmentsCount(), MOST_SEGMENTS);
        var seen = new HashSet<String>();
        for (var i = 0; i < queue.getSegmentsCount(); i++) {
            var at = path + ".segments[" + i + "]";
            var rule = queue.getSegments(i);
            findings.once(at + ".segment", rule.getSegment(), seen);
            segment(at, rule);
        }
    }

    private void segment(String path, SegmentRule rule) {
        findings.text(path + ".segment", rule.getSegment(), 1, NAME_LENGTH);
        findings.signedRange(path + ".priority", rule.getPriority(), -HIGHEST_PRIORITY, HIGHEST_PRIORITY);
        findings.signedRange(path + ".level", rule.getLevel(), -HIGHEST_LEVEL, HIGHEST_LEVEL);
    }

    /** Each circle is named once, at the queue of it that comes first. */
    private void cycles() {
        var next = new HashMap<String, String>();
        queues.forEach(queue -> next.put(queue.getId(), queue.getOverflowQueue()));
        var named = new HashSet<String>();
        for (var i = 0; i < queues.size(); i++) {
            var circle = circle(queues.get(i).getId(), next);
            if (!circle.isEmpty() && named.addAll(circle)) {
                var way = String.join(" -> ", circle) + " -> " + queues.get(i).getId();
                findings.add(
                        "queues[" + i + "].overflowQueue",
                        "overflow-circle",
                        "overflow goes round in a circle: " + way,
                        Map.of("value", way));
            }
        }
    }

    /** The way from this queue back to itself; empty if there is none. */
    private static LinkedHashSet<String> circle(String from, Map<String, String> next) {
        var way = new LinkedHashSet<String>();
        for (var here = from; !here.isEmpty() && way.add(here); ) {
            here = next.getOrDefault(here, "");
            if (here.equals(from)) {
                return way;
            }
        }
        return new LinkedHashSet<>();
    }
}
