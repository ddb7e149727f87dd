package baton.engine.tenant;

import static baton.engine.tenant.Findings.quoted;

import baton.protocol.config.v1.Holiday;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Opening;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with business hours. */
final class HoursRules {

    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final int MOST_OPENINGS = 100;
    private static final int MOST_HOLIDAYS = 1_000;
    private static final int NAME_LENGTH = 200;

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private HoursRules() {}

    static void check(List<Hours> all, Findings findings) {
        for (var i = 0; i < all.size(); i++) {
            check("hours[" + i + "]", all.get(i), findings);
        }
    }

    private static void check(String path, Hours hours, Findings findings) {
        findings.requireOf(
                hours.getTimeZone(),
                ZONES.contains(hours.getTimeZone()),
                path + ".timeZone",
                "bad-time-zone",
                " is no time zone; write it like Europe/Kyiv");
        findings.most(path + ".week", hours.getWeekCount(), MOST_OPENINGS);
        for (var i = 0; i < hours.getWeekCount(); i++) {
            opening(path + ".week[" + i + "]", hours.getWeek(i), findings);
        }
        findings.most(path + ".holidays", hours.getHolidaysCount(), MOST_HOLIDAYS);
        var dates = new HashSet<String>();
        for (var i = 0; i < hours.getHolidaysCount(); i++) {
            var at = path + ".holidays[" + i + "]";
            var holiday = hours.getHolidays(i);
            findings.once(at + ".date", holiday.getDate(), dates);
            holiday(at, holiday, findings);
        }
    }

    private static void opening(String path, Opening opening, Findings findings) {
        findings.require(opening.getDaysCount() > 0, path + ".days", "no-day", "name at least one day");
        for (var i = 0; i < opening.getDaysCount(); i++) {
            findings.oneOf(path + ".days[" + i + "]", opening.getDays(i), DAYS);
        }
        times(path, opening.getFrom(), opening.getTo(), findings);
    }

    private static void holiday(String path, Holiday holiday, Findings findings) {
        findings.requireOf(
                holiday.getDate(),
                isDate(holiday.getDate()),
                path + ".date",
                "bad-date",
                " is no date; write it like 2026-12-25");
        findings.text(path + ".name", holiday.getName(), 0, NAME_LENGTH);
        if (!holiday.getFrom().isEmpty() || !holiday.getTo().isEmpty()) {
            times(path, holiday.getFrom(), holiday.getTo(), findings);
        }
    }

    private static void times(String path, String from, String to, Findings findings) {
        time(path + ".from", from, findings);
        time(path + ".to", to, findings);
        if (TIME.matcher(from).matches() && TIME.matcher(to).matches()) {
            findings.require(
                    from.compareTo(to) < 0,
                    path + ".to",
                    "not-after",
                    quoted(to) + " is not after " + quoted(from),
                    Map.of("value", to, "from", from));
        }
    }

    private static void time(String path, String time, Findings findings) {
        findings.requireOf(
                time,
                TIME.matcher(time).matches(),
                path,
                "bad-time",
                " is no time of day; write it like 09:00 or 18:30");
    }

    private static boolean isDate(String date) {
        try {
            return LocalDate.parse(date).toString().equals(date);
        } catch (DateTimeParseException none) {
            return false;
        }
    }
}
