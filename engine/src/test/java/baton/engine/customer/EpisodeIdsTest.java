package baton.engine.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeIdsTest {

    private static final String CUSTOMER = CustomerIds.of("acme", new AddressKey("webchat", "visitor-1"));

    @Test
    void anIdThatACustomerMakesIsPossible() {
        var first = CustomerState.replay(List.of()).nextEpisode(CUSTOMER);

        assertThat(first).startsWith(CUSTOMER);
        assertThat(EpisodeIds.possible(first)).isTrue();
        assertThat(EpisodeIds.possible(EpisodeIds.prefix(CUSTOMER) + 120)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "e1", "c-1", "c0123456789abcdef0123", "c0123456789abcdef0123-0", "c0123456789abcdef0123-1 "})
    void whatACustomerNeverMakesIsNot(String id) {
        assertThat(EpisodeIds.possible(id)).isFalse();
    }
}
