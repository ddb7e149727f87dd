package baton.engine.node;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/**
 * Lets in the operator alone: who sits at the node's machine, unless {@code baton.directory.remote-import} is on, and shows
 * {@code Authorization: Bearer TOKEN} if there is a {@code baton.directory.token}.
 */
public final class OperatorGate {

    private static final String SCHEME = "bearer ";
    private static final int SHORTEST = 32;

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private final boolean remote;
    private final byte[] token;

    private OperatorGate(boolean remote, byte[] token) {
        this.remote = remote;
        this.token = token;
    }

    /** Why somebody is not let in: {@code code} is for machines and never changes. */
    enum Refusal {
        ELSEWHERE(
                "not-from-here",
                "companies are loaded and written by 127.0.0.1 of the node's machine only (BATON_MANAGEMENT_BIND_HOST=0.0.0.0"
                        + " listens there, too), unless baton.directory.remote-import is on"),
        BAD_TOKEN(
                "bad-token",
                "send Authorization: Bearer with the operator's token; baton import and export take it from"
                        + " BATON_DIRECTORY_TOKEN, or from the data directory of baton up (BATON_DATA)");

        final String code;
        final String detail;

        Refusal(String code, String detail) {
            this.code = code;
            this.detail = detail;
        }
    }

    /** @throws IllegalArgumentException if there is a token that could be guessed or cannot be sent */
    public static OperatorGate from(Config config) {
        var directory = config.getConfig("baton.directory");
        var token = directory.getString("token").strip();
        if (!token.isEmpty() && !token.matches("[!-~]{" + SHORTEST + ",}")) {
            throw new IllegalArgumentException("BATON_DIRECTORY_TOKEN has fewer than " + SHORTEST
                    + " characters, or some that are no ASCII; make one with: openssl rand -hex 32");
        }
        return new OperatorGate(directory.getBoolean("remote-import"), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for the operator. */
    Optional<Refusal> refusal(HttpRequest request) {
        if (!remote && !isFromHere(request)) {
            return Optional.of(Refusal.ELSEWHERE);
        }
        return token.length == 0 || isShown(request) ? Optional.empty() : Optional.of(Refusal.BAD_TOKEN);
    }

    /** The name in the address must be this machine's as well, or a page whose name leads here could ask. */
    private static boolean isFromHere(HttpRequest request) {
        return HERE.contains(request.getUri().host().address())
                && request.getAttribute(AttributeKeys.remoteAddress)
                        .flatMap(RemoteAddress::getAddress)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    /** In a time that does not tell how much of it is right. */
    private boolean isShown(HttpRequest request) {
        return request.getHeader("Authorization")
                .map(HttpHeader::value)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(shown -> MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
