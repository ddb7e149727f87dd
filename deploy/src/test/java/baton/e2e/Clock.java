package baton.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** What a process takes for the time of day, by the library of the Debian package {@code faketime}; what it measures durations with goes on as ever. */
final class Clock {

    private final Path offset;

    /** @param directory where it may keep a file */
    Clock(Path directory) {
        this.offset = directory.resolve("offset");
        set(Duration.ZERO);
    }

    /** Skips the test if the library is missing, or fails it where peers are required. */
    static void requirePossible() {
        Peers.require("faketime", "faketime");
    }

    /** What a process must be started with to go by this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library().toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
    }

    private static Path library() {
        try (var found =
                Files.find(Path.of("/usr/lib"), 4, (path, is) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on this clock is ahead of the true time by so much. */
    void set(Duration ahead) {
        try {
            var next = offset.resolveSibling("offset.next");
            Files.writeString(next, "%+d".formatted(ahead.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
