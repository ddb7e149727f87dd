package baton.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelegramDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new TelegramGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount("telegram", Map.of("api", api), Map.of("token", "123456:token-of-acme"));
    }

    @Override
    protected String address() {
        return "42";
    }

    @Test
    void aMessageIsPostedToTheBotAndItsIdKept() {
        provider.says(200, "{\"ok\":true,\"result\":{\"message_id\":77}}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("77"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/bot123456:token-of-acme/sendMessage");
        assertThat(asked.body()).isEqualTo("{\"chat_id\":42,\"text\":\"Добрий день\"}");
    }
}
