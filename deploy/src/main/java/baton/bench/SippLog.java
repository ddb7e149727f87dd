package baton.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a sipp has sent and received the messages of its calls, from its log of messages ({@code -trace_shortmsg}). Of a message that was
 * repeated the first counts. The clock of this log has microseconds; that of sipp's own response times has steps of some milliseconds.
 */
final class SippLog {

    private static final int TIME = 2;
    private static final int DIRECTION = 3;
    private static final int CALL = 4;
    private static final int SEQUENCE = 5;
    private static final int START_LINE = 6;

    private final Map<String, Map<String, Long>> calls = new HashMap<>();

    static SippLog read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new SippLog(); // nothing was sent and nothing came
        }
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return of(lines);
        }
    }

    static SippLog of(Stream<String> lines) {
        var log = new SippLog();
        lines.map(line -> line.split("\t"))
                .filter(line -> line.length > START_LINE)
                .forEach(log::add);
        return log;
    }

    private void add(String[] line) {
        var start = line[START_LINE].split(" ");
        // A request, or the status of an answer with the request that it answers: "INVITE", "200 BYE".
        var what = start[0].equals("SIP/2.0")
                ? start[1] + line[SEQUENCE].substring(line[SEQUENCE].indexOf(' '))
                : start[0];
        calls.computeIfAbsent(line[CALL], call -> new HashMap<>())
                .putIfAbsent(line[DIRECTION] + " " + what, nanos(line[TIME]));
    }

    /** From seconds with six digits after the point. */
    private static long nanos(String seconds) {
        return Long.parseLong(seconds.replace(".", "")) * 1000;
    }

    Set<String> calls() {
        return calls.keySet();
    }

    /** @param message for example {@code "S INVITE"}: sent; {@code "R 200 BYE"}: received, in answer to BYE */
    OptionalLong at(String call, String message) {
        var at = calls.getOrDefault(call, Map.of()).get(message);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** From one message of a call to another, if there were both. */
    OptionalLong between(String call, String first, String second) {
        var from = at(call, first);
        var to = at(call, second);
        return from.isPresent() && to.isPresent()
                ? OptionalLong.of(to.getAsLong() - from.getAsLong())
                : OptionalLong.empty();
    }
}
