package baton.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of others that is measured beside Baton if it is installed. */
record Program(Path path) {

    /** Debian has servers where only its administrators look for programs. */
    private static final String ALSO = File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";

    static Optional<Program> find(String name) {
        var folders = System.getenv().getOrDefault("PATH", "") + ALSO;
        return Stream.of(folders.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Program::new)
                .findFirst();
    }

    /** The first line of what it says about itself. */
    String version() throws IOException {
        var process = new ProcessBuilder(path.toString(), "-v")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("unknown");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
