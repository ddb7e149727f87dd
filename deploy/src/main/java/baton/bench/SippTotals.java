package baton.bench;

import baton.launcher.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sipp has counted until its end, from its file of statistics ({@code -trace_stat}).
 *
 * @param successful calls that went as the scenario says
 * @param failures why the others did not, and how many
 * @param resent messages that it had to send again
 */
record SippTotals(int successful, Map<String, Integer> failures, int resent) {

    /** Of a column that has the number since the start, not since the line before. */
    private static final String IN_ALL = "(C)";

    private static final String FAILED = "Failed";

    static SippTotals read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new Problem("sipp has left no statistics.");
        }
        return of(Files.readAllLines(file));
    }

    /** @param lines names of the columns, and then lines of figures of which the last counts */
    static SippTotals of(List<String> lines) {
        if (lines.size() < 2) {
            throw new Problem("The statistics of sipp have " + lines.size() + " lines (expected: at least 2).");
        }
        var names = lines.get(0).split(";");
        var values = lines.get(lines.size() - 1).split(";");
        var totals = new HashMap<String, String>();
        for (var i = 0; i < Math.min(names.length, values.length); i++) {
            if (names[i].endsWith(IN_ALL)) {
                totals.put(names[i].substring(0, names[i].length() - IN_ALL.length()), values[i]);
            }
        }
        var failures = new TreeMap<String, Integer>();
        totals.forEach((name, value) -> {
            if (name.startsWith(FAILED) && !name.equals("FailedCall") && !value.equals("0")) {
                failures.put(name.substring(FAILED.length()), Integer.valueOf(value));
            }
        });
        return new SippTotals(number(totals, "SuccessfulCall"), failures, number(totals, "Retransmissions"));
    }

    private static int number(Map<String, String> totals, String name) {
        var value = totals.get(name);
        if (value == null) {
            throw new Problem("The statistics of sipp have no " + name + IN_ALL + ".");
        }
        return Integer.parseInt(value);
    }

    /** Why calls of so many in all were not in order. */
    Map<String, Integer> failuresOf(int count) {
        var all = new TreeMap<>(failures);
        var unexplained =
                count - successful - failures.values().stream().mapToInt(n -> n).sum();
        if (unexplained > 0) {
            all.put("not over in time", unexplained);
        }
        return all;
    }
}
