package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Config CONFIG = secret("0123456789abcdef0123456789abcdef");

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Tokens visitors = new Tokens(CONFIG, "visitor", Duration.ofDays(90), () -> now);

    @Test
    void aTokenSaysWhoItIsAbout() {
        var token = visitors.issue("acme", "v-1", Map.of("sid", "s-1"));

        var claims = visitors.read(token).orElseThrow();

        assertThat(claims.tenant()).isEqualTo("acme");
        assertThat(claims.subject()).isEqualTo("v-1");
        assertThat(claims.more("sid")).isEqualTo("s-1");
        assertThat(claims.more("other")).isEmpty();
        assertThat(claims.expires()).isEqualTo(now.plus(Duration.ofDays(90)));
    }

    @Test
    void aTokenForOneThingIsWorthlessForAnother() {
        var sessions = new Tokens(CONFIG, "desk-session", Duration.ofDays(90), () -> now);

        assertThat(sessions.read(visitors.issue("acme", "v-1", Map.of()))).isEmpty();
    }

    @Test
    void aTokenOfAnotherInstallationIsWorthless() {
        var others =
                new Tokens(secret("another-secret-of-32-characters-or-more"), "visitor", Duration.ofDays(1), () -> now);

        assertThat(visitors.read(others.issue("acme", "v-1", Map.of()))).isEmpty();
    }

    @Test
    void aTokenExpires() {
        var token = visitors.issue("acme", "v-1", Map.of());

        now = now.plus(Duration.ofDays(90));

        assertThat(visitors.read(token)).isEmpty();
    }

    @Test
    void anUnsignedTokenIsNone() {
        var claims = visitors.issue("acme", "v-1", Map.of()).split("\\.")[1];
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));

        assertThat(visitors.read(header + "." + claims + ".")).isEmpty();
        assertThat(visitors.read("")).isEmpty();
        assertThat(visitors.read("x".repeat(100_000))).isEmpty();
    }

    @Test
    void withoutAGoodSecretNothingIsSigned() {
        assertThatThrownBy(() -> new Tokens(secret("short"), "visitor", Duration.ofDays(1), () -> now))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 characters")
                .hasMessageContaining("BATON_SECRET");
        assertThatThrownBy(() -> new Tokens(ConfigFactory.empty(), "visitor", Duration.ofDays(1), () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Config secret(String secret) {
        return ConfigFactory.parseMap(Map.of("baton.secret", secret));
    }
}
