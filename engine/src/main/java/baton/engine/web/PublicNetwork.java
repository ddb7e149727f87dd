package baton.engine.web;

import com.typesafe.config.Config;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;

/**
 * Connects to addresses that strangers name, and refuses those in networks that are not the world's: else a company could have a node ask
 * what stands behind the operator's firewall. It is looked at what a name resolves to, when it is connected to. Refused unless
 * {@code baton.http.reach-private} is on: RFC 6890's private, shared, loopback, link-local, documentation and unspecified addresses,
 * multicast, and what of IPv6 leads to such.
 */
public final class PublicNetwork {

    private final ActorSystem<?> system;
    private final boolean reachPrivate;
    private final Executor blocking;

    public PublicNetwork(ActorSystem<?> system) {
        this.system = system;
        this.reachPrivate = reachesPrivate(system.settings().config());
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    /** Whether a node with these settings may connect without TLS, and anywhere. */
    public static boolean reachesPrivate(Config node) {
        return node.getBoolean("baton.http.reach-private");
    }

    /** For requests by Pekko HTTP's client. */
    public ConnectionPoolSettings settings() {
        var transport = ClientTransport.withCustomResolver((host, port) -> resolve(host, (Integer) port));
        return ConnectionPoolSettings.create(system.settings().config())
                .withConnectionSettings(
                        ClientConnectionSettings.create(system.settings().config())
                                .withTransport(transport));
    }

    private CompletionStage<InetSocketAddress> resolve(String host, int port) {
        return CompletableFuture.supplyAsync(() -> new InetSocketAddress(allowed(host), port), blocking);
    }

    private InetAddress allowed(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(bare(host)))
                    .filter(address -> reachPrivate || isPublic(address))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(host + " is not in a public network"));
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(host + " cannot be found", unknown);
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether the whole world knows this address by the same machine. */
    public static boolean isPublic(InetAddress address) {
        var special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        var bytes = address.getAddress();
        return !special && (address instanceof Inet6Address ? isPublicV6(bytes) : isPublicV4(bytes));
    }

    /** RFC 6890, section 2.2.2. */
    private static boolean isPublicV4(byte[] bytes) {
        var a = bytes[0] & 0xff;
        var b = bytes[1] & 0xff;
        var c = bytes[2] & 0xff;
        var shared = a == 100 && b >= 64 && b < 128;
        var assigned = a == 192 && b == 0 && (c == 0 || c == 2) || a == 198 && b == 51 && c == 100;
        var trials = a == 203 && b == 0 && c == 113 || a == 198 && (b == 18 || b == 19);
        return !(a == 0 || a >= 240 || shared || assigned || trials);
    }

    /** Global unicast only (RFC 4291, section 2.4), without documentation, and without what carries an IPv4 address: Teredo, 6to4. */
    private static boolean isPublicV6(byte[] bytes) {
        var first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        var second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        var global = first >= 0x2000 && first < 0x4000;
        return global && first != 0x2002 && !(first == 0x2001 && (second == 0 || second == 0x0db8));
    }
}
