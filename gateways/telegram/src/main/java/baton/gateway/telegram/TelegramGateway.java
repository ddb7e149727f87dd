package baton.gateway.telegram;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.ProviderClient;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.messenger.Signatures;
import baton.engine.messenger.Webhook;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.FileSource;
import baton.engine.spi.Files;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/** Telegram, by a bot of the company: Bot API 10.1 of 2026-06-11, with a webhook. */
public final class TelegramGateway implements ChannelGateway {

    /** Never changes: it is stored with every episode. */
    static final String CHANNEL = "telegram";

    static final String TOKEN = "token";
    static final String WEBHOOK_SECRET = "webhookSecret";
    static final String USERNAME = "username";
    static final String API = "api";

    /** Where deep links lead: {@code https://t.me} but in trials. */
    static final String LINKS = "links";

    private static final String DEFAULT_API = "https://api.telegram.org";
    private static final String DEFAULT_LINKS = "https://t.me";

    /**
     * "Avoid sending more than one message per second" to one chat, "about 30 messages per second" in all (Bots FAQ). A bot changes its own
     * texts at any time ({@code editMessageText}: only those of business accounts within 48 hours), and "a message can only be deleted if it
     * was sent less than 48 hours ago" ({@code deleteMessage}).
     */
    static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(4096)
            .setPerSecond(30)
            .setPauseMs(1000)
            .setMaxFile(50_000_000)
            .setMaxChoices(10)
            .setMaxChoiceTitle(80)
            .setEdits(true)
            .setDeletions(true)
            .setDeleteSeconds((int) Duration.ofHours(48).toSeconds())
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
        return new AccountRules(List.of(USERNAME), List.of(TOKEN, WEBHOOK_SECRET), List.of(API, LINKS));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        var provider = new ProviderClient(engine.system());
        client = Optional.of(provider);
        files = Optional.of(engine.files());
        return CompletableFuture.completedFuture(
                new Webhook(engine, CHANNEL, new Updates(engine, provider, new GreetingLimits(engine.clock())))
                        .route());
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        if (message.hasAmends()) {
            return amend(account, message);
        }
        return CompletableFuture.completedStage(message)
                .thenCompose(out -> out.hasFile() ? file(account, out) : text(account, out))
                .thenApply(TelegramFormat::delivery);
    }

    private CompletionStage<Reply> text(ChannelAccount account, OutboundMessage message) {
        return client.orElseThrow().post(method(account, "sendMessage"), List.of(), TelegramFormat.out(message));
    }

    private CompletionStage<Delivery> amend(ChannelAccount account, OutboundMessage message) {
        return TelegramAmendment.of(message)
                .map(change -> client.orElseThrow()
                        .post(method(account, change.method()), List.of(), change.body())
                        .thenApply(TelegramAmendment::delivery))
                .orElseGet(() -> CompletableFuture.completedStage(TelegramAmendment.UNKNOWN));
    }

    private CompletionStage<Reply> file(ChannelAccount account, OutboundMessage message) {
        var file = message.getFile();
        var bytes = files.orElseThrow().read(message.getTenant(), file.getHash());
        return client.orElseThrow()
                .upload(method(account, TelegramFormat.method(file)), List.of(), TelegramFormat.out(message, bytes));
    }

    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        var folder = or(account.setting(API), DEFAULT_API) + "/file/bot" + account.secret(TOKEN) + "/";
        return CompletableFuture.completedStage(reference)
                .thenCompose(fileId -> client.orElseThrow()
                        .post(method(account, "getFile"), List.of(), TelegramFormat.getFile(fileId)))
                .thenApply(reply -> TelegramFormat.source(reply, folder));
    }

    @Override
    public Optional<String> link(ChannelAccount account, String code) {
        var bot = account.setting(USERNAME);
        return bot.isEmpty()
                ? Optional.empty()
                : Optional.of(or(account.setting(LINKS), DEFAULT_LINKS) + "/" + bot + "?start=" + code);
    }

    private static String method(ChannelAccount account, String method) {
        return or(account.setting(API), DEFAULT_API) + "/bot" + account.secret(TOKEN) + "/" + method;
    }

    private static String or(String given, String usual) {
        return given.isEmpty() ? usual : given;
    }

    /** What Telegram tells. */
    private record Updates(Engine engine, ProviderClient provider, GreetingLimits greetings) implements Webhook.Reader {

        @Override
        public boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body) {
            var given = request.getHeader("X-Telegram-Bot-Api-Secret-Token")
                    .map(HttpHeader::value)
                    .orElse("");
            return Signatures.same(account.secret(WEBHOOK_SECRET), given);
        }

        @Override
        public List<Happening> read(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
            var update = TelegramFormat.in(tenant, body);
            // Until then the button that was pressed shows a clock. Of no further use: an answer that is lost is not
            // missed.
            update.pressed().ifPresent(id -> post(account, "answerCallbackQuery", () -> TelegramFormat.answer(id)));
            // Nothing waits for it and nothing is kept of it: it is for the eyes of whoever looks at an empty chat.
            update.started()
                    .filter(started -> greetings.allow(tenant, started.chat()))
                    .ifPresent(started ->
                            post(account, "sendMessage", () -> TelegramFormat.greeting(started, company(tenant))));
            return update.happenings();
        }

        /** Without waiting for it. Whatever is wrong with it must not make Telegram tell the update again. */
        private void post(ChannelAccount account, String method, Supplier<JsonNode> body) {
            CompletableFuture.completedStage(method)
                    .thenCompose(name -> provider.post(method(account, name), List.of(), body.get()));
        }

        private String company(String tenant) {
            return engine.tenants().byId(tenant).map(Tenant::company).orElse(tenant);
        }
    }
}
