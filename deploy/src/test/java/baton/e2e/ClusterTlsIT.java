package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.launcher.Authority;
import baton.testbed.Cluster;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that talk to each other by mutual TLS; with {@code -Dbaton.failures=on}, for the sake of its time. */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@Timeout(900)
class ClusterTlsIT extends OnGround {

    private static final char[] NO_PASSWORD = new char[0];

    private Path ours;
    private Path strange;
    private ThreeNodes nodes;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Peers.require("openssl", "openssl");
        ours = new Authority(directory).node("node", 30);
        strange = new Authority(Files.createDirectory(directory.resolve("strange"))).node("node", 30);
        nodes = new ThreeNodes(ground, 1, n -> {
            var settings = new HashMap<>(ThreeNodesIT.PATIENT);
            settings.put("BATON_CLUSTER_TLS", ours.toString());
            return settings;
        });
    }

    @Test
    void peopleTalkAcrossNodesAndOneMayDie() throws Exception {
        assertThat(ThreeNodes.membersSeenBy(nodes.node(0))).isEqualTo(3);
        Trial.of("a node that speaks TLS is killed", nodes.scene(Company.patient(0)), ThreeNodesIT.SHORT, load -> {
            nodes.node(2).kill();
            load.awaitMore(60);
            nodes.node(2).startAgain();
        });
    }

    @Test
    void whoHasNoCertificateOfTheAuthorityIsNotHeard() throws Exception {
        try (var accepted = connect(context(ours, ours))) {
            accepted.setSoTimeout(2_000);
            assertThatThrownBy(() -> accepted.getInputStream().read())
                    .as("it is listened to")
                    .isInstanceOf(SocketTimeoutException.class);
        }
        try (var refused = connect(context(strange, ours))) {
            assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SSLException.class);
        }
        try (var unknown = connect(context(null, ours))) {
            assertThatThrownBy(() -> unknown.getInputStream().read()).isInstanceOf(SSLException.class);
        }
        try (var clear = new Socket(Cluster.host(0), nodes.node(0).place().artery())) {
            clear.setSoTimeout(10_000);
            clear.getOutputStream().write("AKKA\u0001 and then something".getBytes(StandardCharsets.UTF_8));
            assertThat(clear.getInputStream().readAllBytes()).hasSizeLessThan(20);
        }
    }

    private Socket connect(SSLContext context) throws IOException {
        var socket = context.getSocketFactory()
                .createSocket(Cluster.host(0), nodes.node(0).place().artery());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("AKKA\u0001".getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static SSLContext context(@Nullable Path identity, Path trusted) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, NO_PASSWORD);
        if (identity != null) {
            var key = DERPrivateKeyLoader.load(PEMDecoder.decode(Files.readString(identity.resolve("tls.key"))));
            keys.setKeyEntry("node", key, NO_PASSWORD, new Certificate[] {certificate(identity.resolve("tls.crt"))});
        }
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, NO_PASSWORD);
        trust.setCertificateEntry("ca", certificate(trusted.resolve("ca.crt")));
        var who = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        who.init(keys, NO_PASSWORD);
        var whom = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        whom.init(trust);
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(who.getKeyManagers(), whom.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static Certificate certificate(Path file) throws Exception {
        try (var bytes = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(bytes);
        }
    }
}
