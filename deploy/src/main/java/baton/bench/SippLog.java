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
 * How long the messages of calls were under way to a sipp, from what its scenario notes in a log ({@code -trace_logs}) when a message has come:
 * when it says that it was sent, and the time. Of a message that was repeated the first counts, and since when it was sent first.
 *
 * <p>These times have microseconds. sipp's own response times have steps of some milliseconds, and its log of messages notes on a busy machine
 * that one was sent when the other end has long had it.
 */
final class SippLog {

    /** Words of a line of two times: call, message, when it was sent, and then date, time and seconds. */
    private static final int WORDS = 6;

    private final Map<String, Map<String, Long>> calls = new HashMap<>();

    /** @param file if it is missing, nothing has come */
    static SippLog read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new SippLog();
        }
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return of(lines);
        }
    }

    static SippLog of(Stream<String> lines) {
        var log = new SippLog();
        lines.map(line -> line.split("[ \t]")).filter(words -> words.length > 1).forEach(log::add);
        return log;
    }

    private void add(String[] words) {
        var underWay = words.length < WORDS ? 0 : nanos(words[WORDS - 1]) - nanos(words[2]);
        calls.computeIfAbsent(words[0], call -> new HashMap<>()).putIfAbsent(words[1], underWay);
    }

    /** From seconds with six digits after the point. */
    private static long nanos(String seconds) {
        return Long.parseLong(seconds.replace(".", "")) * 1000;
    }

    Set<String> calls() {
        return calls.keySet();
    }

    /** Whether such a message of the call has come. */
    boolean has(String call, String message) {
        return underWay(call, message).isPresent();
    }

    /** From when it was sent until it came, in nanoseconds; 0 if the scenario notes only that it came. */
    OptionalLong underWay(String call, String message) {
        var nanos = calls.getOrDefault(call, Map.of()).get(message);
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
}
