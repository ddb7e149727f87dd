package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static baton.engine.routing.Works.chat;
import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.seconds;
import static baton.engine.routing.Works.step;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.work.Preference;
import baton.engine.work.Work;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.SegmentRule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueRulesTest {

    private static final Work WORK = chat("w", 0).work();

    @Test
    void eachStepReplacesTheOneBeforeAtItsVeryMoment() {
        var rules = read(queue("main")
                .addSteps(step(60, Map.of()))
                .addSteps(step(0, Map.of("english", 5, "tech", 2)))
                .addSteps(step(30, Map.of("english", 3))));

        assertThat(rules.need(WORK, START.plusSeconds(29)).skills()).isEqualTo(Map.of("english", 5, "tech", 2));
        assertThat(rules.need(WORK, START.plusSeconds(30)).skills()).isEqualTo(Map.of("english", 3));
        assertThat(rules.need(WORK, START.plusSeconds(60)).skills()).isEmpty();
        assertThat(rules.need(WORK, START.plusSeconds(60)).step()).isEqualTo(3);
        assertThat(rules.nextChange(WORK, START)).contains(START.plusSeconds(30));
        assertThat(rules.nextChange(WORK, START.plusSeconds(30))).contains(START.plusSeconds(60));
        assertThat(rules.nextChange(WORK, START.plusSeconds(60))).isEmpty();
    }

    @Test
    void theFirstStepBeginsAtOnceWhateverItSays() {
        assertThat(read(queue("main").addSteps(step(30, Map.of("english", 3))))
                        .need(WORK, START)
                        .skills())
                .isEqualTo(Map.of("english", 3));
    }

    @Test
    void theOverflowQueueHelpsFromItsVeryMoment() {
        var rules = read(queue("main").setOverflowQueue("backup").setOverflowAfter(seconds(20)));

        assertThat(rules.need(WORK, START.plusSeconds(19)).overflowQueueId()).isEmpty();
        assertThat(rules.need(WORK, START.plusSeconds(20)).overflowQueueId()).isEqualTo("backup");
        assertThat(rules.nextChange(WORK, START)).contains(START.plusSeconds(20));
    }

    @Test
    void theSegmentMovesPriorityAndLevelsWithinTheScale() {
        var rules = read(queue("main")
                .setPriority(4)
                .addSteps(step(0, Map.of("english", 9, "tech", 2)))
                .addSegments(SegmentRule.newBuilder()
                        .setSegment("gold")
                        .setPriority(3)
                        .setLevel(3))
                .addSegments(SegmentRule.newBuilder()
                        .setSegment("new")
                        .setPriority(-5)
                        .setLevel(-3)));
        var gold = Works.ofSegment("gold", chat("w", 0)).work();
        var newcomer = Works.ofSegment("new", chat("w", 0)).work();

        assertThat(rules.basePriority(WORK)).isEqualTo(4);
        assertThat(rules.basePriority(gold)).isEqualTo(7);
        assertThat(rules.basePriority(newcomer)).isEqualTo(-1);
        assertThat(rules.need(gold, START).skills()).isEqualTo(Map.of("english", 10, "tech", 5));
        assertThat(rules.need(newcomer, START).skills()).isEqualTo(Map.of("english", 6, "tech", 1));
    }

    @Test
    void ageingGivesOnePointForEachOfItsSpansAndNoneWithoutIt() {
        var ageing = read(queue("main").setPriority(2).setAgeing(seconds(60)));

        assertThat(ageing.priorityAt(WORK, START)).isEqualTo(2);
        assertThat(ageing.priorityAt(WORK, START.plusSeconds(90))).isEqualTo(3.5);
        assertThat(read(queue("main").setPriority(2)).priorityAt(WORK, START.plusSeconds(90)))
                .isEqualTo(2);
    }

    @Test
    void aLastAgentOfLongAgoAndOneOfAQueueWithoutLoyaltyDoNotCount() {
        var loyal = read(queue("main").setLastAgent(seconds(30)).setLastAgentWithin(seconds(3_600)));
        var recent = new Preference("anna", Preference.LAST, START.minusSeconds(3_599));
        var old = new Preference("anna", Preference.LAST, START.minusSeconds(3_600));

        assertThat(loyal.counts(WORK, recent)).isTrue();
        assertThat(loyal.counts(WORK, old)).isFalse();
        assertThat(QueueRules.plain("main").counts(WORK, recent)).isFalse();
        assertThat(QueueRules.plain("main").counts(WORK, new Preference("anna", Preference.PERSONAL, START)))
                .isFalse();
        assertThat(QueueRules.plain("main").counts(WORK, new Preference("anna", Preference.SERVING, START)))
                .isTrue();
    }

    @Test
    void whoIsWishedForIsWaitedForAsLongAsTheQueueSays() {
        var rules = read(queue("main").setLastAgent(seconds(30)).setPersonalAgent(seconds(90)));

        assertThat(rules.keptUntil(WORK, new Preference("anna", Preference.LAST, START)))
                .isEqualTo(START.plusSeconds(30));
        assertThat(rules.keptUntil(WORK, new Preference("anna", Preference.PERSONAL, START)))
                .isEqualTo(START.plusSeconds(90));
        assertThat(rules.keptUntil(WORK, new Preference("anna", Preference.TRANSFER, START)))
                .isEqualTo(START.plusSeconds(60));
        assertThat(rules.keptUntil(WORK, new Preference("anna", Preference.CONTINUED, START)))
                .as("who served what was full")
                .isEqualTo(START.plusSeconds(60));
        assertThat(rules.keptUntil(WORK, new Preference("anna", Preference.SERVING, START)))
                .isEqualTo(START);
    }

    @Test
    void whatTheConfigurationDoesNotSayIsTheUsual() {
        var rules = read(queue("main"));

        assertThat(rules).isEqualTo(withName(QueueRules.plain("main"), "The queue main"));
        assertThat(rules.waiting().serviceLevel()).isEqualTo(Duration.ofSeconds(20));
    }

    private static QueueRules withName(QueueRules r, String name) {
        return new QueueRules(
                r.queueId(),
                name,
                r.priority(),
                r.ageing(),
                r.selection(),
                r.steps(),
                r.overflow(),
                r.offering(),
                r.hours(),
                r.waiting(),
                r.loyalty(),
                r.segments());
    }

    private static QueueRules read(Queue.Builder queue) {
        return Works.rules(1, queue).of("main");
    }
}
