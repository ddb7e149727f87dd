package baton.gateway.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessengerGatewayTest extends GatewayContract {

    private static final String CODE = "AbCdEfGhIjKlMnOpQr-_12";

    @Override
    protected Gateway gateway() {
        return new MessengerGateway();
    }

    @Test
    void aLinkOpensThePageWithTheCode() {
        var account = new ChannelAccount("messenger", Map.of("username", "acme.shop"), Map.of());

        assertThat(new MessengerGateway().link(account, CODE)).hasValue("https://m.me/acme.shop?ref=" + CODE);
    }

    @Test
    void inATrialLinksLeadElsewhere() {
        var settings = Map.of("username", "acme.shop", "links", "http://127.0.0.1:8090/messenger/m");

        assertThat(new MessengerGateway().link(new ChannelAccount("messenger", settings, Map.of()), CODE))
                .hasValue("http://127.0.0.1:8090/messenger/m/acme.shop?ref=" + CODE);
    }

    @Test
    void anAccountThatNamesNoUserHasNoLinks() {
        assertThat(new MessengerGateway().link(new ChannelAccount("messenger", Map.of(), Map.of()), CODE))
                .isEmpty();
        assertThat(new MessengerGateway()
                        .link(new ChannelAccount("messenger", Map.of("username", "a/b?c"), Map.of()), CODE))
                .isEmpty();
    }
}
