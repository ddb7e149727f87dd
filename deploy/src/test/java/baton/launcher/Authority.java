package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of a test, by {@code openssl}, with the commands of {@code deploy/docs/cluster-tls.md}. */
public final class Authority {

    private final Path directory;

    public Authority(Path directory) {
        this.directory = directory;
        openssl("req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=baton-authority -keyout ca.key -out ca.crt");
    }

    /** A directory with the three files of a node, valid for so many days. */
    public Path node(String name, int days) {
        try {
            var node = Files.createDirectory(directory.resolve(name));
            openssl("req -newkey rsa:2048 -nodes -subj /CN=baton -keyout %s/tls.key -out %s/tls.csr"
                    .formatted(name, name));
            openssl("x509 -req -in %s/tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -sha256 -days %d -out %s/tls.crt"
                    .formatted(name, days, name));
            Files.copy(directory.resolve("ca.crt"), node.resolve("ca.crt"));
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openssl(String arguments) {
        try {
            var command = new ArrayList<>(List.of("openssl"));
            command.addAll(List.of(arguments.split(" ")));
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
