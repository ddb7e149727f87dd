package baton.engine.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Whose page is asking. Browsers always say so ({@code Origin}) and pages cannot lie about it; a request without it comes from
 * a program, which has no visitor's or agent's credentials to abuse.
 *
 * @param origin scheme, host and port of the page
 * @param host the host and port that were asked
 */
public record PageOrigin(Optional<String> origin, String host) {

    public static PageOrigin of(HttpRequest request) {
        return new PageOrigin(
                request.getHeader("Origin").map(header -> header.value()),
                request.getHeader("Host").map(header -> header.value()).orElse(""));
    }

    /** Whether the page is the node's own, one of {@code others}, or no page at all. */
    public boolean isAmong(List<String> others) {
        return origin.map(asking -> isOwn(asking)
                        || others.stream().anyMatch(other -> plain(other).equals(plain(asking))))
                .orElse(true);
    }

    private boolean isOwn(String asking) {
        return authority(asking)
                .map(authority -> authority.equals(withoutDefaultPort(host, asking)))
                .orElse(false);
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getRawAuthority())
                    .map(authority -> withoutDefaultPort(authority, origin));
        } catch (URISyntaxException notAnOrigin) {
            return Optional.empty();
        }
    }

    private static String withoutDefaultPort(String authority, String origin) {
        var port = origin.regionMatches(true, 0, "https:", 0, 6) ? ":443" : ":80";
        var lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }

    private static String plain(String origin) {
        var lower = origin.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
