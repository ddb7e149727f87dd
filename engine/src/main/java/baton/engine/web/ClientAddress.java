package baton.engine.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Whence a request came, for limits per source. Headers count only when an operator has said that a proxy writes them; an
 * IPv6 client is its /64, because one household owns all of that.
 */
public final class ClientAddress {

    private ClientAddress() {}

    public static String of(HttpRequest request, boolean behindProxy) {
        var forwarded = behindProxy ? forwarded(request) : Optional.<String>empty();
        return forwarded.or(() -> peer(request)).orElse("unknown");
    }

    private static Optional<String> peer(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(address -> address.getAddress())
                .map(ClientAddress::network);
    }

    /** The proxy appends, so only the last word is the proxy's. */
    private static Optional<String> forwarded(HttpRequest request) {
        return StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(header -> header.is("x-forwarded-for"))
                .map(header -> header.value())
                .reduce((first, last) -> last)
                .map(value -> value.substring(value.lastIndexOf(',') + 1).strip())
                .filter(value -> !value.isEmpty() && value.length() <= 64);
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "/64"
                : address.getHostAddress();
    }
}
