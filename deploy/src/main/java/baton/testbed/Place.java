package baton.testbed;

import baton.engine.FreePorts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/** Where one node listens: free ports of the loopback. */
public record Place(int http, int sip, int management, int artery) {

    public static Place free() {
        return new Place(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
    }

    /** As the environment of {@code baton node}. */
    public Map<String, String> environment() {
        return Map.of(
                "BATON_HTTP_PORT", String.valueOf(http),
                "BATON_SIP_PORT", String.valueOf(sip),
                "BATON_MANAGEMENT_PORT", String.valueOf(management),
                "BATON_ARTERY_PORT", String.valueOf(artery));
    }

    public URI web(String path) {
        return URI.create("http://127.0.0.1:" + http + path);
    }

    public URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + http + path);
    }

    public URI managed(String path) {
        return URI.create("http://127.0.0.1:" + management + path);
    }

    public InetSocketAddress telephone() {
        return new InetSocketAddress("127.0.0.1", sip);
    }
}
