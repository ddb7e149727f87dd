package baton.launcher;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the ports that a node binds: what it is for and which setting moves it. */
record NodePort(String host, int port, String what, String setting, boolean udpToo, String path) {

    private static final String CLUSTER = "pekko.remote.artery.canonical";
    private static final String ARTERY = "BATON_ARTERY_PORT";
    private static final String HTTP = "BATON_HTTP_PORT";
    private static final String MANAGEMENT = "BATON_MANAGEMENT_PORT";
    private static final String SIP = "BATON_SIP_PORT";

    /** Those of the doors that this distribution has. */
    static List<NodePort> of(Config config) {
        return Stream.of(
                        from(config, "baton.http", "host", "The web (HTTP)", HTTP),
                        from(config, "pekko.management.http", "hostname", "Management", MANAGEMENT),
                        from(config, CLUSTER, "hostname", "The cluster (Artery)", ARTERY),
                        from(config, "baton.phone.sip", "host", "The telephone (SIP)", SIP))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The environment in which the {@code n}-th node on this machine, counted from 0, has ports of its own. */
    static Map<String, String> environment(Config first, int n) {
        var environment = new HashMap<String, String>();
        of(first).forEach(one -> environment.put(one.setting, Integer.toString(one.port + n)));
        return environment;
    }

    /** The configuration of that node, as far as its ports go. */
    static Config moved(Config first, int n) {
        return of(first).stream()
                .reduce(
                        first,
                        (config, one) -> config.withValue(one.path, ConfigValueFactory.fromAnyRef(one.port + n)),
                        (left, right) -> right);
    }

    /** The first node's address for the others. */
    static String seed(Config first) {
        return first.getString(CLUSTER + ".hostname") + ":" + first.getInt(CLUSTER + ".port");
    }

    /** @throws Problem for the first of them that cannot be had */
    static void requireFree(Config config) {
        for (var one : of(config)) {
            Ports.requireFreeTcp(one.what, one.host, one.port, one.setting);
            if (one.udpToo) {
                Ports.requireFreeUdp(one.what, one.host, one.port, one.setting);
            }
        }
    }

    private static Optional<NodePort> from(Config config, String path, String host, String what, String setting) {
        if (!config.hasPath(path)) {
            return Optional.empty();
        }
        var address = config.getString(path + "." + host);
        var port = config.getInt(path + ".port");
        return Optional.of(new NodePort(address, port, what, setting, setting.equals(SIP), path + ".port"));
    }
}
