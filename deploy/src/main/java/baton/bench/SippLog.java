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
 * When a sipp received the messages of its calls, from its log of messages ({@code -trace_shortmsg}), and when it was about to send one, from
 * what its scenario says in another log ({@code -trace_logs}). Of a message that was repeated the first counts.
 *
 * <p>Both have microseconds; sipp's own response times have steps of some milliseconds. When a message <em>was</em> sent is in the first log
 * too, but on a busy machine it is noted when the other end may long have had it.
 */
final class SippLog {

    private static final int TIME = 2;
    private static final int DIRECTION = 3;
    private static final int CALL = 4;
    private static final int SEQUENCE = 5;
    private static final int START_LINE = 6;

    private final Map<String, Map<String, Long>> calls = new HashMap<>();

    /** @param files of either kind; one that is missing is empty: nothing came and nothing was sent */
    static SippLog read(Path... files) throws IOException {
        var log = new SippLog();
        for (var file : files) {
            if (Files.exists(file)) {
                try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                    lines.forEach(log::add);
                }
            }
        }
        return log;
    }

    static SippLog of(String... lines) {
        var log = new SippLog();
        Stream.of(lines).forEach(log::add);
        return log;
    }

    private void add(String line) {
        var fields = line.split("\t");
        if (fields.length > START_LINE && fields[DIRECTION].equals("R")) {
            add(fields[CALL], "got " + message(fields[START_LINE], fields[SEQUENCE]), fields[TIME]);
        } else if (fields.length == TIME + 1) {
            var words = fields[TIME].split(" ", 3);
            add(words[1], "sends " + words[2], words[0]);
        }
    }

    /** A request, or the status of an answer with the request that it answers: {@code INVITE}, {@code 200 BYE}. */
    private static String message(String startLine, String sequence) {
        var words = startLine.split(" ");
        return words[0].equals("SIP/2.0") ? words[1] + sequence.substring(sequence.indexOf(' ')) : words[0];
    }

    private void add(String call, String what, String time) {
        calls.computeIfAbsent(call, c -> new HashMap<>()).putIfAbsent(what, nanos(time));
    }

    /** From seconds with six digits after the point. */
    private static long nanos(String seconds) {
        return Long.parseLong(seconds.replace(".", "")) * 1000;
    }

    Set<String> calls() {
        return calls.keySet();
    }

    /** @param what for example {@code "sends INVITE"}, {@code "got 200 BYE"} */
    OptionalLong at(String call, String what) {
        var at = calls.getOrDefault(call, Map.of()).get(what);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }
}
