package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.spi.Gateway;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PhoneGatewayTest {

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Gateway.class)).extracting(Gateway::name).contains("phone");
    }

    @Test
    void aPortThatIsTakenIsSaidInOneSentence() throws Exception {
        try (var door = OpenDoor.open()) {
            var second = new PhoneGateway();

            assertThatThrownBy(
                            () -> second.open(door.engine).toCompletableFuture().join())
                    .hasRootCauseInstanceOf(java.net.BindException.class)
                    .hasMessageContaining("The phone door cannot listen on 127.0.0.1:" + door.port)
                    .hasMessageContaining("BATON_SIP_PORT");
        }
    }

    @Test
    void aClosedDoorGivesItsPortBack() throws Exception {
        var door = OpenDoor.open();
        var port = door.port;

        door.close();

        OpenDoor.eventually(() -> {
            try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                return socket.isBound();
            } catch (java.net.BindException stillTaken) {
                return false;
            }
        });
    }
}
