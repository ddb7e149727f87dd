package baton.engine.ingress;

import baton.engine.customer.Activity;
import baton.engine.journal.Times;
import baton.engine.spi.Agents;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.gateway.v1.ProfileChange;
import baton.protocol.gateway.v1.Receipt;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with what a program says of a customer: each with a stable code and a sentence for who writes the program. */
final class ProfileRules {

    private static final int MAX_NAME = 80;
    private static final int MAX_VALUE = 500;
    private static final int MAX_ID = 128;
    private static final int MAX_TITLE = 200;
    private static final int MAX_URL = 500;

    /** What is before it is a program's empty date, not a time. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** Clocks differ, and a visit may be agreed for tomorrow. */
    private static final Duration AHEAD = Duration.ofDays(366);

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N} _.-]{0,39}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,4})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final InstantSource clock;

    ProfileRules(InstantSource clock) {
        this.clock = clock;
    }

    Optional<Receipt> wrong(Tenant tenant, ProfileChange change) {
        if (isBad(change.getName(), MAX_NAME)) {
            return refused("bad-name", "A name has at most " + MAX_NAME + " characters in one line.");
        }
        var segment = wrongSegment(change.getSegment());
        if (segment.isPresent()) {
            return segment;
        }
        var personal = change.getPersonalAgentId();
        if (!personal.isEmpty() && tenant.agent(personal).isEmpty()) {
            return refused("no-such-agent", "There is no such colleague.");
        }
        for (var attribute : change.getAttributesMap().entrySet()) {
            if (!NAME.matcher(attribute.getKey()).matches() || isBad(attribute.getValue(), MAX_VALUE)) {
                return refused(
                        "bad-attribute",
                        "The name of an attribute has 1 to 40 letters, digits, spaces and _.- and begins with a letter; a value has at most "
                                + MAX_VALUE + " characters in one line.");
            }
        }
        return change.getConsentsMap().keySet().stream()
                        .allMatch(purpose -> WORD.matcher(purpose).matches())
                ? Optional.empty()
                : refused(
                        "bad-consent",
                        "What consent is for is a word: 1 to 32 lower-case letters, digits and -, a letter first.");
    }

    /** Whoever says it. */
    static Optional<Receipt> wrongSegment(String segment) {
        return isBad(segment, Agents.MAX_SEGMENT)
                ? refused("bad-segment", "A segment has at most " + Agents.MAX_SEGMENT + " characters in one line.")
                : Optional.empty();
    }

    Optional<Receipt> wrong(CustomerActivity activity) {
        if (activity.getId().isEmpty() || isBad(activity.getId(), MAX_ID)) {
            return refused("bad-id", "An id has 1 to " + MAX_ID + " characters.");
        }
        if (!WORD.matcher(activity.getKind()).matches()) {
            return refused(
                    "bad-kind",
                    "A kind is \"purchase\", \"visit\" or another word: 1 to 32 lower-case letters, digits and -, a letter first.");
        }
        if (activity.getTitle().isBlank() || isBad(activity.getTitle(), MAX_TITLE)) {
            return refused("bad-title", "A title has 1 to " + MAX_TITLE + " characters in one line.");
        }
        var amount = activity.getAmount();
        var currency = activity.getCurrency();
        if (amount.isEmpty() != currency.isEmpty()
                || !amount.isEmpty()
                        && !(AMOUNT.matcher(amount).matches()
                                && CURRENCY.matcher(currency).matches())) {
            return refused(
                    "bad-amount",
                    "An amount is a decimal number such as 129.90 and has a currency of three capital letters such as UAH.");
        }
        if (!activity.getUrl().isEmpty() && !isHttps(activity.getUrl())) {
            return refused("bad-url", "An address begins with https:// and has at most " + MAX_URL + " characters.");
        }
        return isTime(activity)
                ? Optional.empty()
                : refused(
                        "bad-time",
                        "A time is written like 2026-11-26T12:00:00Z, and is from 1900 on and at most a year from now.");
    }

    private boolean isTime(CustomerActivity activity) {
        if (!activity.hasAt()) {
            return true;
        }
        try {
            var at = Times.read(activity.getAt());
            return !at.isBefore(EARLIEST) && at.isBefore(clock.instant().plus(AHEAD));
        } catch (DateTimeException | ArithmeticException impossible) {
            return false;
        }
    }

    /** Only of what is not wrong. */
    Activity read(CustomerActivity activity) {
        Instant at = activity.hasAt() ? Times.read(activity.getAt()) : clock.instant();
        return new Activity(
                activity.getId(),
                at,
                activity.getKind(),
                activity.getTitle().strip(),
                activity.getAmount(),
                activity.getCurrency(),
                activity.getUrl());
    }

    /** Without a name or password before the host: those are there to mislead. */
    private static boolean isHttps(String url) {
        try {
            var uri = new URI(url);
            return url.length() <= MAX_URL
                    && "https"
                            .equals(Optional.ofNullable(uri.getScheme())
                                    .orElse("")
                                    .toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isBad(String text, int longest) {
        return text.codePointCount(0, text.length()) > longest
                || text.codePoints().anyMatch(c -> Character.isISOControl(c) || turnsAround(c));
    }

    /** What makes text look like another one: embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
    private static boolean turnsAround(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    private static Optional<Receipt> refused(String code, String detail) {
        return Optional.of(Receipts.refused(code, detail));
    }
}
