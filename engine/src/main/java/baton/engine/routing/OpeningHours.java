package baton.engine.routing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When somebody is there, in local time: daylight saving is the time zone's business.
 *
 * @param week what is open on which day of the week
 * @param holidays days on which that is different; an empty list: closed all day
 */
record OpeningHours(ZoneId zone, Map<DayOfWeek, List<Span>> week, Map<LocalDate, List<Span>> holidays) {

    /** How far ahead an opening is looked for: a year of holidays. */
    private static final int HORIZON_DAYS = 370;

    /** From, inclusive, to, exclusive; {@code LocalTime.MAX} as {@code to} is midnight at the end of the day. */
    record Span(LocalTime from, LocalTime to) {

        boolean contains(LocalTime time) {
            return !time.isBefore(from) && (time.isBefore(to) || to.equals(LocalTime.MAX));
        }
    }

    boolean isOpen(Instant now) {
        var local = now.atZone(zone);
        return spans(local.toLocalDate()).stream().anyMatch(span -> span.contains(local.toLocalTime()));
    }

    /** The next time at which it opens or closes; empty if that never happens within a year. */
    Optional<Instant> nextChange(Instant now) {
        var open = isOpen(now);
        var day = now.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
            var next = edges(day.plusDays(ahead)).stream()
                    .filter(now::isBefore)
                    .filter(edge -> isOpen(edge) != open)
                    .min(Instant::compareTo);
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    /** When it opens again; empty if it is open, or does not open within a year. */
    Optional<Instant> opensAt(Instant now) {
        return isOpen(now) ? Optional.empty() : nextChange(now);
    }

    private List<Span> spans(LocalDate day) {
        var holiday = holidays.get(day);
        return holiday != null ? holiday : week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private List<Instant> edges(LocalDate day) {
        var times = spans(day).stream().flatMap(span -> Stream.of(day.atTime(span.from()), end(day, span)));
        return Stream.concat(times.flatMap(this::instants), clockChange(day).stream())
                .toList();
    }

    private static LocalDateTime end(LocalDate day, Span span) {
        return span.to().equals(LocalTime.MAX) ? day.plusDays(1).atStartOfDay() : day.atTime(span.to());
    }

    /** When clocks change, a local time comes twice, or not at all. */
    private Stream<Instant> instants(LocalDateTime local) {
        return zone.getRules().getValidOffsets(local).stream().map(local::toInstant);
    }

    private Optional<Instant> clockChange(LocalDate day) {
        var from = day.atStartOfDay(zone).toInstant().minusNanos(1);
        var until = day.plusDays(1).atStartOfDay(zone).toInstant();
        return Optional.ofNullable(zone.getRules().nextTransition(from))
                .map(ZoneOffsetTransition::getInstant)
                .filter(until::isAfter);
    }
}
