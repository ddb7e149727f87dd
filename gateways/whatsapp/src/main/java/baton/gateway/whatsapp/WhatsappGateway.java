package baton.gateway.whatsapp;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.MetaWebhook;
import baton.engine.messenger.ProviderClient;
import baton.engine.messenger.Webhook;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.server.Route;

/** WhatsApp, over the Cloud API of Meta. */
public final class WhatsappGateway implements ChannelGateway {

    static final String CHANNEL = "whatsapp";

    private static final String API = "https://graph.facebook.com/v23.0";

    /** Where links lead but in trials. */
    private static final String LINKS = "https://wa.me";

    /** Meta's limits: 4096 characters, 24 hours, 80 messages a second for a number that was not raised. */
    private static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(4096)
            .setWindowSeconds(24 * 3600)
            .setDeliveredReceipts(true)
            .setReadReceipts(true)
            .setPerSecond(80)
            .build();

    private volatile Optional<ProviderClient> client = Optional.empty();

    @Override
    public String name() {
        return CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public AccountRules accountRules() {
        return new AccountRules(
                List.of("phoneNumberId"),
                List.of("token", "appSecret", "verifyToken"),
                List.of("number", "api", "links"));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        client = Optional.of(new ProviderClient(engine.system()));
        return completedStage(MetaWebhook.route(engine, CHANNEL, new Reader()));
    }

    @Override
    public CompletionStage<Void> close() {
        return completedStage(null);
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        return completedStage(message)
                .thenCompose(out -> client.orElseThrow()
                        .post(
                                url(account),
                                List.of(Authorization.oauth2(account.secret("token"))),
                                WhatsappFormat.out(out)))
                .thenApply(WhatsappAnswer::read);
    }

    private static String url(ChannelAccount account) {
        var api = account.setting("api").isEmpty() ? API : account.setting("api");
        return api + "/" + account.setting("phoneNumberId") + "/messages";
    }

    /** WhatsApp has no start parameter: the customer sends the code as a message that stands ready. */
    @Override
    public Optional<String> link(ChannelAccount account, String code) {
        var digits = account.setting("number").replaceAll("[^0-9]", "");
        var links = account.setting("links").isEmpty() ? LINKS : account.setting("links");
        return digits.isEmpty() ? Optional.empty() : Optional.of(links + "/" + digits + "?text=%23" + code);
    }

    private static final class Reader implements Webhook.Reader {

        @Override
        public boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body) {
            return MetaWebhook.isGenuine(account, request, body);
        }

        @Override
        public List<Happening> read(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
            return WhatsappFormat.in(tenant, account, body);
        }
    }
}
