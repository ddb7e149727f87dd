package baton.gateway.viber;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Samples;
import baton.engine.messenger.Signatures;
import baton.engine.messenger.WebhookContract;
import baton.engine.spi.ChannelGateway;
import baton.protocol.config.v1.ChannelAccount;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViberHookTest extends WebhookContract {

    private static final String SIGNATURE = "X-Viber-Content-Signature";

    private final Samples samples = new Samples(getClass(), "viber");

    @Override
    protected ChannelGateway gateway() {
        return new ViberGateway();
    }

    @Override
    protected ChannelAccount account() {
        return ChannelAccount.newBuilder()
                .setChannel("viber")
                .putSettings("name", "Acme")
                .putSecrets("token", "token-of-acme")
                .build();
    }

    @Override
    protected List<String> twoMessages() {
        return List.of(samples.text("first"), samples.text("second"));
    }

    @Override
    protected Request signed(byte[] body) {
        return new Request(body, SIGNATURE, hex("token-of-acme", body));
    }

    @Override
    protected List<Request> forged(byte[] body) {
        var right = hex("token-of-acme", body);
        return List.of(
                new Request(body),
                new Request(body, SIGNATURE, ""),
                new Request(body, SIGNATURE, hex("another token", body)),
                new Request(body, SIGNATURE, right.substring(1)),
                new Request(bytes(new String(body, StandardCharsets.UTF_8) + " "), SIGNATURE, right));
    }

    private static String hex(String secret, byte[] body) {
        return HexFormat.of().formatHex(Signatures.hmac("HmacSHA256", secret, body));
    }

    @Test
    void theQuestionWithWhichViberMakesSureIsAnswered() {
        assertThat(tell(samples.text("webhook")).statusCode()).isEqualTo(200);
    }

    @Test
    void receiptsAndArrivalsArePassedOn() {
        tell(samples.text("seen"));
        tell(samples.text("started"));

        assertThat(door.engine.receipts).hasSize(1);
        assertThat(door.engine.remarks).containsExactly("01234567890A= came with AbCdEfGhIjKlMnOpQr-_12");
    }
}
