package baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who has used the processors: each process of the benchmark, and everybody else on this machine. The latter says how noisy a
 * measurement was. Reads {@code /proc} (Linux); elsewhere everything is 0.
 */
final class CpuMeter {

    private static final Path PROC = Path.of("/proc");
    /** {@code USER_HZ}, the unit of times in {@code /proc}: 100 on every architecture that Java 17 runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** What the just-in-time compilers of all processes used: it ends some minutes after a start, so it is told apart. */
    static final String COMPILERS = "compilers";

    private static final int IDLE = 4;
    private static final int WAIT = 5;
    private static final int STEAL = 8;

    private final Map<String, Long> processes;

    /** @param processes process ids by what they are called in the report */
    CpuMeter(Map<String, Long> processes) {
        this.processes = new LinkedHashMap<>(processes);
    }

    /** Seconds of processor time since the start of each process, its compilers apart, and of the whole machine. */
    record Reading(long nanos, Map<String, Double> seconds, double machine) {}

    /** What was used between two readings. {@code others} is a share of all processors, from 0 to 1. */
    record Use(Map<String, Double> seconds, double others) {}

    /** Where it was not asked for. */
    static Use none() {
        return new Use(Map.of(), 0);
    }

    Reading read() {
        var seconds = new LinkedHashMap<String, Double>();
        processes.forEach((name, pid) -> {
            var compilers = ofCompilers(pid);
            seconds.put(name, ofProcess(pid) - compilers);
            seconds.merge(COMPILERS, compilers, Double::sum);
        });
        return new Reading(System.nanoTime(), seconds, ofMachine());
    }

    static Use between(Reading start, Reading end) {
        var seconds = new LinkedHashMap<String, Double>();
        end.seconds()
                .forEach(
                        (name, used) -> seconds.put(name, used - start.seconds().getOrDefault(name, 0.0)));
        var ours = seconds.values().stream().mapToDouble(used -> used).sum();
        var all = (end.nanos() - start.nanos()) / 1e9 * Runtime.getRuntime().availableProcessors();
        var others = Math.max(0, end.machine() - start.machine() - ours);
        return new Use(seconds, all <= 0 ? 0 : Math.min(1, others / all));
    }

    private static double ofProcess(long pid) {
        return used(text(PROC.resolve(pid + "/stat")));
    }

    /** Threads of HotSpot that are called {@code C1 CompilerThread0} and the like. */
    private static double ofCompilers(long pid) {
        var threads = PROC.resolve(pid + "/task").toFile().list();
        return threads == null
                ? 0
                : Arrays.stream(threads)
                        .map(thread -> text(PROC.resolve(pid + "/task/" + thread + "/stat")))
                        .filter(stat -> stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler"))
                        .mapToDouble(CpuMeter::used)
                        .sum();
    }

    private static double used(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        // The name of the program, in brackets, may have spaces; user and system time are the 12th and 13th after it.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Time that a hypervisor took away counts as used by others: we did not have it. */
    private static double ofMachine() {
        var stat = text(PROC.resolve("stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        var fields = stat.lines().findFirst().orElseThrow().split(" +");
        return IntStream.rangeClosed(1, STEAL)
                        .filter(field -> field != IDLE && field != WAIT)
                        .mapToLong(field -> Long.parseLong(fields[field]))
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static String text(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file) : "";
        } catch (IOException ended) {
            return ""; // the thread or process has gone meanwhile
        }
    }
}
