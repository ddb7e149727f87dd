package baton.gateway.whatsapp;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Json;
import baton.engine.messenger.MetaWebhook;
import baton.engine.messenger.ProviderClient;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.messenger.Webhook;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.FileSource;
import baton.engine.spi.Files;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;
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

    /**
     * Meta's limits: 4096 characters, 24 hours, 80 messages a second for a number that was not raised. What was sent stays: there is no request that
     * changes or deletes it (developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).
     */
    static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(4096)
            .setWindowSeconds(24 * 3600)
            .setDeliveredReceipts(true)
            .setReadReceipts(true)
            .setTellsRead(true)
            .setPerSecond(80)
            .setMaxFile(WhatsappFile.LARGEST)
            .addAllFileTypes(WhatsappFile.TYPES)
            .setMaxChoices(WhatsappOffer.MOST_CHOICES)
            .setMaxChoiceTitle(WhatsappOffer.LONGEST_TITLE)
            .setTemplates(true)
            .build();

    private volatile Optional<ProviderClient> client = Optional.empty();
    private volatile Optional<Files> files = Optional.empty();

    @Override
    public String name() {
        return CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public boolean provesSender(ChannelAccount account) {
        return true;
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
        files = Optional.of(engine.files());
        return completedStage(MetaWebhook.route(engine, CHANNEL, new Reader()));
    }

    @Override
    public CompletionStage<Void> close() {
        return completedStage(null);
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        return completedStage(message)
                .thenCompose(out -> out.hasFile() ? file(account, out) : send(account, WhatsappFormat.out(out)));
    }

    private CompletionStage<Delivery> send(ChannelAccount account, JsonNode body) {
        return client.orElseThrow()
                .post(url(account, "messages"), List.of(bearer(account)), body)
                .thenApply(WhatsappAnswer::read);
    }

    /** Shown for all earlier ones, too: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read */
    @Override
    public CompletionStage<?> tellRead(ChannelAccount account, String address, String messageId) {
        return client.orElseThrow()
                .post(url(account, "messages"), List.of(bearer(account)), WhatsappFormat.read(messageId))
                .thenCompose(Reply::done);
    }

    /** First to Meta's own store, where it lies for 30 days, then as a message that names it. */
    private CompletionStage<Delivery> file(ChannelAccount account, OutboundMessage message) {
        var bytes =
                files.orElseThrow().read(message.getTenant(), message.getFile().getHash());
        return client.orElseThrow()
                .upload(url(account, "media"), List.of(bearer(account)), WhatsappFile.upload(message.getFile(), bytes))
                .thenCompose(reply -> {
                    var id = Json.text(reply.json(), "id");
                    return reply.ok() && !id.isEmpty()
                            ? send(account, WhatsappFile.message(message, id))
                            : completedStage(WhatsappAnswer.notUploaded(reply));
                });
    }

    /** Meta names an address that is good for five minutes, and gives out nothing there without the token. */
    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        if (!reference.matches("[A-Za-z0-9_-]{1,200}")) {
            return completedStage(new FileSource.Never("bad-source"));
        }
        return completedStage(reference)
                .thenCompose(id -> client.orElseThrow()
                        .ask(HttpRequest.GET(api(account) + "/" + id).addHeader(bearer(account))))
                .thenApply(reply -> WhatsappAnswer.source(reply, account.secret("token")));
    }

    private static Authorization bearer(ChannelAccount account) {
        return Authorization.oauth2(account.secret("token"));
    }

    private static String api(ChannelAccount account) {
        return account.setting("api").isEmpty() ? API : account.setting("api");
    }

    private static String url(ChannelAccount account, String what) {
        return api(account) + "/" + account.setting("phoneNumberId") + "/" + what;
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
