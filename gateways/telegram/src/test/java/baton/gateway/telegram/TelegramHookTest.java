package baton.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.messenger.FakeProvider;
import baton.engine.messenger.WebhookContract;
import baton.engine.spi.ChannelGateway;
import baton.protocol.config.v1.ChannelAccount;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TelegramHookTest extends WebhookContract {

    private static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";

    private final FakeProvider telegram = new FakeProvider();

    @Override
    protected ChannelGateway gateway() {
        return new TelegramGateway();
    }

    @Override
    protected ChannelAccount account() {
        return ChannelAccount.newBuilder()
                .setChannel("telegram")
                .putSettings("username", "acme_bot")
                .putSettings("api", telegram.url())
                .putSecrets("token", "123456:token-of-acme")
                .putSecrets("webhookSecret", "webhook-secret-of-acme")
                .build();
    }

    @Override
    protected List<String> twoMessages() {
        return List.of(message(1, "first"), message(2, "second"));
    }

    private static String message(int id, String text) {
        return """
                {"update_id": %d, "message": {"message_id": %d, "date": 1764000000, "text": "%s",
                  "from": {"id": 42, "is_bot": false, "first_name": "Olena"}, "chat": {"id": 42, "type": "private"}}}
                """
                .formatted(700 + id, id, text);
    }

    @Override
    protected Request signed(byte[] body) {
        return new Request(body, HEADER, "webhook-secret-of-acme");
    }

    @Override
    protected List<Request> forged(byte[] body) {
        return List.of(new Request(body, HEADER, "webhook-secret-of-acmf"), new Request(body));
    }

    @AfterAll
    void closeTelegram() {
        telegram.close();
    }

    @Test
    void whoeverPressesStartIsAnsweredAndHasNotWrittenAnything() {
        telegram.asked.clear();
        telegram.says(200, "{\"ok\":true,\"result\":{\"message_id\":78}}");

        assertThat(tell(message(4, "/start")).statusCode()).isEqualTo(200);

        await().until(() -> !telegram.asked.isEmpty());
        var asked = telegram.asked.get(0);
        assertThat(asked.path()).endsWith("/bot123456:token-of-acme/sendMessage");
        assertThat(asked.body()).startsWith("{\"chat_id\":42,\"text\":\"Hello, this is Acme Shop!");
        assertThat(door.engine.messages).isEmpty();
        assertThat(door.engine.remarks).isEmpty();
    }

    @Test
    void whoeverPressesStartAgainAndAgainIsAnsweredOnce() {
        telegram.asked.clear();
        telegram.says(200, "{\"ok\":true,\"result\":{\"message_id\":78}}");

        for (int id = 10; id < 15; id++) {
            tell(start(id, 43));
        }
        tell(start(15, 44));

        await().until(() -> greeted("44"));
        assertThat(telegram.asked.stream().filter(asked -> asked.body().contains("\"chat_id\":43")))
                .hasSize(1);
    }

    @Test
    void aGreetingThatCannotBeMadeIsNotAskedForAgain() {
        telegram.asked.clear();
        telegram.says(200, "{\"ok\":true,\"result\":{\"message_id\":78}}");
        var notANumber = message(20, "/start").replace("\"id\": 42", "\"id\": \"forty-two\"");

        assertThat(tell(notANumber).statusCode()).isEqualTo(200);
        assertThat(tell(notANumber).statusCode()).isEqualTo(200);

        tell(start(21, 45)); // what comes after it is greeted
        await().until(() -> greeted("45"));
        assertThat(greeted("\"forty-two\"")).isFalse();
    }

    @Test
    void aGreetingThatTelegramDoesNotTakeIsNotSentAgain() {
        telegram.asked.clear();
        telegram.says(500, "{\"ok\":false,\"error_code\":500}");

        assertThat(tell(start(22, 46)).statusCode()).isEqualTo(200);
        assertThat(tell(start(22, 46)).statusCode()).isEqualTo(200);

        tell(start(23, 47)); // what comes after it
        await().until(() -> greeted("46") && greeted("47"));
        assertThat(telegram.asked.stream().filter(asked -> asked.body().contains("\"chat_id\":46")))
                .hasSize(1);
    }

    private boolean greeted(String chat) {
        return telegram.asked.stream().anyMatch(asked -> asked.body().contains("\"chat_id\":" + chat));
    }

    private static String start(int id, int chat) {
        return message(id, "/start").replace("\"id\": 42", "\"id\": " + chat);
    }

    @Test
    void somebodyWhoComesByALinkArrives() {
        tell(message(3, "/start AbCdEfGhIjKlMnOpQr-_12"));

        assertThat(door.engine.remarks).containsExactly("42 came with AbCdEfGhIjKlMnOpQr-_12");
        assertThat(door.engine.messages).isEmpty();
    }
}
