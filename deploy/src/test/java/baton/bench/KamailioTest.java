package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KamailioTest {

    @Test
    void itListensOnLoopbackOnlyAndPassesEverythingToThePhone() {
        var settings = Kamailio.settings(7300, 7201);

        assertThat(settings.lines().filter(line -> line.startsWith("listen")))
                .containsExactly("listen=udp:127.0.0.1:7300");
        assertThat(settings).contains("disable_tcp=yes", "t_relay_to_udp(\"127.0.0.1\", \"7201\");");
    }

    @Test
    void itKeepsTheStateOfTransactionsAndUsesNoDatabase() {
        var modules = Kamailio.settings(7300, 7201)
                .lines()
                .filter(line -> line.startsWith("loadmodule"))
                .map(line -> line.split("\"")[1])
                .toList();

        assertThat(modules).containsExactlyInAnyOrder("tm.so", "sl.so", "rr.so", "maxfwd.so");
    }
}
