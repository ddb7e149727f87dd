package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import baton.engine.FreePorts;
import baton.engine.bucket.BucketSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A service that speaks S3 and looks at signatures, on the loopback: s3rver from npm, with the bucket {@code files}. */
final class S3Peer implements AutoCloseable {

    static final String SECRET_KEY = "S3RVER";

    private static final String BUCKET = "files";
    private static final String OBJECT = "._S3rver_object";
    private static final List<String> PROGRAM = List.of("package.json", "package-lock.json", "server.cjs");

    private final Path home = Path.of("target/s3rver").toAbsolutePath();
    private final Path directory;
    private final int port = FreePorts.next();
    private Process process;

    S3Peer() throws Exception {
        var why = install();
        if (!why.isEmpty() && "required".equals(System.getProperty("baton.peers"))) {
            fail("the peer program s3rver cannot be installed with npm: " + why);
        }
        Assumptions.assumeTrue(why.isEmpty(), why);
        directory = Files.createTempDirectory("baton-s3");
        process = begin();
    }

    /** Once; about 20 s. Why not, if not. */
    private String install() throws Exception {
        var source = Path.of("src/test/s3rver");
        var stamp = home.resolve("node_modules/.installed");
        var lock = Files.readString(source.resolve("package-lock.json"));
        Files.createDirectories(home);
        for (var file : PROGRAM) {
            Files.writeString(home.resolve(file), Files.readString(source.resolve(file)));
        }
        if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) {
            return "";
        }
        try {
            var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(10, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroy();
                return "npm ci says: " + Files.readString(home.resolve("npm.log"));
            }
        } catch (IOException absent) {
            return absent.getMessage();
        }
        Files.writeString(stamp, lock);
        return "";
    }

    private Process begin() throws IOException {
        var started = new ProcessBuilder("node", "server.cjs", Integer.toString(port), directory.toString(), BUCKET)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo("ready");
        return started;
    }

    /** As a crash does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = begin();
    }

    BucketSettings settings() {
        return settings("", SECRET_KEY);
    }

    BucketSettings settings(String prefix, String secretKey) {
        var endpoint = URI.create("http://127.0.0.1:" + port + "/");
        return new BucketSettings(endpoint, "us-east-1", BUCKET, prefix, true, "S3RVER", secretKey);
    }

    BucketSettings bucket(String name) {
        var usual = settings();
        return new BucketSettings(usual.endpoint(), usual.region(), name, "", true, usual.accessKey(), SECRET_KEY);
    }

    /** Of all objects. */
    List<String> keys() throws IOException {
        var bucket = directory.resolve(BUCKET);
        return MediaStoreContract.files(bucket).stream()
                .filter(file -> file.endsWith(OBJECT))
                .map(file -> file.substring(0, file.length() - OBJECT.length()))
                .toList();
    }

    void empty() throws IOException {
        try (var all = Files.walk(directory.resolve(BUCKET))) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory.resolve(BUCKET))) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        kill();
        empty();
        Files.deleteIfExists(directory.resolve(BUCKET));
        Files.deleteIfExists(directory);
    }
}
