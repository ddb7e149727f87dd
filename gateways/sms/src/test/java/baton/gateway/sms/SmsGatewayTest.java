package baton.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.OutboundMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsGatewayTest extends GatewayContract {

    private static final ChannelAccount SMPP =
            new ChannelAccount("sms", Map.of("provider", "smpp", "host", "h", "user", "u"), Map.of());

    @Override
    protected Gateway gateway() {
        return new SmsGateway();
    }

    @Test
    void onlySmppNeedsAConnection() {
        assertThat(new SmsGateway().connects(SMPP)).isTrue();
        assertThat(new SmsGateway()
                        .connects(new ChannelAccount(
                                "sms", Map.of("provider", "twilio", "host", "h", "user", "u"), Map.of())))
                .isFalse();
    }

    @Test
    void whileTheLineIsDownEverythingWaits() {
        var message = OutboundMessage.newBuilder().setTenant("acme").build();

        assertThat(new SmsGateway().deliver(SMPP, message))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(Deliveries.allLater("provider-away", Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "+380 (50) 111-22-33, 380501112233",
        "380501112233, 380501112233",
        "00380501112233, 380501112233",
        "4711, 4711",
        "MyBank, MyBank",
        "My-Bank 1, My-Bank 1"
    })
    void aNumberIsWrittenInOneWay(String written, String address) {
        assertThat(Numbers.address(written)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"380501112233, +380501112233", "4711, 4711", "MyBank, MyBank"})
    void onlyFullNumbersHaveAPlus(String address, String e164) {
        assertThat(Numbers.e164(address)).isEqualTo(e164);
    }
}
