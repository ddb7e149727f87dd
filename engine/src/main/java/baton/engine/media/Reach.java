package baton.engine.media;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.Uri;

/**
 * From where files are fetched. Who writes to a company can make a provider name any address, and must not reach what only this machine
 * can reach: so only by https on its own port, and only at public addresses, but for origins that the operator trusts.
 *
 * @param trusted scheme, host and port, for example {@code http://127.0.0.1:8090}; {@code *} is any port
 */
record Reach(Set<String> trusted) {

    boolean allows(Uri uri) {
        var https = uri.getScheme().equals("https") && (uri.port() == 443 || uri.port() == 0);
        return isTrusted(uri)
                || (https
                        && uri.getUserInfo().isEmpty()
                        && !uri.host().address().isEmpty());
    }

    boolean isTrusted(Uri uri) {
        var origin = origin(uri);
        return trusted.contains(origin) || trusted.contains(origin.replaceFirst(":[0-9]+$", ":*"));
    }

    static String origin(Uri uri) {
        return (uri.getScheme() + "://" + uri.host().address() + ":" + uri.port()).toLowerCase(Locale.ROOT);
    }

    /** The public address of this host; looked up once, so that it is the one that is connected to. Blocks. */
    static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .filter(Reach::isPublic)
                .findFirst()
                .map(address -> new InetSocketAddress(address, port))
                .orElseThrow(() -> new NotPublic());
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet4Address ? isPublic4(address.getAddress()) : isPublic6((Inet6Address) address);
    }

    /** Special-purpose addresses (RFC 6890) that the JDK does not know. */
    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && (third == 0 || third == 2))
                && !(first == 198 && (second == 18 || second == 19))
                && !(first == 198 && second == 51 && third == 100)
                && !(first == 203 && second == 0 && third == 113);
    }

    /** Global unicast only (2000::/3), and none that carries an IPv4 address in it: 6to4 and Teredo. */
    private static boolean isPublic6(Inet6Address address) {
        var bytes = address.getAddress();
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        return (first & 0xe000) == 0x2000 && first != 0x2002 && !(first == 0x2001 && second == 0);
    }

    /** The host lies where nothing is fetched from. */
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;
    }
}
