package baton.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A disk of its own for a database, in memory, which can be filled up. Needs root and {@code mount}. */
public final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 1 << 20;

    private final Path directory;

    /**
     * @param directory that is there, and whose content is hidden until this is closed
     * @param megabytes a database wants 1,024 of them free before it starts
     */
    public SmallDisk(Path directory, int megabytes) {
        this.directory = directory;
        if (!mount(directory, megabytes)) {
            throw new IllegalStateException("no disk could be mounted at " + directory);
        }
    }

    /** Whether this machine lets us; containers often do not, even if one is root. */
    public static boolean isPossible() {
        try {
            var probe = Files.createTempDirectory("baton-disk-");
            try {
                return mount(probe, 1) && unmount(probe);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException | UncheckedIOException absent) {
            return false;
        }
    }

    private static boolean mount(Path directory, int megabytes) {
        return Commands.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString())
                == 0;
    }

    /** Also if something on it is still open. */
    private static boolean unmount(Path directory) {
        return Commands.run("umount", "-l", directory.toString()) == 0;
    }

    /** Writes until nothing more fits. */
    public void fill() {
        var ones = new byte[BLOCK];
        Arrays.fill(ones, (byte) 1);
        try (var file = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (var size = BLOCK; size > 0; size /= 2) {
                writeAll(file, ones, size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAll(FileChannel file, byte[] bytes, int size) {
        try {
            while (true) {
                file.write(ByteBuffer.wrap(bytes, 0, size));
            }
        } catch (IOException full) {
            // a smaller piece may fit
        }
    }

    /** Takes away what {@link #fill} has written. */
    public void makeRoom() {
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
