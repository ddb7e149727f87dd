package baton.gateway.vk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Samples;
import baton.engine.messenger.WebhookContract;
import baton.engine.spi.ChannelGateway;
import baton.protocol.config.v1.ChannelAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VkHookTest extends WebhookContract {

    private final Samples samples = new Samples(getClass(), "vk");

    @Override
    protected ChannelGateway gateway() {
        return new VkGateway();
    }

    @Override
    protected ChannelAccount account() {
        return ChannelAccount.newBuilder()
                .setChannel("vk")
                .putSettings("groupId", "214167102")
                .putSettings("confirmation", "693d0ba9")
                .putSecrets("token", "token-of-acme")
                .putSecrets("secret", "secret-of-acme")
                .build();
    }

    @Override
    protected List<String> twoMessages() {
        return List.of(samples.text("first"), samples.text("second"));
    }

    /** The proof is in the body. */
    @Override
    protected Request signed(byte[] body) {
        return new Request(body);
    }

    @Override
    protected List<Request> forged(byte[] body) {
        var right = new String(body, StandardCharsets.UTF_8);
        return List.of(
                new Request(bytes(right.replace("secret-of-acme", "another secret"))),
                new Request(bytes(right.replace("secret-of-acme", ""))),
                new Request(bytes(right.replace("\"secret-of-acme\"", "null"))),
                new Request(bytes(right.replace("\"secret\"", "\"terces\""))),
                new Request(bytes("{}")));
    }

    /** The secret is in the body: of what cannot be read nobody knows who sent it. */
    @Override
    protected int statusOfWhatCannotBeRead() {
        return 403;
    }

    @Test
    void everythingIsAnsweredWithOk() {
        for (var sample : List.of("first", "typing", "wall-post", "other-group")) {
            var answer = tell(samples.text(sample));

            assertThat(answer.statusCode()).as(sample).isEqualTo(200);
            assertThat(answer.body()).as(sample).isEqualTo("ok");
        }
    }

    @Test
    void theQuestionForTheAddressIsAnsweredWithTheConfirmation() {
        var answer = tell(samples.text("confirmation"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("693d0ba9");
        assertThat(tell(samples.text("confirmation-of-others")).statusCode()).isEqualTo(403);
    }
}
