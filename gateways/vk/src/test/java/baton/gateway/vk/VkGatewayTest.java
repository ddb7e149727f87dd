package baton.gateway.vk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VkGatewayTest extends GatewayContract {

    private static final String CODE = "AbCdEfGhIjKlMnOpQr-_12";

    @Override
    protected Gateway gateway() {
        return new VkGateway();
    }

    @Test
    void aLinkOpensTheCommunityWithTheCode() {
        var account = new ChannelAccount("vk", Map.of("name", "acme.shop"), Map.of());

        assertThat(new VkGateway().link(account, CODE)).hasValue("https://vk.me/acme.shop?ref=" + CODE);
    }

    @Test
    void inATrialLinksLeadElsewhere() {
        var settings = Map.of("name", "acme.shop", "links", "http://127.0.0.1:8090/vk/write");

        assertThat(new VkGateway().link(new ChannelAccount("vk", settings, Map.of()), CODE))
                .hasValue("http://127.0.0.1:8090/vk/write/acme.shop?ref=" + CODE);
    }

    @Test
    void anAccountThatHasNoNameHasNoLinks() {
        assertThat(new VkGateway().link(new ChannelAccount("vk", Map.of(), Map.of()), CODE))
                .isEmpty();
        assertThat(new VkGateway().link(new ChannelAccount("vk", Map.of("name", "a/b?c"), Map.of()), CODE))
                .isEmpty();
    }
}
