package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.FreePorts;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    private static final String LOOPBACK = "127.0.0.1";

    @Test
    void aTakenTcpPortNamesItselfAndItsSetting() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            var port = taken.getLocalPort();

            assertThatThrownBy(() -> Ports.requireFreeTcp("The web (HTTP)", LOOPBACK, port, "BATON_HTTP_PORT"))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("The web (HTTP) needs TCP port " + port + " on 127.0.0.1")
                    .hasMessageEndingWith("choose another port with BATON_HTTP_PORT.");
        }
    }

    @Test
    void aTakenUdpPortNamesItselfAndItsSetting() throws Exception {
        try (var taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            var port = taken.getLocalPort();

            assertThatThrownBy(() -> Ports.requireFreeUdp("The telephone (SIP)", LOOPBACK, port, "BATON_SIP_PORT"))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("needs UDP port " + port)
                    .hasMessageContaining("BATON_SIP_PORT");
        }
    }

    @Test
    void aFreePortIsFreeAgainAfterTheCheck() {
        var port = FreePorts.next();

        assertThatCode(() -> {
                    Ports.requireFreeTcp("a", LOOPBACK, port, "X");
                    Ports.requireFreeTcp("b", LOOPBACK, port, "X");
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "0", "65536", "-1", "1234567890123", "80 "})
    void aPortThatIsNoneIsRefused(String value) {
        assertThatThrownBy(() -> Ports.from(Map.of("BATON_CASSANDRA_PORT", value), "BATON_CASSANDRA_PORT", 1))
                .isInstanceOf(Problem.class)
                .hasMessage("BATON_CASSANDRA_PORT is \"" + value + "\", expected a port from 1 to 65535.");
    }

    @Test
    void withoutASettingTheDefaultHolds() {
        assertThat(Ports.from(Map.of(), "BATON_CASSANDRA_PORT", 19042)).isEqualTo(19042);
    }
}
