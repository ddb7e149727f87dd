package baton.gateway.email;

import java.util.List;
import java.util.regex.Pattern;

/** Takes from an answer what it repeats of the mail before: that stands on the timeline already. */
final class Quotes {

    /** As mail programs introduce a quote, in the four languages of our pages. Each is bounded, and looks at one line or two. */
    private static final List<Pattern> SAID = List.of(
            Pattern.compile("^On .{5,200} wrote:$"),
            Pattern.compile("^.{0,200}\\b(написал|написала|написал\\(а\\)|пишет|писал\\(а\\)):$"),
            Pattern.compile("^.{0,200}\\b(пише|написав|написала|писав|написав\\(ла\\)):$"),
            Pattern.compile("^.{0,200}\\b(a scris|scrie):$"),
            Pattern.compile("^.{0,200}\\d{1,2}:\\d{2}.{0,150}<[^<>@\\s]{1,64}@[^<>@\\s]{1,190}>:$"));

    private static final Pattern RULE = Pattern.compile(
            "^-{2,}\\s*(Original Message|Forwarded message|Исходное сообщение|Пересылаемое сообщение|Оригінальне повідомлення|"
                    + "Переслане повідомлення|Mesaj original|Mesajul original)\\s*-{2,}$|^_{20,}$");

    private static final Pattern BROKEN =
            Pattern.compile("^(On|În|Pe|\\d|пн|вт|ср|чт|пт|сб|вс|нд|lun|mar|mie|joi|vin|sâm|dum).*\\d.*");

    private static final int LONGEST = 450;

    /** The block of headers with which Outlook begins. */
    private static final Pattern HEADER_FROM = Pattern.compile("^\\*?(From|От|Від|De la):\\*? .{3,200}$");

    private static final Pattern HEADER_NEXT =
            Pattern.compile("^\\*?(Sent|Date|To|Отправлено|Дата|Кому|Надіслано|Trimis|Data|Către):\\*? .{1,200}$");

    /** RFC 3676, section 4.3. */
    private static final String SIGNATURE = "-- ";

    private Quotes() {}

    /** Everything if nothing would be left. */
    static String stripped(String text) {
        var lines = text.replace("\r\n", "\n").split("\n", -1);
        var end = end(lines);
        while (end > 0 && (lines[end - 1].startsWith(">") || lines[end - 1].isBlank())) {
            end--;
        }
        var own = String.join("\n", List.of(lines).subList(0, end)).strip();
        return own.isEmpty() ? text.strip() : own;
    }

    private static int end(String[] lines) {
        for (var i = 0; i < lines.length; i++) {
            if (lines[i].equals(SIGNATURE) || begins(lines, i)) {
                return i;
            }
        }
        return lines.length;
    }

    private static boolean begins(String[] lines, int at) {
        var line = lines[at].strip();
        var next = at + 1 < lines.length ? lines[at + 1].strip() : "";
        if (HEADER_FROM.matcher(line).matches() && HEADER_NEXT.matcher(next).matches()) {
            return true;
        }
        return isBeginning(line) || (line.length() < 200 && isBroken(line, next));
    }

    private static boolean isBeginning(String line) {
        if (line.length() > LONGEST) {
            return false;
        }
        return line.endsWith(":")
                ? SAID.stream().anyMatch(said -> said.matcher(line).matches())
                : RULE.matcher(line).matches();
    }

    /** The introduction is a line long and was broken in two: recognised by what stands on both. */
    private static boolean isBroken(String line, String next) {
        return next.endsWith(":") && BROKEN.matcher(line).matches() && isBeginning(line + " " + next);
    }
}
