package baton.gateway.viber;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViberDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new ViberGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount("viber", Map.of("name", "Acme", "api", api), Map.of("token", "token-of-acme"));
    }

    @Override
    protected String address() {
        return "01234567890A=";
    }

    @Test
    void aMessageIsPostedWithTheTokenAndItsIdKeptToTheLastDigit() {
        provider.says(
                200,
                "{\"status\":0,\"status_message\":\"ok\",\"message_token\":9223372036854775807,"
                        + "\"chat_hostname\":\"SN-CHAT-05_\",\"billing_status\":1}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("9223372036854775807"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/pa/send_message");
        assertThat(asked.header("X-Viber-Auth-Token")).isEqualTo("token-of-acme");
        assertThat(asked.body()).contains("\"receiver\":\"01234567890A=\"", "\"text\":\"Добрий день\"", "e1#7");
    }

    @ParameterizedTest
    @CsvSource({"5, no-such-customer", "6, blocked", "3, refused", "11, refused", "21, refused"})
    void whatWillNeverBeTakenHasFailed(int status, String word) {
        provider.says(200, answer(status));

        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "so it is"));
    }

    @ParameterizedTest
    @CsvSource({
        "12, rate-limited, 10, true",
        "2, bad-account, 60, true",
        "9, bad-account, 60, true",
        "24, bad-account, 60, true",
        "99, provider-away, 0, false"
    })
    void whatMayBeTakenLaterWaits(int status, String word, int seconds, boolean everybody) {
        provider.says(200, answer(status));

        assertLater(word, seconds, everybody);
    }

    @Test
    void anAnswerThatSaysNothingIsTrouble() {
        provider.says(200, "<html>");

        assertLater("provider-away", 0, true);
    }

    private static String answer(int status) {
        return "{\"status\":" + status + ",\"status_message\":\"so it is\"}";
    }
}
