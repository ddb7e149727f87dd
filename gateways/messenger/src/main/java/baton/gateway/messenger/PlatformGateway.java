package baton.gateway.messenger;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.server.Route;

/** What both doors are. */
abstract sealed class PlatformGateway implements ChannelGateway permits MessengerGateway, InstagramGateway {

    private static final String API = "https://graph.facebook.com/v23.0";

    private final Product product;
    private volatile Optional<ProviderClient> client = Optional.empty();
    private volatile Optional<Files> files = Optional.empty();

    PlatformGateway(Product product) {
        this.product = product;
    }

    @Override
    public String name() {
        return product.channel();
    }

    @Override
    public Capabilities capabilities() {
        return product.capabilities();
    }

    @Override
    public boolean provesSender(ChannelAccount account) {
        return true;
    }

    @Override
    public AccountRules accountRules() {
        return new AccountRules(
                List.of(), List.of("token", "appSecret", "verifyToken"), List.of("id", "username", "api", "links"));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        client = Optional.of(new ProviderClient(engine.system()));
        files = Optional.of(engine.files());
        return completedStage(MetaWebhook.route(engine, product.channel(), new Reader(product)));
    }

    @Override
    public CompletionStage<Void> close() {
        return completedStage(null);
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        return completedStage(message)
                .thenCompose(out -> out.hasFile() ? file(account, out) : text(account, out))
                .thenApply(MessengerAnswer::read);
    }

    /** The whole conversation: Meta's sender actions name no message. */
    @Override
    public CompletionStage<?> tellRead(ChannelAccount account, String address, String messageId) {
        return client.orElseThrow()
                .post(url(account), token(account), MessengerFormat.read(address))
                .thenCompose(Reply::done);
    }

    private CompletionStage<Reply> text(ChannelAccount account, OutboundMessage message) {
        return client.orElseThrow().post(url(account), token(account), MessengerFormat.out(product, message));
    }

    private CompletionStage<Reply> file(ChannelAccount account, OutboundMessage message) {
        var bytes =
                files.orElseThrow().read(message.getTenant(), message.getFile().getHash());
        return client.orElseThrow().upload(url(account), token(account), MessengerFormat.out(product, message, bytes));
    }

    private static List<HttpHeader> token(ChannelAccount account) {
        return List.of(Authorization.oauth2(account.secret("token")));
    }

    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        return completedStage(new FileSource.At(reference, Map.of()));
    }

    private static String url(ChannelAccount account) {
        return (account.setting("api").isEmpty() ? API : account.setting("api")) + "/me/messages";
    }

    @Override
    public Optional<String> link(ChannelAccount account, String code) {
        var username = account.setting("username");
        var links = account.setting("links").isEmpty() ? product.links() : account.setting("links");
        return username.matches("[A-Za-z0-9_.]+")
                ? Optional.of(links + "/" + username + "?ref=" + code)
                : Optional.empty();
    }

    private record Reader(Product product) implements Webhook.Reader {

        @Override
        public boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body) {
            return MetaWebhook.isGenuine(account, request, body);
        }

        @Override
        public List<Happening> read(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
            return MessengerFormat.in(product, tenant, account, body);
        }
    }
}
