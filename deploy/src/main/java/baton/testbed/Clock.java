package baton.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a process takes for the time of day, by the library of the Debian package {@code faketime}; what it measures durations with goes on as ever. */
public final class Clock {

    private final Path offset;

    /** @param directory where it may keep a file */
    public Clock(Path directory) {
        this.offset = directory.resolve("offset");
        set(Duration.ZERO);
    }

    /** Whether the library is there. */
    public static boolean isPossible() {
        return library().isPresent();
    }

    /**
     * What a process must be started with to go by this clock. The file is read once a second: nodes look at the time often. {@code FAKETIME_FORCE_MONOTONIC_FIX} must be off:
     * on, which it is by default, timed waits of a JVM end at once (libfaketime 0.9.10), and its threads spin.
     */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
    }

    private static Optional<Path> library() {
        var libraries = Path.of("/usr/lib");
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (var machines = Files.list(libraries)) {
            return Stream.concat(Stream.of(libraries), machines)
                    .map(directory -> directory.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** From the next second on this clock is ahead of the true time by so much. */
    public void set(Duration ahead) {
        try {
            var next = offset.resolveSibling("offset.next");
            Files.writeString(next, "%+d".formatted(ahead.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
