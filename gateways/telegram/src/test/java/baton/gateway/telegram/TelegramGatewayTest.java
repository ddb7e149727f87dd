package baton.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelegramGatewayTest extends GatewayContract {

    @Override
    protected Gateway gateway() {
        return new TelegramGateway();
    }

    @Test
    void aLinkLeadsToTheBot() {
        var account = new ChannelAccount("telegram", Map.of("username", "acme_bot"), Map.of());

        assertThat(new TelegramGateway().link(account, "code")).contains("https://t.me/acme_bot?start=code");
        assertThat(new TelegramGateway().link(new ChannelAccount("telegram", Map.of(), Map.of()), "code"))
                .isEmpty();
    }

    @Test
    void secretsAreNotShown() {
        var account = new ChannelAccount("telegram", Map.of(), Map.of("token", "123:ABC"));

        assertThat(account.toString()).contains("token").doesNotContain("123:ABC");
    }
}
