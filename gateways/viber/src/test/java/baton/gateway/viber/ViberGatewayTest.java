package baton.gateway.viber;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViberGatewayTest extends GatewayContract {

    private static final String CODE = "AbCdEfGhIjKlMnOpQr-_12";

    @Override
    protected Gateway gateway() {
        return new ViberGateway();
    }

    @Test
    void aLinkOpensTheBotWithTheCode() {
        var account = new ChannelAccount("viber", Map.of("uri", "acme-shop"), Map.of());

        assertThat(new ViberGateway().link(account, CODE)).hasValue("viber://pa?chatURI=acme-shop&context=" + CODE);
    }

    @Test
    void inATrialLinksLeadElsewhere() {
        var settings = Map.of("uri", "acme-shop", "links", "http://127.0.0.1:8090/viber/chat");

        assertThat(new ViberGateway().link(new ChannelAccount("viber", settings, Map.of()), CODE))
                .hasValue("http://127.0.0.1:8090/viber/chat/acme-shop?context=" + CODE);
    }

    @Test
    void anAccountThatNamesNoAddressHasNoLinks() {
        assertThat(new ViberGateway().link(new ChannelAccount("viber", Map.of(), Map.of()), CODE))
                .isEmpty();
        assertThat(new ViberGateway().link(new ChannelAccount("viber", Map.of("uri", "a&b"), Map.of()), CODE))
                .isEmpty();
    }
}
