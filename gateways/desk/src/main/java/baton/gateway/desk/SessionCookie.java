package baton.gateway.desk;

import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The cookie in which a browser keeps a session: no script can read it and no foreign page can send it. */
final class SessionCookie {

    private static final String NAME = "baton_session";

    private SessionCookie() {}

    static HttpHeader set(HttpRequest request, DeskSettings settings, String value) {
        return header(request, settings, value, settings.sessionTime().toSeconds());
    }

    static HttpHeader clear(HttpRequest request, DeskSettings settings) {
        return header(request, settings, "", 0);
    }

    static Optional<String> read(HttpRequest request) {
        return request.getHeader(Cookie.class)
                .flatMap(cookie -> StreamSupport.stream(cookie.getCookies().spliterator(), false)
                        .filter(pair -> pair.name().equals(NAME))
                        .map(HttpCookiePair::value)
                        .findFirst());
    }

    private static HttpHeader header(HttpRequest request, DeskSettings settings, String value, long maxAge) {
        return RawHeader.create(
                "Set-Cookie",
                NAME + "=" + value + "; Max-Age=" + maxAge + "; Path=/; HttpOnly; SameSite=Strict"
                        + (isSecure(request, settings) ? "; Secure" : ""));
    }

    private static boolean isSecure(HttpRequest request, DeskSettings settings) {
        return request.getUri().getScheme().equals("https")
                || (settings.socket().behindProxy()
                        && request.getHeader("X-Forwarded-Proto")
                                .map(header -> header.value().equalsIgnoreCase("https"))
                                .orElse(false));
    }
}
