package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.FixedTenants;
import baton.gateway.desk.DeskSettings.LoginSettings;
import baton.gateway.desk.Login.Outcome;
import baton.gateway.desk.Login.TooOften;
import baton.gateway.desk.Login.Unknown;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Login login = new Login(
            FixedTenants.of(), new LoginSettings(2, Duration.ofMinutes(1), 3, Duration.ofSeconds(5), 1, 8), () -> NOW);

    @AfterEach
    void close() {
        login.close();
    }

    /** Otherwise one address locks out every agent whose name it knows. */
    @Test
    void whatIsRefusedBecauseOfItsAddressCostsTheAgentNothing() {
        for (var i = 0; i < 3; i++) {
            assertThat(guess("nobody" + i, "198.51.100.1")).isInstanceOf(Unknown.class);
        }

        for (var i = 0; i < 10; i++) {
            assertThat(guess("anna", "198.51.100.1")).isEqualTo(new TooOften(Duration.ofSeconds(5)));
        }

        assertThat(guess("anna", "203.0.113.7")).isInstanceOf(Unknown.class);
    }

    @Test
    void anAgentWhosePasswordIsGuessedFromManyAddressesWaits() {
        guess("anna", "198.51.100.1");
        guess("anna", "198.51.100.2");

        assertThat(guess("anna", "198.51.100.3")).isEqualTo(new TooOften(Duration.ofMinutes(1)));
    }

    private Outcome guess(String agentId, String address) {
        return login.check("acme", agentId, "wrong", address)
                .toCompletableFuture()
                .join();
    }
}
