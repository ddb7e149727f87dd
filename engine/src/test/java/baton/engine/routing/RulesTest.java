package baton.engine.routing;

import static baton.engine.routing.Works.queue;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.routing.OpeningHours.Span;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Opening;
import baton.protocol.config.v1.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-30T07:30:00Z");

    @Test
    void aQueueKeepsTheHoursOfItsTimeZone() {
        var rules = rules("kyiv", "london", "new-york");

        assertThat(rules.isOpen("kyiv", MONDAY_MORNING)).as("half past nine").isTrue();
        assertThat(rules.isOpen("london", MONDAY_MORNING)).as("half past seven").isFalse();
        assertThat(rules.isOpen("new-york", MONDAY_MORNING))
                .as("half past two at night")
                .isFalse();
        assertThat(rules.openings(MONDAY_MORNING))
                .isEqualTo(Map.of(
                        "london", Instant.parse("2026-11-30T09:00:00Z"),
                        "new-york", Instant.parse("2026-11-30T14:00:00Z")));
    }

    @Test
    void aQueueWithoutHoursIsOpen() {
        var rules = rules("");

        assertThat(rules.isOpen("", MONDAY_MORNING)).isTrue();
        assertThat(rules.openings(MONDAY_MORNING)).isEmpty();
    }

    @Test
    void hoursThatSeveralQueuesKeepAreLookedUpOnce() {
        var once = new CountedDays();
        new Rules(1, "a", Map.of("a", keeping("a", once))).openings(MONDAY_MORNING);
        var shared = new CountedDays();

        var openings = new Rules(1, "a", Map.of("a", keeping("a", shared), "b", keeping("b", shared)))
                .openings(MONDAY_MORNING);

        assertThat(openings).as("never open").isEmpty();
        assertThat(once.asked).isGreaterThan(365);
        assertThat(shared.asked).isEqualTo(once.asked);
    }

    /** Queues that are called like the hours they keep, of which each opens on Mondays at nine. */
    private static Rules rules(String... names) {
        var tenant = Tenant.newBuilder().setId("acme").setDefaultQueue(names[0]);
        var zones = Map.of("kyiv", "Europe/Kyiv", "london", "Europe/London", "new-york", "America/New_York");
        zones.forEach((id, zone) -> tenant.addHours(Hours.newBuilder()
                .setId(id)
                .setTimeZone(zone)
                .addWeek(Opening.newBuilder().addDays("monday").setFrom("09:00").setTo("18:00"))));
        List.of(names).forEach(name -> tenant.addQueues(queue(name).setHours(name)));
        return RulesFormat.read(tenant.build(), 1);
    }

    private static QueueRules keeping(String queueId, CountedDays holidays) {
        var plain = QueueRules.plain(queueId);
        return new QueueRules(
                plain.queueId(),
                plain.name(),
                plain.priority(),
                plain.ageing(),
                plain.selection(),
                plain.steps(),
                plain.overflow(),
                plain.offering(),
                Optional.of(new OpeningHours(ZoneId.of("Europe/Kyiv"), Map.of(), holidays)),
                plain.waiting(),
                plain.loyalty(),
                plain.segments());
    }

    /** Counts how often somebody asks for a day. */
    private static final class CountedDays extends HashMap<LocalDate, List<Span>> {

        private int asked;

        @Override
        public List<Span> get(Object day) {
            asked++;
            return super.get(day);
        }
    }
}
