package baton.gateway.vk;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Json;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.FormData;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;

/** VK, for a community. */
public final class VkGateway implements ChannelGateway {

    static final String CHANNEL = "vk";

    private static final String API = "https://api.vk.com";

    /** Where links lead but in trials. */
    private static final String LINKS = "https://vk.me";

    private static final int DAY = 86_400;

    /**
     * VK's limits: 4096 characters, 20 requests a second with a community's token. It tells communities of no receipts. What was sent can be
     * changed, and deleted for the customer too, for a day: after that {@code messages.edit} says 909 ("too old"), {@code messages.delete}
     * 924 (dev.vk.com/method/messages.edit, messages.delete).
     */
    static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(4096)
            .setTellsRead(true)
            .setPerSecond(20)
            .setMaxFile(VkUpload.LARGEST)
            .addAllFileTypes(VkUpload.TYPES)
            .setMaxChoices(6)
            .setMaxChoiceTitle(40)
            .setEdits(true)
            .setEditSeconds(DAY)
            .setDeletions(true)
            .setDeleteSeconds(DAY)
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
                List.of("groupId", "confirmation"), List.of("token", "secret"), List.of("name", "api", "links"));
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
        if (message.hasAmends()) {
            return amend(account, message);
        }
        return completedStage(message)
                .thenCompose(out -> out.hasFile() ? file(account, out) : send(account, VkFormat.out(account, out)));
    }

    private CompletionStage<Delivery> amend(ChannelAccount account, OutboundMessage message) {
        return VkAmendment.of(account, message)
                .map(change -> client.orElseThrow()
                        .ask(HttpRequest.POST(methods(account) + change.method())
                                .withEntity(FormData.create(change.form()).toEntity()))
                        .thenApply(VkAmendment::delivery))
                .orElseGet(() -> completedStage(VkAmendment.UNKNOWN));
    }

    private CompletionStage<Delivery> file(ChannelAccount account, OutboundMessage message) {
        var upload = new VkUpload(client.orElseThrow(), files.orElseThrow(), methods(account));
        return upload.bring(account, message).thenCompose(outcome -> {
            if (outcome instanceof VkUpload.NotKept notKept) {
                return completedStage(notKept.why());
            }
            var out = VkFormat.out(account, message);
            out.put("attachment", ((VkUpload.Kept) outcome).attachment());
            return send(account, out);
        });
    }

    @Override
    public CompletionStage<?> tellRead(ChannelAccount account, String address, String messageId) {
        return client.orElseThrow()
                .ask(HttpRequest.POST(methods(account) + "messages.markAsRead")
                        .withEntity(FormData.create(VkFormat.read(account, address, messageId))
                                .toEntity()))
                .thenCompose(VkAnswer::done);
    }

    private CompletionStage<Delivery> send(ChannelAccount account, Map<String, String> form) {
        return client.orElseThrow()
                .ask(HttpRequest.POST(methods(account) + "messages.send")
                        .withEntity(FormData.create(form).toEntity()))
                .thenApply(VkAnswer::read);
    }

    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        return completedStage(new FileSource.At(reference, Map.of()));
    }

    private static String methods(ChannelAccount account) {
        return (account.setting("api").isEmpty() ? API : account.setting("api")) + "/method/";
    }

    @Override
    public Optional<String> link(ChannelAccount account, String code) {
        var name = account.setting("name");
        var links = account.setting("links").isEmpty() ? LINKS : account.setting("links");
        return name.matches("[A-Za-z0-9_.]+") ? Optional.of(links + "/" + name + "?ref=" + code) : Optional.empty();
    }

    private static final class Reader implements Webhook.Reader {

        /** The secret is in the body, so one that cannot be read has none. The question for the address comes without. */
        @Override
        public boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body) {
            try {
                var event = Json.read(body);
                return Signatures.same(account.secret("secret"), Json.text(event, "secret"))
                        || VkFormat.asksForTheAddress(account, event);
            } catch (BadPayload unreadable) {
                return false;
            }
        }

        @Override
        public List<Happening> read(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
            return VkFormat.in(tenant, account, body);
        }

        @Override
        public HttpResponse thanks(ChannelAccount account, byte[] body) {
            return HttpResponse.create().withEntity(ContentTypes.TEXT_PLAIN_UTF8, VkFormat.thanks(account, body));
        }
    }
}
