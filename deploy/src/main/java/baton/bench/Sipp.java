package baton.bench;

import baton.launcher.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One sipp of ours on a loopback port, with a scenario of ours. What it leaves is in its directory. */
final class Sipp implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String STATISTICS = "statistics.csv";
    private static final String TIMES = "times.log";
    private static final String SCREEN = "screen.txt";
    private static final int STOP_SECONDS = 20;
    private static final int LETTERS_SHOWN = 3000;
    /** What its exit codes say: all calls were in order, or not all. Others: it could not work. */
    private static final List<Integer> WORKED = List.of(0, 1);

    private final Process process;
    private final Path directory;

    private Sipp(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Who is called. */
    static Sipp phone(Program sipp, Path scenario, Path directory, int port) throws IOException {
        return start(sipp, scenario, directory, port, List.of());
    }

    /**
     * Who call, so many in a second, whatever becomes of those before, until there were so many.
     *
     * @param called the port of who takes their calls
     */
    static Sipp callers(Program sipp, Path scenario, Path directory, int port, int called, int rate, int count)
            throws IOException {
        var options = new ArrayList<>(List.of(LOOPBACK + ":" + called, "-s", "100"));
        options.addAll(List.of("-r", String.valueOf(rate), "-m", String.valueOf(count), "-l", String.valueOf(count)));
        return start(sipp, scenario, directory, port, options);
    }

    private static Sipp start(Program sipp, Path scenario, Path directory, int port, List<String> options)
            throws IOException {
        Files.createDirectories(directory);
        var command = new ArrayList<>(List.of(sipp.toString(), "-sf", scenario.toString()));
        command.addAll(List.of("-i", LOOPBACK, "-ci", LOOPBACK, "-p", String.valueOf(port), "-nostdin"));
        // Bursts would overflow what sockets have by default; timers at the steps of its clock, not only each 10 ms.
        command.addAll(List.of("-buff_size", "1048576", "-timer_resol", "1"));
        command.addAll(List.of("-trace_stat", "-stf", STATISTICS, "-fd", "3600"));
        command.addAll(List.of("-trace_logs", "-log_file", TIMES));
        command.addAll(options);
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(SCREEN).toFile())
                .start();
        process.getOutputStream().close();
        return new Sipp(process, directory);
    }

    /** Waits until all its calls are over, but no longer than that. */
    void await(long millis) throws IOException, InterruptedException {
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            close();
        }
        if (!WORKED.contains(process.exitValue())) {
            throw new Problem("sipp has ended with " + process.exitValue() + ":\n" + screen());
        }
    }

    /** After its end. */
    SippTotals totals() throws IOException {
        return SippTotals.read(directory.resolve(STATISTICS));
    }

    /** After its end. */
    SippLog log() throws IOException {
        return SippLog.read(directory.resolve(TIMES));
    }

    String screen() throws IOException {
        var said = Files.readString(directory.resolve(SCREEN), StandardCharsets.ISO_8859_1);
        return said.substring(Math.max(0, said.length() - LETTERS_SHOWN));
    }

    /** Told to end once it waits for its calls, told again it gives them up; either way it writes down what it has counted. */
    @Override
    public void close() throws InterruptedException {
        for (var second = 0; second < STOP_SECONDS && process.isAlive(); second++) {
            process.destroy();
            process.waitFor(1, TimeUnit.SECONDS);
        }
        process.destroyForcibly().waitFor();
    }
}
