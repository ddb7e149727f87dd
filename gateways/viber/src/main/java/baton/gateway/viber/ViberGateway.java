package baton.gateway.viber;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Happening;
import baton.engine.messenger.ProviderClient;
import baton.engine.messenger.Signatures;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** Viber, over its bot API. */
public final class ViberGateway implements ChannelGateway {

    static final String CHANNEL = "viber";

    private static final String API = "https://chatapi.viber.com";
    private static final String SIGNATURE = "X-Viber-Content-Signature";
    private static final String TOKEN = "X-Viber-Auth-Token";

    /**
     * Viber's limits: 7000 characters, 500 requests in 10 seconds. It fetches files itself. What was sent stays: there is no request that changes or
     * deletes it (developers.viber.com/docs/api/rest-bot-api).
     */
    static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(7000)
            .setDeliveredReceipts(true)
            .setReadReceipts(true)
            .setPerSecond(50)
            .setMaxFile(ViberFile.LARGEST)
            .setFilesByAddress(true)
            .setMaxChoices(24)
            .setMaxChoiceTitle(80)
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
        return new AccountRules(List.of("name"), List.of("token"), List.of("uri", "api", "links"));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        client = Optional.of(new ProviderClient(engine.system()));
        files = Optional.of(engine.files());
        return completedStage(new Webhook(engine, CHANNEL, new Reader()).route());
    }

    @Override
    public CompletionStage<Void> close() {
        return completedStage(null);
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        return completedStage(message)
                .thenCompose(out -> out.hasFile() ? file(account, out) : send(account, ViberFormat.out(account, out)));
    }

    private CompletionStage<Delivery> file(ChannelAccount account, OutboundMessage message) {
        var file = ViberFile.named(message.getFile());
        var named = message.toBuilder().setFile(file).build();
        return files.orElseThrow()
                .publicLink(message.getTenant(), file)
                .map(address -> send(account, ViberFormat.out(account, named, address)))
                .orElseGet(() -> completedStage(Deliveries.noAddress()));
    }

    private CompletionStage<Delivery> send(ChannelAccount account, JsonNode body) {
        return client.orElseThrow()
                .post(url(account), List.of(RawHeader.create(TOKEN, account.secret("token"))), body)
                .thenApply(ViberAnswer::read);
    }

    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        return completedStage(new FileSource.At(reference, Map.of()));
    }

    private static String url(ChannelAccount account) {
        return (account.setting("api").isEmpty() ? API : account.setting("api")) + "/pa/send_message";
    }

    /** In trials to a page, otherwise to the app. */
    @Override
    public Optional<String> link(ChannelAccount account, String code) {
        var uri = account.setting("uri");
        if (!uri.matches("[A-Za-z0-9_.-]+")) {
            return Optional.empty();
        }
        var links = account.setting("links");
        return Optional.of(
                links.isEmpty()
                        ? "viber://pa?chatURI=" + uri + "&context=" + code
                        : links + "/" + uri + "?context=" + code);
    }

    private static final class Reader implements Webhook.Reader {

        @Override
        public boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body) {
            var given = request.getHeader(SIGNATURE).map(HttpHeader::value).orElse("");
            return Signatures.isHmacSha256(account.secret("token"), body, given);
        }

        @Override
        public List<Happening> read(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
            return ViberFormat.in(tenant, body);
        }
    }
}
