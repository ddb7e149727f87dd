package baton.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The directory of one {@code baton up}: locked while it runs, readable by its owner only. */
final class DataDirectory implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final int SECRET_BYTES = 32;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws Problem if it cannot be written or another process holds it */
    static DataDirectory open(Path path) {
        try {
            make(path);
            var channel = FileChannel.open(
                    path.resolve("baton.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw refusal(path, channel);
            }
            channel.truncate(0)
                    .write(ascii(Long.toString(ProcessHandle.current().pid())));
            return new DataDirectory(path, channel);
        } catch (IOException refused) {
            throw new Problem(
                    "The data directory %s cannot be written (%s); mend its permissions or choose another one with %s."
                            .formatted(path, refused, Installation.DATA),
                    refused);
        }
    }

    /** One that is there already stays as whoever made it wanted it. */
    private static void make(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (isPosix(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNERS_DIRECTORY));
        } else {
            Files.createDirectories(path);
        }
    }

    /** @throws Problem if others on this machine can read what people have said */
    static void requireClosed(Path path) {
        try {
            if (Files.isDirectory(path)
                    && isPosix(path)
                    && !OWNERS_DIRECTORY.containsAll(Files.getPosixFilePermissions(path))) {
                throw new Problem("others on this machine may look into " + path
                        + ", where conversations are; chmod 700 " + path + ".");
            }
        } catch (IOException unreadable) {
            throw new Problem(path + " cannot be looked at (" + unreadable + "); mend its permissions.", unreadable);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path cassandra() {
        return path.resolve("cassandra");
    }

    Path media() {
        return path.resolve("media");
    }

    /** A random secret that is made once and kept, so that a restart logs nobody out. */
    String secret() {
        return kept(path.resolve("secret"));
    }

    /** What {@code baton import} and {@code export} show: whoever may read it. */
    String operatorToken() {
        return kept(operatorToken(path));
    }

    static Path operatorToken(Path data) {
        return data.resolve("operator-token");
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, random());
            }
            var secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new Problem("The secret " + file + " is empty; remove the file, and a new one is made.");
            }
            return secret;
        } catch (IOException unusable) {
            throw new Problem(
                    "The secret " + file + " cannot be read or made (" + unusable + "); mend its permissions.",
                    unusable);
        }
    }

    /** Frees the lock. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Problem refusal(Path path, FileChannel channel) throws IOException {
        var holder = ByteBuffer.allocate(20);
        channel.read(holder, 0);
        channel.close();
        var pid = StandardCharsets.US_ASCII.decode(holder.flip());
        return new Problem("Another Baton (process %s) runs on %s; stop it or choose another directory with %s."
                .formatted(pid, path, Installation.DATA));
    }

    /** Written beside and moved into place: a crash in between leaves no half secret. */
    private static void write(Path file, String secret) throws IOException {
        var beside = Files.createTempFile(
                file.toAbsolutePath().getParent(), "kept", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(beside, secret + "\n", StandardOpenOption.SYNC);
        Files.move(beside, file);
    }

    private static String random() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
