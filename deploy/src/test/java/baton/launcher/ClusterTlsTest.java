package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTlsTest {

    private static final Path CONF = Path.of("conf");

    @TempDir
    Path directory;

    @Test
    void withoutADirectoryNodesTalkInClear() {
        var config = Configuration.load(CONF, Map.of());

        assertThat(config.getString("pekko.remote.artery.transport")).isEqualTo("tcp");
        assertThat(ClusterTls.directory(config)).isEmpty();
    }

    @Test
    void withADirectoryTheirPortSpeaksTlsWithTheFilesInIt() {
        var config = Configuration.load(CONF, Map.of(ClusterTls.DIRECTORY, "/etc/baton/tls"));

        assertThat(config.getString("pekko.remote.artery.transport")).isEqualTo("tls-tcp");
        assertThat(config.getString("pekko.remote.artery.ssl.rotating-keys-engine.cert-file"))
                .isEqualTo("/etc/baton/tls/tls.crt");
        assertThat(ClusterTls.directory(config)).contains(Path.of("/etc/baton/tls"));
    }

    @Test
    void aCertificateOfTheAuthorityThatIsValidForLongEnoughIsInOrder() {
        var node = new Authority(directory).node("node", 365);

        assertThatCode(() -> ClusterTls.require(node, InstantSource.system())).doesNotThrowAnyException();
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNot() throws IOException {
        var node = new Authority(directory).node("node", 365);
        var strange = new Authority(Files.createDirectory(directory.resolve("strange"))).node("node", 365);
        Files.copy(strange.resolve("ca.crt"), node.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> ClusterTls.require(node, InstantSource.system()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("tls.crt was not signed by ")
                .hasMessageEndingWith("ca.crt; the other nodes will refuse this one.");
    }

    @Test
    void aCertificateThatEndsSoonHasEndedOrHasNotBegunSaysWhen() {
        var node = new Authority(directory).node("node", 30);

        assertThatThrownBy(() -> ClusterTls.require(node, in(Duration.ofDays(20))))
                .hasMessageContaining("tls.crt ends at ")
                .hasMessageEndingWith("; renew it, the nodes read it while they run.");
        assertThatThrownBy(() -> ClusterTls.require(node, in(Duration.ofDays(40))))
                .hasMessageContaining("tls.crt has ended at ");
        assertThatThrownBy(() -> ClusterTls.require(node, in(Duration.ofDays(-2))))
                .hasMessageContaining("tls.crt is not valid before ");
    }

    @Test
    void filesThatAreMissingOrNoCertificatesAreNamed() throws IOException {
        var node = new Authority(directory).node("node", 30);
        Files.writeString(node.resolve("ca.crt"), "not a certificate");

        assertThatThrownBy(() -> ClusterTls.require(node, InstantSource.system()))
                .hasMessageContaining("ca.crt is not a readable certificate in PEM");
        assertThatThrownBy(() -> ClusterTls.require(directory.resolve("nowhere"), InstantSource.system()))
                .hasMessageContaining("tls.key cannot be read; it has to be the node's RSA key in PEM.");
    }

    private static InstantSource in(Duration time) {
        return InstantSource.fixed(Instant.now().plus(time));
    }
}
