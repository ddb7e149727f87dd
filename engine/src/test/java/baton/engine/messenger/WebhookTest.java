package baton.engine.messenger;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Engine;
import baton.engine.spi.Gateway;
import baton.engine.spi.Tenants;
import baton.engine.web.ServedDoor;
import baton.protocol.config.v1.ChannelAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.Test;

class WebhookTest {

    @Test
    void aMistakeOfOursIsNotBlamedOnTheProviderWhoWillTellItAgain() {
        var account = ChannelAccount.newBuilder().setChannel("owl").build();
        try (var door = new ServedDoor(new Owls(), "", List.of(account))) {
            var answer = door.post("/hooks/owl/acme", "hoo".getBytes(StandardCharsets.UTF_8));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("our-mistake").doesNotContain("left foot");
        }
    }

    /** A door whose reader stumbles. */
    private static final class Owls implements Gateway, Webhook.Reader {

        @Override
        public String name() {
            return "owl";
        }

        @Override
        public CompletionStage<Route> open(Engine engine) {
            return completedStage(new Webhook(engine, name(), this).route());
        }

        @Override
        public CompletionStage<Void> close() {
            return completedStage(null);
        }

        @Override
        public boolean isGenuine(Tenants.ChannelAccount account, HttpRequest request, byte[] body) {
            return true;
        }

        @Override
        public List<Happening> read(String tenant, Tenants.ChannelAccount account, byte[] body) {
            throw new IllegalStateException("over its left foot");
        }
    }
}
