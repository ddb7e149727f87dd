package baton.engine.web;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.Optional;

/**
 * How this installation is reached from outside: {@code baton.http.public-url}.
 *
 * @param url without a slash at its end; empty if nobody has said it
 */
public record PublicAddress(String url) {

    private static final String PATH = "baton.http.public-url";

    /** @throws IllegalArgumentException if it is no address of the web */
    public static PublicAddress from(Config config) {
        var given = config.hasPath(PATH) ? config.getString(PATH).strip() : "";
        if (!given.isEmpty() && !isAddress(given)) {
            throw new IllegalArgumentException(
                    PATH + " is \"" + given + "\" (expected: an address like https://support.example)");
        }
        return new PublicAddress(given.replaceAll("/+$", ""));
    }

    private static boolean isAddress(String given) {
        try {
            var uri = URI.create(given);
            return given.matches("https?://.+")
                    && uri.getHost() != null
                    && Optional.ofNullable(uri.getQuery()).isEmpty()
                    && Optional.ofNullable(uri.getFragment()).isEmpty();
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    public boolean isKnown() {
        return !url.isEmpty();
    }
}
