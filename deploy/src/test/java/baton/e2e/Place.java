package baton.e2e;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

/** Where one node listens: free ports of the loopback. */
record Place(int http, int sip, int management, int artery) {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    static Place free() {
        return new Place(freePort(), freePort(), freePort(), freePort());
    }

    /** One that is free for TCP and for UDP. */
    static int freePort() {
        for (var attempt = 0; attempt < 20; attempt++) {
            try (var tcp = new ServerSocket(0, 1, LOOPBACK);
                    var udp = new DatagramSocket(tcp.getLocalPort(), LOOPBACK)) {
                return udp.getLocalPort();
            } catch (java.io.IOException taken) {
                // another one
            }
        }
        throw new IllegalStateException("no port is free for both TCP and UDP");
    }

    /** As an overlay for a node's configuration. */
    Config configuration() {
        return ConfigFactory.parseMap(Map.of(
                "baton.http.port", http,
                "baton.phone.sip.port", sip,
                "pekko.management.http.port", management,
                "pekko.remote.artery.canonical.port", artery));
    }

    /** As the environment of {@code baton node}. */
    Map<String, String> environment() {
        return Map.of(
                "BATON_HTTP_PORT", String.valueOf(http),
                "BATON_SIP_PORT", String.valueOf(sip),
                "BATON_MANAGEMENT_PORT", String.valueOf(management),
                "BATON_ARTERY_PORT", String.valueOf(artery));
    }

    URI web(String path) {
        return URI.create("http://127.0.0.1:" + http + path);
    }

    URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + http + path);
    }

    URI managed(String path) {
        return URI.create("http://127.0.0.1:" + management + path);
    }

    InetSocketAddress telephone() {
        return new InetSocketAddress("127.0.0.1", sip);
    }
}
