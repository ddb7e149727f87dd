package baton.gateway.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstagramGatewayTest extends GatewayContract {

    @Override
    protected Gateway gateway() {
        return new InstagramGateway();
    }

    @Test
    void aLinkOpensTheAccountWithTheCode() {
        var account = new ChannelAccount("instagram", Map.of("username", "acme_shop"), Map.of());

        assertThat(new InstagramGateway().link(account, "AbCdEfGhIjKlMnOpQr-_12"))
                .hasValue("https://ig.me/m/acme_shop?ref=AbCdEfGhIjKlMnOpQr-_12");
    }
}
