package baton.engine.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerIdsTest {

    private static final AddressKey CHAT = new AddressKey("webchat", "visitor-1");

    /** Stored for ever: customers would lose their history if this changed. */
    @Test
    void theSameAddressAlwaysProposesTheSameId() {
        assertThat(CustomerIds.of("acme", CHAT))
                .isEqualTo("c6da9d8c88e2d63b43508")
                .isEqualTo(CustomerIds.of("acme", CHAT));
    }

    @Test
    void anotherAddressOrCompanyProposesAnotherId() {
        assertThat(CustomerIds.of("globex", CHAT)).isNotEqualTo(CustomerIds.of("acme", CHAT));
        assertThat(CustomerIds.of("acme", new AddressKey("phone", "visitor-1")))
                .isNotEqualTo(CustomerIds.of("acme", CHAT));
    }

    @Test
    void thousandsOfThemDiffer() {
        var ids = new HashSet<String>();

        IntStream.range(0, 10_000).forEach(i -> ids.add(CustomerIds.of("acme", new AddressKey("webchat", "v" + i))));

        assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("c[0-9a-f]{20}"));
    }
}
