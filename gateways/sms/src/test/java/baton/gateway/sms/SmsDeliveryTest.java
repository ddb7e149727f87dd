package baton.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.FileSource;
import baton.engine.spi.Tenants.ChannelAccount;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over Twilio. */
class SmsDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new SmsGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount(
                "sms",
                Map.of(
                        "provider", "twilio",
                        "user", "AC1",
                        "number", "+380443900100",
                        "api", api,
                        "hook", "https://chat.acme.example/hooks/sms/acme"),
                Map.of("secret", "token-of-acme"));
    }

    @Override
    protected String address() {
        return "380501112233";
    }

    @Test
    void aMessageIsPostedAsAFormWithThePasswordAndItsIdKept() {
        provider.says(201, "{\"sid\":\"SM9\",\"status\":\"queued\"}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("SM9"));

        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(asked.header("Authorization")).isEqualTo("Basic QUMxOnRva2VuLW9mLWFjbWU=");
        assertThat(asked.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(URLDecoder.decode(asked.body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "Body=Добрий день&From=+380443900100&StatusCallback=https://chat.acme.example/hooks/sms/acme#rc=5&rp=all"
                                + "&To=+380501112233");
    }

    @Test
    void aFileIsALinkThatCostsNoMoreThanItMust() {
        provider.says(201, "{\"sid\":\"SM9\",\"status\":\"queued\"}");

        assertThat(deliver(file("рахунок.pdf", "application/pdf", "the bytes"))).isEqualTo(Deliveries.taken("SM9"));

        assertThat(URLDecoder.decode(provider.asked.get(0).body(), StandardCharsets.UTF_8))
                .startsWith("Body=https://support.example/files/acme/hash-of-рахунок.pdf/file.pdf&");
        assertThat(gateway().capabilities().getFilesInText()).isTrue();
        assertThat(gateway().capabilities().getFilesByAddress()).isTrue();
    }

    @Test
    void buttonsAreNumberedLines() {
        provider.says(201, "{\"sid\":\"SM9\",\"status\":\"queued\"}");

        deliver(offering("Так", "Ні"));

        assertThat(URLDecoder.decode(provider.asked.get(0).body(), StandardCharsets.UTF_8))
                .startsWith("Body=Добрий день\n\n1. Так\n2. Ні&");
    }

    @Test
    void aPictureOfACustomerIsFetchedFromTheProviderWithThePasswordAndFromNowhereElse() {
        var place = provider.url() + "/api/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1";

        assertThat(fetch(place))
                .isEqualTo(new FileSource.At(place, Map.of("Authorization", "Basic QUMxOnRva2VuLW9mLWFjbWU=")));
        assertThat(fetch("https://elsewhere.example/ME1")).isEqualTo(new FileSource.Never("bad-source"));
        assertThat(fetch("")).isEqualTo(new FileSource.Never("bad-source"));
    }

    @ParameterizedTest
    @CsvSource({"21610, blocked", "21211, no-such-customer", "21614, no-such-customer", "21617, refused"})
    void whatWillNeverBeTakenHasFailed(int code, String word) {
        provider.says(400, "{\"code\":" + code + ",\"message\":\"so it is\",\"status\":400}");

        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "so it is"));
    }
}
