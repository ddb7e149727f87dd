package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.FreePorts;
import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoneGatewayTest extends GatewayContract {

    @Override
    protected Gateway gateway() {
        return new PhoneGateway();
    }

    @Override
    protected Config config() {
        return ConfigFactory.parseMap(Map.of("baton.phone.sip.port", FreePorts.next()))
                .withFallback(super.config());
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
