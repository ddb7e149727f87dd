package baton.engine.media;

import baton.engine.web.PublicNetwork;
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
                .filter(PublicNetwork::isPublic)
                .findFirst()
                .map(address -> new InetSocketAddress(address, port))
                .orElseThrow(() -> new NotPublic());
    }

    /** The host lies where nothing is fetched from. */
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;
    }
}
