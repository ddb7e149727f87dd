package baton.gateway.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.MetaWebhookContract;
import baton.engine.messenger.Samples;
import baton.engine.spi.ChannelGateway;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.gateway.v1.ProviderReceipt;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatsappHookTest extends MetaWebhookContract {

    private final Samples samples = new Samples(getClass(), "whatsapp");

    @Override
    protected ChannelGateway gateway() {
        return new WhatsappGateway();
    }

    @Override
    protected ChannelAccount account() {
        return ChannelAccount.newBuilder()
                .setChannel("whatsapp")
                .putSettings("phoneNumberId", "106540352242922")
                .putSecrets("token", "token-of-acme")
                .putSecrets("appSecret", "app-secret-of-acme")
                .putSecrets("verifyToken", "verify-token-of-acme")
                .build();
    }

    @Override
    protected List<String> twoMessages() {
        return List.of(samples.text("two"));
    }

    @Test
    void aReceiptIsPassedOn() {
        var answer = tell(samples.text("status-read"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(door.engine.receipts)
                .extracting(ProviderReceipt::getState, ProviderReceipt::getAddress)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("read", "UA.13491208655302741918"));
    }

    @Test
    void somebodyWhoComesByALinkArrives() {
        tell(samples.text("code"));

        assertThat(door.engine.remarks).containsExactly("UA.13491208655302741918 came with AbCdEfGhIjKlMnOpQr-_12");
        assertThat(door.engine.messages).isEmpty();
    }

    @Test
    void aTextLongerThanWeTakeComesInPieces() {
        var longer = "x".repeat(20_000);

        tell(samples.text("two").replace("first", longer));

        var texts =
                door.engine.messages.stream().map(message -> message.getText()).toList();
        assertThat(texts).hasSizeGreaterThan(2).endsWith("second");
        assertThat(String.join("", texts.subList(0, texts.size() - 1))).isEqualTo(longer);
        assertThat(door.engine.messages)
                .extracting(message -> message.getMessageId())
                .doesNotHaveDuplicates();
    }

    @Test
    void aBodyFullOfWhatIsOnlyCountedIsNoTrouble() {
        var sent = "{\"status\":\"sent\"}";

        var answer = tell("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\","
                + "\"value\":{\"statuses\":[" + sent + ("," + sent).repeat(40_000) + "]}}]}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
