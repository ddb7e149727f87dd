package baton.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.routing.OpeningHours.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {

    private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");
    private static final LocalTime MIDNIGHT = LocalTime.MAX;

    @Test
    void opensAndClosesToTheSecond() {
        var hours = every(span("09:00", "18:00"));

        assertThat(hours.isOpen(kyiv("2026-11-23T08:59:59"))).isFalse();
        assertThat(hours.isOpen(kyiv("2026-11-23T09:00:00"))).isTrue();
        assertThat(hours.isOpen(kyiv("2026-11-23T17:59:59"))).isTrue();
        assertThat(hours.isOpen(kyiv("2026-11-23T18:00:00"))).isFalse();
        assertThat(hours.nextChange(kyiv("2026-11-23T08:00:00"))).contains(kyiv("2026-11-23T09:00:00"));
        assertThat(hours.nextChange(kyiv("2026-11-23T09:00:00"))).contains(kyiv("2026-11-23T18:00:00"));
        assertThat(hours.nextChange(kyiv("2026-11-23T18:00:00"))).contains(kyiv("2026-11-24T09:00:00"));
    }

    @Test
    void theSameLocalTimeIsAnotherInstantAfterTheClocksChange() {
        var hours = every(span("09:00", "18:00"));

        assertThat(hours.isOpen(Instant.parse("2026-10-24T06:00:00Z")))
                .as("summer")
                .isTrue();
        assertThat(hours.isOpen(Instant.parse("2026-10-25T06:30:00Z")))
                .as("winter")
                .isFalse();
        assertThat(hours.nextChange(kyiv("2026-10-24T18:00:00"))).contains(Instant.parse("2026-10-25T07:00:00Z"));
        assertThat(hours.nextChange(kyiv("2026-03-28T18:00:00"))).contains(Instant.parse("2026-03-29T06:00:00Z"));
    }

    @Test
    void whatShouldOpenInAnHourThatDoesNotExistOpensWhenTheClocksChange() {
        var hours = every(span("03:30", "12:00"));

        assertThat(hours.isOpen(Instant.parse("2026-03-29T00:59:59Z"))).isFalse();
        assertThat(hours.isOpen(Instant.parse("2026-03-29T01:00:00Z"))).isTrue();
        assertThat(hours.nextChange(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void noChangeIsMissedInAnHourThatComesTwice() {
        var hours = every(span("03:30", "12:00"));
        var opens = Instant.parse("2026-10-25T00:30:00Z");
        var again = Instant.parse("2026-10-25T01:30:00Z");

        assertThat(hours.nextChange(opens.minusSeconds(60))).contains(opens);
        assertThat(hours.nextChange(opens)).as("it is three o'clock again").contains(again.minusSeconds(1_800));
        assertThat(hours.nextChange(again.minusSeconds(1_800))).contains(again);
    }

    @Test
    void aNightIsTwoSpansWithoutAGap() {
        var hours = every(span("22:00", "24:00"), span("00:00", "06:00"));

        assertThat(hours.isOpen(kyiv("2026-11-23T23:59:59"))).isTrue();
        assertThat(hours.isOpen(kyiv("2026-11-24T00:00:00"))).isTrue();
        assertThat(hours.nextChange(kyiv("2026-11-23T23:00:00"))).contains(kyiv("2026-11-24T06:00:00"));
    }

    @Test
    void aHolidayIsAsItSaysWhateverTheWeekSays() {
        var christmas = LocalDate.parse("2026-12-25");
        var newYearsEve = LocalDate.parse("2026-12-31");
        var hours = new OpeningHours(
                KYIV,
                every(span("09:00", "18:00")).week(),
                Map.of(christmas, List.of(), newYearsEve, List.of(span("09:00", "12:00"))));

        assertThat(hours.isOpen(kyiv("2026-12-25T12:00:00"))).isFalse();
        assertThat(hours.opensAt(kyiv("2026-12-24T18:00:00"))).contains(kyiv("2026-12-26T09:00:00"));
        assertThat(hours.nextChange(kyiv("2026-12-31T10:00:00"))).contains(kyiv("2026-12-31T12:00:00"));
    }

    @Test
    void whatIsAlwaysOpenOrNeverOpenNeverChanges() {
        var now = kyiv("2026-11-23T12:00:00");

        assertThat(every(span("00:00", "24:00")).isOpen(now)).isTrue();
        assertThat(every(span("00:00", "24:00")).nextChange(now)).isEmpty();
        assertThat(every().isOpen(now)).isFalse();
        assertThat(every().opensAt(now)).isEmpty();
    }

    @Test
    void whatIsOpenDoesNotOpen() {
        assertThat(every(span("09:00", "18:00")).opensAt(kyiv("2026-11-23T12:00:00")))
                .isEmpty();
    }

    private static OpeningHours every(Span... spans) {
        var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, List.of(spans));
        }
        return new OpeningHours(KYIV, week, Map.of());
    }

    private static Span span(String from, String to) {
        return new Span(LocalTime.parse(from), to.equals("24:00") ? MIDNIGHT : LocalTime.parse(to));
    }

    private static Instant kyiv(String local) {
        return LocalDateTime.parse(local).atZone(KYIV).toInstant();
    }
}
