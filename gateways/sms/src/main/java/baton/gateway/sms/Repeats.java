package baton.gateway.sms;

import baton.engine.messenger.Ids;
import baton.gateway.sms.Incoming.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells repeats from new messages, which SMPP does not: a {@code deliver_sm} has no id. The same text again is a repeat if the SMSC cannot
 * have had our answer in time: it was refused or late, or the connection has been lost since. Else somebody has said it twice.
 */
final class Repeats {

    /** SMSCs wait some ten seconds for an answer. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 20_000;

    private final InstantSource clock;
    private final Map<String, Last> known = new LinkedHashMap<>();

    private record Last(String id, Object session, Instant at, boolean answered) {}

    Repeats(InstantSource clock) {
        this.clock = clock;
    }

    /** @param session over which it has come */
    synchronized String idOf(Part part, Object session) {
        var now = clock.instant();
        var content = content(part);
        var id = Optional.ofNullable(known.remove(content))
                .filter(last -> last.at.plus(REMEMBERED).isAfter(now))
                .filter(last -> !(last.answered && last.session.equals(session)))
                .map(Last::id)
                .orElseGet(() -> UUID.randomUUID().toString());
        known.put(content, new Last(id, session, now, false));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return id;
    }

    /** It is stored, and the SMSC hears that now. */
    synchronized void stored(Part part) {
        var now = clock.instant();
        known.computeIfPresent(
                content(part),
                (content, last) ->
                        last.at.plus(IN_TIME).isAfter(now) ? new Last(last.id, last.session, last.at, true) : last);
    }

    private static String content(Part part) {
        return Ids.hash(part.from() + "|" + part.to() + "|" + part.text());
    }
}
