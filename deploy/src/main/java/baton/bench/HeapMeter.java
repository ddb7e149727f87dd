package baton.bench;

import baton.launcher.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a JVM on this machine needs: the heap that is in use after a full collection, and the memory that the kernel has given it. */
final class HeapMeter {

    private static final int COLLECTIONS = 3;
    private static final long KIB = 1024;

    private final long pid;

    HeapMeter(long pid) {
        this.pid = pid;
    }

    /**
     * @param heap bytes of all living objects
     * @param resident bytes of the whole process; a heap that has once been larger is part of it
     */
    record Reading(long heap, long resident) {}

    /** Collects garbage, several times because finalizers and reference queues need a turn. Takes about a second. */
    Reading read() throws IOException, InterruptedException {
        var heap = 0L;
        for (var i = 0; i < COLLECTIONS; i++) {
            heap = live();
        }
        return new Reading(heap, resident());
    }

    /** {@code jcmd GC.class_histogram} counts living objects only; its last line is {@code Total  <instances>  <bytes>}. */
    private long live() throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(tool)) {
            throw new Problem("There is no " + tool + ": measuring memory wants a JDK, not only a Java runtime.");
        }
        var process = new ProcessBuilder(List.of(tool.toString(), Long.toString(pid), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var total = said.lines().filter(line -> line.startsWith("Total ")).findFirst();
        if (process.waitFor() != 0 || total.isEmpty()) {
            throw new Problem("jcmd did not count: " + said.lines().findFirst().orElse("nothing"));
        }
        return Long.parseLong(total.get().trim().split("\\s+")[2]);
    }

    /** Linux only; 0 elsewhere. */
    private long resident() throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        return Files.isReadable(status)
                ? Files.readString(status)
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
