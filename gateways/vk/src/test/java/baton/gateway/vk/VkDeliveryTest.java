package baton.gateway.vk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Tenants.ChannelAccount;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VkDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new VkGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount("vk", Map.of("api", api), Map.of("token", "token-of-acme"));
    }

    @Override
    protected String address() {
        return "612444319";
    }

    @Test
    void aMessageIsPostedWithTheTokenInTheBodyAndItsIdKept() {
        provider.says(200, "{\"response\":5005}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("5005"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/method/messages.send");
        assertThat(asked.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(URLDecoder.decode(asked.body(), StandardCharsets.UTF_8))
                .contains("access_token=token-of-acme", "peer_id=612444319", "message=Добрий день", "v=5.199");
    }

    @Test
    void aRepeatedMessageHasTheSameKey() {
        provider.says(200, "{\"response\":5005}");

        deliver();
        deliver();

        assertThat(provider.asked.get(0).body())
                .contains("random_id=")
                .isEqualTo(provider.asked.get(1).body());
    }

    @ParameterizedTest
    @CsvSource({"901, blocked", "900, blocked", "902, blocked", "18, no-such-customer", "100, refused", "914, refused"})
    void whatWillNeverBeTakenHasFailed(int code, String word) {
        provider.says(200, error(code));

        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "so it is"));
    }

    @ParameterizedTest
    @CsvSource({
        "6, rate-limited, 1, true",
        "9, rate-limited, 10, false",
        "29, rate-limited, 60, true",
        "5, bad-account, 60, true",
        "7, bad-account, 60, true",
        "10, provider-away, 0, false"
    })
    void whatMayBeTakenLaterWaits(int code, String word, int seconds, boolean everybody) {
        provider.says(200, error(code));

        assertLater(word, seconds, everybody);
    }

    private static String error(int code) {
        return "{\"error\":{\"error_code\":" + code + ",\"error_msg\":\"so it is\",\"request_params\":[]}}";
    }
}
