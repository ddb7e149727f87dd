package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose page asks ({@link PageOrigin}), and from which address ({@link ClientAddress}). */
class WhenceTest {

    @ParameterizedTest
    @CsvSource({
        "http://chat.example:8080, chat.example:8080, true",
        "https://chat.example, chat.example, true",
        "https://chat.example, chat.example:443, true",
        "http://chat.example:80, chat.example, true",
        "HTTPS://Chat.Example, chat.example, true",
        "https://shop.example, chat.example, true",
        "https://shop.example/, chat.example, true",
        "http://shop.example, chat.example, false",
        "https://shop.example:8443, chat.example, false",
        "https://chat.example.evil.example, chat.example, false",
        "https://evil.example, chat.example, false",
        "null, chat.example, false",
        "https://, '', false",
        "not an origin, chat.example, false"
    })
    void pagesOfOurOwnAndOfTheListAreAllowed(String origin, String host, boolean allowed) {
        assertThat(new PageOrigin(Optional.of(origin), host).isAmong(List.of("https://shop.example")))
                .isEqualTo(allowed);
    }

    @Test
    void aProgramHasNoPage() {
        assertThat(new PageOrigin(Optional.empty(), "chat.example").isAmong(List.of()))
                .isTrue();
    }

    @Test
    void theAddressIsThePeersUnlessAProxyIsTrusted() throws Exception {
        var request = from("203.0.113.7").addHeader(RawHeader.create("X-Forwarded-For", "1.1.1.1, 198.51.100.9"));

        assertThat(ClientAddress.of(request, false)).isEqualTo("203.0.113.7");
        assertThat(ClientAddress.of(request, true)).isEqualTo("198.51.100.9");
        assertThat(ClientAddress.of(from("203.0.113.7"), true)).isEqualTo("203.0.113.7");
    }

    @Test
    void aHouseholdOfIpv6IsOneAddress() throws Exception {
        assertThat(ClientAddress.of(from("2001:db8:1:2::1"), false))
                .isEqualTo(ClientAddress.of(from("2001:db8:1:2:ffff::9"), false))
                .isNotEqualTo(ClientAddress.of(from("2001:db8:1:3::1"), false));
    }

    private static HttpRequest from(String address) throws Exception {
        return HttpRequest.GET("/")
                .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.getByName(address)));
    }
}
