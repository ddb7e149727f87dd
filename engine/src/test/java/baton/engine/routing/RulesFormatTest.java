package baton.engine.routing;

import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.seconds;
import static baton.engine.routing.Works.step;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.routing.OpeningHours.Span;
import baton.protocol.config.v1.Holiday;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Opening;
import baton.protocol.config.v1.SegmentRule;
import baton.protocol.config.v1.Tenant;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesFormatTest {

    @Test
    void everythingThatAConfigurationSaysOfAQueueIsRead() {
        var full = queue("sales")
                .setPriority(7)
                .setAgeing(seconds(60))
                .setSelection("best-fit")
                .addSteps(step(30, Map.of("english", 3)))
                .addSteps(step(0, Map.of("english", 5)))
                .setOverflowQueue("main")
                .setOverflowAfter(seconds(45))
                .setVoiceOffer(seconds(11))
                .setTextOffer(seconds(12))
                .setAutoAccept(true)
                .setMaxWait(seconds(300))
                .setAlternative("message")
                .setLastAgent(seconds(20))
                .setLastAgentWithin(seconds(86_400))
                .setPersonalAgent(seconds(90))
                .addSegments(SegmentRule.newBuilder()
                        .setSegment("gold")
                        .setPriority(-2)
                        .setLevel(3))
                .setServiceLevel(seconds(15));

        var read = Works.rules(9, queue("main"), full);

        assertThat(read.version()).isEqualTo(9);
        assertThat(read.of("sales"))
                .isEqualTo(new QueueRules(
                        "sales",
                        "The queue sales",
                        7,
                        Optional.of(Duration.ofSeconds(60)),
                        Selection.BEST_FIT,
                        List.of(
                                new QueueRules.Step(Duration.ZERO, Map.of("english", 5)),
                                new QueueRules.Step(Duration.ofSeconds(30), Map.of("english", 3))),
                        new QueueRules.Overflow("main", Optional.of(Duration.ofSeconds(45))),
                        new QueueRules.Offering(Duration.ofSeconds(11), Duration.ofSeconds(12), true),
                        Optional.empty(),
                        new QueueRules.Waiting(Optional.of(Duration.ofSeconds(300)), "message", Duration.ofSeconds(15)),
                        new QueueRules.Loyalty(
                                Duration.ofSeconds(20),
                                Duration.ofDays(1),
                                Duration.ofSeconds(90),
                                Duration.ofMinutes(1)),
                        Map.of("gold", new QueueRules.SegmentRule(-2, 3))));
    }

    @Test
    void whatIsNotAQueueIsTheDefaultQueue() {
        var rules = Works.rules(1, queue("main"), queue("sales"));

        assertThat(rules.of("").queueId()).isEqualTo("main");
        assertThat(rules.of("gone").queueId()).isEqualTo("main");
        assertThat(Rules.none().of("anything")).isEqualTo(QueueRules.plain("main"));
    }

    @Test
    void hoursAreReadWithTheirDaysHolidaysAndMidnight() {
        var tenant = Tenant.newBuilder()
                .setDefaultQueue("main")
                .addHours(Hours.newBuilder()
                        .setId("shop")
                        .setTimeZone("Europe/Kyiv")
                        .addWeek(Opening.newBuilder()
                                .addDays("monday")
                                .addDays("sunday")
                                .setFrom("09:00")
                                .setTo("24:00"))
                        .addWeek(Opening.newBuilder()
                                .addDays("monday")
                                .setFrom("00:00")
                                .setTo("02:30"))
                        .addHolidays(Holiday.newBuilder().setDate("2026-12-25"))
                        .addHolidays(Holiday.newBuilder()
                                .setDate("2026-12-31")
                                .setFrom("09:00")
                                .setTo("12:00")))
                .addQueues(queue("main").setHours("shop"));
        var day = new Span(LocalTime.of(9, 0), LocalTime.MAX);

        var hours = RulesFormat.read(tenant.build(), 1).of("main").hours().orElseThrow();

        assertThat(hours)
                .isEqualTo(new OpeningHours(
                        ZoneId.of("Europe/Kyiv"),
                        Map.of(
                                DayOfWeek.MONDAY,
                                List.of(day, new Span(LocalTime.MIDNIGHT, LocalTime.of(2, 30))),
                                DayOfWeek.SUNDAY,
                                List.of(day)),
                        Map.of(
                                LocalDate.parse("2026-12-25"),
                                List.of(),
                                LocalDate.parse("2026-12-31"),
                                List.of(new Span(LocalTime.of(9, 0), LocalTime.NOON)))));
    }
}
