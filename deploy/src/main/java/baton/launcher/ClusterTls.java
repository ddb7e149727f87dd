package baton.launcher;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/**
 * Mutual TLS between the nodes of a cluster. A directory has the three files of a Kubernetes secret of the type {@code kubernetes.io/tls}: {@code tls.key} (RSA),
 * {@code tls.crt} and {@code ca.crt}, the certificate that signed {@code tls.crt}, all in PEM. A node talks only to nodes with a certificate of the same
 * authority that names the same subject. Files that change are read anew within five minutes, so that certificates are renewed while everything runs.
 */
final class ClusterTls {

    /** The directory; without it nodes talk in clear. */
    static final String DIRECTORY = "BATON_CLUSTER_TLS";

    private static final String SSL = "pekko.remote.artery.ssl.";
    private static final String MOUNT = SSL + "rotating-keys-engine.secret-mount-point";
    /** Who renews by a machine renews a third of the time before the end; who does it by hand wants to know some weeks before. */
    private static final Duration SOON = Duration.ofDays(14);

    private ClusterTls() {}

    /** An overlay for {@link Configuration#load}; empty if no directory is named. */
    static Config overlay(Map<String, String> environment) {
        var directory = environment.getOrDefault(DIRECTORY, "");
        if (directory.isEmpty()) {
            return ConfigFactory.empty();
        }
        return ConfigFactory.parseMap(Map.of(
                "pekko.remote.artery.transport",
                "tls-tcp",
                SSL + "ssl-engine-provider",
                "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider",
                MOUNT,
                Path.of(directory).toAbsolutePath().toString()));
    }

    /** Where a node with this configuration has its certificates, if it has any. */
    static Optional<Path> directory(Config config) {
        return config.getString("pekko.remote.artery.transport").equals("tls-tcp") && config.hasPath(MOUNT)
                ? Optional.of(Path.of(config.getString(MOUNT)))
                : Optional.empty();
    }

    /** @throws Problem if a file is missing, the certificate is not the authority's, or it is not valid now and for some time */
    static void require(Path directory, InstantSource clock) {
        var key = directory.resolve("tls.key");
        if (!Files.isReadable(key)) {
            throw new Problem(key + " cannot be read; it has to be the node's RSA key in PEM.");
        }
        var node = certificate(directory.resolve("tls.crt"));
        requireSigned(node, certificate(directory.resolve("ca.crt")), directory);
        requireValid(node, clock.instant(), directory);
    }

    private static void requireSigned(X509Certificate node, X509Certificate authority, Path directory) {
        try {
            node.verify(authority.getPublicKey());
        } catch (GeneralSecurityException not) {
            throw new Problem(
                    directory.resolve("tls.crt") + " was not signed by " + directory.resolve("ca.crt")
                            + "; the other nodes will refuse this one.",
                    not);
        }
    }

    private static void requireValid(X509Certificate node, Instant now, Path directory) {
        var file = directory.resolve("tls.crt");
        try {
            node.checkValidity(Date.from(now));
            node.checkValidity(Date.from(now.plus(SOON)));
        } catch (CertificateNotYetValidException early) {
            throw new Problem(
                    file + " is not valid before " + node.getNotBefore().toInstant() + "; look at the clock.", early);
        } catch (CertificateExpiredException late) {
            var end = node.getNotAfter().toInstant();
            throw new Problem(
                    file + (now.isBefore(end) ? " ends at " : " has ended at ") + end
                            + "; renew it, the nodes read it while they run.",
                    late);
        }
    }

    private static X509Certificate certificate(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new Problem(
                    file + " is not a readable certificate in PEM (" + unreadable.getMessage() + ").", unreadable);
        }
    }
}
