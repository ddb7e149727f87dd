package baton.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import baton.testbed.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A disk of its own for a database, in memory, which can be filled up. Needs root and {@code mount}. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 1 << 20;

    private final Path directory;

    /** @param megabytes a database wants 1,024 of them free before it starts */
    SmallDisk(Path directory, int megabytes) {
        this.directory = directory;
        if (mount(directory, megabytes) != 0) {
            throw new IllegalStateException("no disk could be mounted at " + directory);
        }
    }

    /** Skips the test where this machine does not let us (containers often do not, even for root), or fails it where failures are asked for. */
    static void assumePossible(Path probe) {
        var possible = mount(probe, 1) == 0 && unmount(probe) == 0;
        if ("on".equals(System.getProperty("baton.failures"))) {
            Peers.require(possible, "only root can mount a small disk");
        }
        assumeTrue(possible, "only root can mount a small disk");
    }

    private static int mount(Path directory, int megabytes) {
        return Commands.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
    }

    private static int unmount(Path directory) {
        return Commands.run("umount", directory.toString());
    }

    /** Writes until nothing more fits. */
    void fill() {
        var zeros = new byte[BLOCK];
        Arrays.fill(zeros, (byte) 1);
        try (var file = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (var size = BLOCK; size > 0; size /= 2) {
                writeAll(file, zeros, size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAll(FileChannel file, byte[] zeros, int size) {
        try {
            while (true) {
                file.write(ByteBuffer.wrap(zeros, 0, size));
            }
        } catch (IOException full) {
            // a smaller piece may fit
        }
    }

    /** Takes away what {@link #fill} has written. */
    void makeRoom() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() {
        unmount(directory);
    }
}
