package baton.e2e;

import baton.engine.FreePorts;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/** Where one node listens: free ports of the loopback. */
record Place(int http, int sip, int management, int artery) {

    static Place free() {
        return new Place(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
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
