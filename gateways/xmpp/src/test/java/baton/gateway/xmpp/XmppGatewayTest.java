package baton.gateway.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.OutboundMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmppGatewayTest extends GatewayContract {

    @Override
    protected Gateway gateway() {
        return new XmppGateway();
    }

    @Test
    void onlyAnAccountThatIsCompleteNeedsAConnection() {
        var gateway = new XmppGateway();
        var address = Map.of("address", "shop@chat.example");

        assertThat(gateway.connects(new ChannelAccount("xmpp", address, Map.of("secret", "s"))))
                .isTrue();
        assertThat(gateway.connects(new ChannelAccount("xmpp", address, Map.of())))
                .isFalse();
        assertThat(gateway.connects(new ChannelAccount("xmpp", Map.of(), Map.of("secret", "s"))))
                .isFalse();
    }

    @Test
    void whileTheLineIsDownEverythingWaits() {
        var delivery = new XmppGateway()
                .deliver(
                        new ChannelAccount("xmpp", Map.of(), Map.of()),
                        OutboundMessage.newBuilder().setTenant("acme").build());

        assertThat(delivery)
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(Deliveries.allLater("provider-away", Duration.ZERO));
    }
}
