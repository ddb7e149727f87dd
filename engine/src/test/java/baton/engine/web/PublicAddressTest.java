package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @Test
    void aSlashAtItsEndIsLeftOut() {
        assertThat(address("https://support.example/baton/").url()).isEqualTo("https://support.example/baton");
        assertThat(address("http://127.0.0.1:8080").isKnown()).isTrue();
        assertThat(address("  ").isKnown()).isFalse();
        assertThat(PublicAddress.from(ConfigFactory.empty()).isKnown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"support.example", "ftp://support.example", "https://", "https://a?b", "https://a b"})
    void whatIsNoAddressOfTheWebIsNotTaken(String given) {
        assertThatThrownBy(() -> address(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("baton.http.public-url")
                .hasMessageContaining(given);
    }

    private static PublicAddress address(String given) {
        return PublicAddress.from(ConfigFactory.parseMap(Map.of("baton.http.public-url", given)));
    }
}
