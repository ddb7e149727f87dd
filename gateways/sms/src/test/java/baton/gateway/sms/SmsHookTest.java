package baton.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.WebhookContract;
import baton.engine.spi.ChannelGateway;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmsHookTest extends WebhookContract {

    private static final String HOOK = "https://chat.acme.example/hooks/sms/acme";

    private static final String ENVELOPE =
            "ToCountry=UA&SmsMessageSid=SM1&NumMedia=0&SmsStatus=received&To=%2B380443900100"
                    + "&MessagingServiceSid=&NumSegments=1&From=%2B380501112233&ApiVersion=2010-04-01&Unknown=%F0%9F%91%8B";

    @Override
    protected ChannelGateway gateway() {
        return new SmsGateway();
    }

    @Override
    protected ChannelAccount account() {
        return ChannelAccount.newBuilder()
                .setChannel("sms")
                .putSettings("provider", "twilio")
                .putSettings("user", "AC1")
                .putSettings("number", "+380443900100")
                .putSettings("hook", HOOK)
                .putSecrets("secret", "token-of-acme")
                .build();
    }

    @Override
    protected List<String> twoMessages() {
        return List.of(ENVELOPE + "&MessageSid=SM1&Body=first", ENVELOPE + "&MessageSid=SM2&Body=second");
    }

    @Override
    protected Request signed(byte[] body) {
        return signed(body, "token-of-acme", HOOK);
    }

    private static Request signed(byte[] body, String token, String url) {
        return new Request(
                body,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-Twilio-Signature",
                TwilioFormat.signature(token, url, fields(body)));
    }

    private static Map<String, String> fields(byte[] body) {
        try {
            return TwilioFormat.fields(body);
        } catch (BadPayload unreadable) {
            return Map.of();
        }
    }

    @Override
    protected List<Request> forged(byte[] body) {
        return List.of(
                new Request(body),
                signed(body, "another token", HOOK),
                signed(body, "token-of-acme", "https://chat.acme.example/hooks/sms/globex"),
                new Request(
                        bytes(new String(body, StandardCharsets.UTF_8) + "!"),
                        signed(body).headers()));
    }

    /** From Twilio's own page on signatures. */
    @Test
    void aSignatureIsMadeAsTwilioMakesIt() {
        var fields = Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675309",
                "Digits", "1234",
                "From", "+14158675309",
                "To", "+18005551212");

        assertThat(TwilioFormat.signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", fields))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void aMessageIsKnownByTheNumberWithoutThePlus() {
        assertThat(tell(twoMessages().get(0)).body()).contains("<Response/>");

        assertThat(door.engine.messages)
                .containsExactly(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("sms")
                        .setAddress("380501112233")
                        .setMessageId("SM1")
                        .setText("first")
                        .build());
    }

    @Test
    void picturesAreSeveralMessagesOfWhichTheFirstHasTheText() {
        tell(ENVELOPE
                + "&MessageSid=MM1&Body=look%21&MediaUrl0=https%3A%2F%2Fapi.example%2F0&MediaContentType0=image%2Fjpeg"
                + "&MediaUrl1=https%3A%2F%2Fapi.example%2F1&MediaContentType1=application%2Fpdf");

        assertThat(door.engine.messages)
                .extracting(InboundMessage::getMessageId, InboundMessage::getText, message -> message.getContent()
                        .getKind())
                .containsExactly(tuple("MM1", "look!", "image"), tuple("MM1/1", "", "file"));
        assertThat(door.engine.messages)
                .extracting(message -> message.getContent().getReference())
                .containsExactly("https://api.example/0", "https://api.example/1");
    }

    @Test
    void whatBecameOfAMessageIsToldWithItsReason() {
        tell("MessageSid=SM9&SmsSid=SM9&MessageStatus=sent&To=%2B380501112233&From=%2B380443900100");
        tell("MessageSid=SM9&SmsSid=SM9&MessageStatus=delivered&To=%2B380501112233&From=%2B380443900100");
        tell("MessageSid=SM8&MessageStatus=undelivered&ErrorCode=30005&To=%2B380501112233&From=%2B380443900100");
        tell("MessageSid=SM7&MessageStatus=failed&ErrorCode=21610&To=%2B380501112233&From=%2B380443900100");

        assertThat(door.engine.receipts)
                .extracting(ProviderReceipt::getProviderId, ProviderReceipt::getState, ProviderReceipt::getCode)
                .containsExactly(
                        tuple("SM9", "delivered", ""),
                        tuple("SM8", "failed", "no-such-customer"),
                        tuple("SM7", "failed", "blocked"));
        assertThat(door.engine.receipts.get(0).getAddress()).isEqualTo("380501112233");
    }

    @Test
    void whatComesOverWhatsAppIsNotOurs() {
        assertThat(tell("MessageSid=SM3&From=whatsapp%3A%2B380501112233&Body=hello")
                        .statusCode())
                .isEqualTo(200);
        assertThat(door.engine.messages).isEmpty();
    }
}
