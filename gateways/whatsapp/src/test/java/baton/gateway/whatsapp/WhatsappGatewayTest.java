package baton.gateway.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatsappGatewayTest extends GatewayContract {

    private static final String CODE = "AbCdEfGhIjKlMnOpQr-_12";

    @Override
    protected Gateway gateway() {
        return new WhatsappGateway();
    }

    @Test
    void aLinkLetsTheCustomerSendTheCode() {
        var account = new ChannelAccount("whatsapp", Map.of("number", "+1 (555) 078-3881"), Map.of());

        assertThat(new WhatsappGateway().link(account, CODE)).hasValue("https://wa.me/15550783881?text=%23" + CODE);
    }

    @Test
    void inATrialLinksLeadElsewhere() {
        var settings = Map.of("number", "+15550783881", "links", "http://127.0.0.1:8090/whatsapp/send");

        assertThat(new WhatsappGateway().link(new ChannelAccount("whatsapp", settings, Map.of()), CODE))
                .hasValue("http://127.0.0.1:8090/whatsapp/send/15550783881?text=%23" + CODE);
    }

    @Test
    void anAccountThatNamesNoNumberHasNoLinks() {
        assertThat(new WhatsappGateway().link(new ChannelAccount("whatsapp", Map.of(), Map.of()), CODE))
                .isEmpty();
    }
}
