package baton.gateway.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail server says that a mail of ours has not arrived (RFC 3464).
 *
 * @param mailId of ours
 * @param to to whom it should have gone
 * @param status for example {@code 5.1.1}
 */
record Bounce(String mailId, String to, String status) {

    private static final int MOST_TEXT = 64 * 1024;
    private static final Pattern RECIPIENT =
            Pattern.compile("(?im)^(?:Final|Original)-Recipient:\\s*rfc822;\\s*(\\S{3,320})\\s*$");
    private static final Pattern STATUS = Pattern.compile("(?im)^Status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Pattern FAILED = Pattern.compile("(?im)^Action:\\s*failed");
    private static final Pattern MAIL_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^<>\\s]{1,250}>)");

    /** Empty if it is nothing of the kind, or says only that it takes longer. */
    static Optional<Bounce> in(Message mail) throws MessagingException, IOException {
        if (!mail.isMimeType("multipart/report") || !(mail.getContent() instanceof Multipart parts)) {
            return Optional.empty();
        }
        var report = "";
        var returned = "";
        for (var i = 0; i < Math.min(parts.getCount(), 10); i++) {
            var part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status")) {
                report = text(part);
            } else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
                returned = text(part);
            }
        }
        var id = first(MAIL_ID, returned);
        var to = first(RECIPIENT, report);
        return FAILED.matcher(report).find() && id.isPresent() && to.isPresent()
                ? Optional.of(new Bounce(
                        id.get(),
                        to.get().toLowerCase(Locale.ROOT),
                        first(STATUS, report).orElse("5.0.0")))
                : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).findFirst();
    }

    private static String text(Part part) throws MessagingException, IOException {
        try (var in = part.getInputStream()) {
            return new String(in.readNBytes(MOST_TEXT), StandardCharsets.ISO_8859_1);
        }
    }

    /** In the words of receipts. */
    String code() {
        return switch (status) {
            case "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1" -> "no-such-customer";
            case "5.7.1" -> "blocked";
            case "5.4.7" -> "expired";
            default -> "refused";
        };
    }
}
