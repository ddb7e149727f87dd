package baton.gateway.sms;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Deliveries;
import baton.engine.messenger.FileParts;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Lines;
import baton.engine.messenger.ProviderClient;
import baton.engine.messenger.Signatures;
import baton.engine.messenger.Storing;
import baton.engine.messenger.Webhook;
import baton.engine.messenger.Worded;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.FileSource;
import baton.engine.spi.Line;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.apache.pekko.http.javadsl.server.Route;

/** SMS: over an operator's SMSC by SMPP 3.4, or over Twilio and those who speak as it does. The account says which. */
public final class SmsGateway implements ChannelGateway {

    static final String CHANNEL = "sms";

    private static final String PROVIDER = "provider";
    private static final String SMPP = "smpp";
    private static final String TWILIO = "twilio";
    private static final String USER = "user";
    private static final String NUMBER = "number";
    private static final String SECRET = "secret";
    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String TLS = "tls";
    private static final String SYSTEM_TYPE = "systemType";
    private static final String API = "api";
    private static final String HOOK = "hook";

    private static final String DEFAULT_API = "https://api.twilio.com";

    /** A link, whatever it leads to. */
    private static final long LARGEST_FILE = 100_000_000;

    /**
     * Ten parts in an alphabet that GSM does not have. Ten a second is what operators and providers usually grant. What was sent stays: SMPP replaces
     * and cancels only what has not arrived yet (SMPP 3.4, 4.9 and 4.10), and Twilio nothing.
     */
    private static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(670)
            .setPerSecond(10)
            .setDeliveredReceipts(true)
            .setMaxFile(LARGEST_FILE)
            .setFilesByAddress(true)
            .setFilesInText(true)
            .build();

    private final Lines<SmppSession> lines = new Lines<>();
    private volatile Optional<Open> open = Optional.empty();

    private record Open(Engine engine, Storing storing, ProviderClient twilio, Executor smpp) {}

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
                List.of(PROVIDER, USER, NUMBER), List.of(SECRET), List.of(HOST, PORT, TLS, SYSTEM_TYPE, API, HOOK));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        var system = engine.system();
        open = Optional.of(new Open(
                engine,
                new Storing(engine, CHANNEL),
                new ProviderClient(system),
                system.dispatchers().lookup(DispatcherSelector.fromConfig("baton.sms.dispatcher"))));
        return CompletableFuture.completedFuture(new Webhook(engine, CHANNEL, new Hook()).route());
    }

    /** Lines are closed by those who began them, so that what is under way can end. */
    @Override
    public CompletionStage<Void> close() {
        open = Optional.empty();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean connects(ChannelAccount account) {
        return account.setting(PROVIDER).equals(SMPP)
                && !account.setting(HOST).isEmpty()
                && !account.setting(USER).isEmpty();
    }

    @Override
    public Line connect(String tenant, ChannelAccount account) {
        var door = open.orElseThrow(() -> new IllegalStateException("the door is not open"));
        var place = new SmppSession.Place(
                account.setting(HOST),
                Integer.parseInt(or(account.setting(PORT), "2775")),
                account.setting(TLS).equals("true"),
                account.setting(USER),
                account.secret(SECRET),
                account.setting(SYSTEM_TYPE),
                Numbers.address(account.setting(NUMBER)));
        var inbox = new SmppInbox(tenant, door.storing(), door.engine().clock());
        return lines.begin(
                CHANNEL,
                tenant,
                () -> SmppSession.open(
                        place, (message, session) -> inbox.take(SmppFormat.in(tenant, message), session)));
    }

    private static String or(String given, String usual) {
        return given.isEmpty() ? usual : given;
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        return inWords(message)
                .map(words -> send(account, words))
                .orElseGet(() -> CompletableFuture.completedStage(Deliveries.noAddress()));
    }

    /** A file is its address. The name in the address is of ASCII letters: others would double the number of messages. */
    private Optional<OutboundMessage> inWords(OutboundMessage message) {
        return message.hasFile()
                ? open.orElseThrow()
                        .engine()
                        .files()
                        .publicLink(message.getTenant(), FileParts.inAscii(message.getFile()))
                        .map(address ->
                                message.toBuilder().setText(address).clearFile().build())
                : Optional.of(Worded.message(message));
    }

    /** MMS lies with Twilio, which gives it out to whoever has the account's password, and to nobody does an SMSC bring any. */
    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        var ours = or(account.setting(API), DEFAULT_API) + "/2010-04-01/Accounts/" + account.setting(USER) + "/";
        var password = (account.setting(USER) + ":" + account.secret(SECRET)).getBytes(StandardCharsets.UTF_8);
        return CompletableFuture.completedStage(
                account.setting(PROVIDER).equals(TWILIO) && reference.startsWith(ours)
                        ? new FileSource.At(
                                reference,
                                Map.of(
                                        "Authorization",
                                        "Basic " + Base64.getEncoder().encodeToString(password)))
                        : new FileSource.Never("bad-source"));
    }

    private CompletionStage<Delivery> send(ChannelAccount account, OutboundMessage message) {
        return account.setting(PROVIDER).equals(SMPP)
                ? lines.session(message.getTenant())
                        .map(session -> submit(session, message))
                        .orElseGet(() ->
                                CompletableFuture.completedStage(Deliveries.allLater("provider-away", Duration.ZERO)))
                : post(account, message);
    }

    private CompletionStage<Delivery> submit(SmppSession session, OutboundMessage message) {
        return CompletableFuture.completedStage(message)
                .thenApplyAsync(
                        out -> {
                            try {
                                return session.deliver(out);
                            } catch (Exception trouble) {
                                throw new CompletionException(trouble);
                            }
                        },
                        open.map(Open::smpp).orElse(Runnable::run));
    }

    private CompletionStage<Delivery> post(ChannelAccount account, OutboundMessage message) {
        return CompletableFuture.completedStage(message)
                .thenCompose(out -> open.orElseThrow().twilio().ask(request(account, out)))
                .thenApply(TwilioFormat::delivery);
    }

    private static HttpRequest request(ChannelAccount account, OutboundMessage message) {
        var user = account.setting(USER);
        var form = TwilioFormat.out(message, Numbers.address(account.setting(NUMBER)), account.setting(HOOK));
        return HttpRequest.create(
                        or(account.setting(API), DEFAULT_API) + "/2010-04-01/Accounts/" + user + "/Messages.json")
                .withMethod(HttpMethods.POST)
                .addCredentials(HttpCredentials.createBasicHttpCredentials(user, account.secret(SECRET)))
                .withEntity(
                        ContentTypes.create(MediaTypes.APPLICATION_X_WWW_FORM_URLENCODED),
                        form.getBytes(StandardCharsets.UTF_8));
    }

    /** What Twilio tells. */
    private static final class Hook implements Webhook.Reader {

        @Override
        public boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body) {
            if (!account.setting(PROVIDER).equals(TWILIO)
                    || account.secret(SECRET).isEmpty()) {
                return false;
            }
            var given = request.getHeader("X-Twilio-Signature")
                    .map(HttpHeader::value)
                    .orElse("");
            return Signatures.same(
                    TwilioFormat.signature(account.secret(SECRET), account.setting(HOOK), signed(body)), given);
        }

        /** What cannot be read is signed as if there were nothing; it is refused when it is read. */
        private static Map<String, String> signed(byte[] body) {
            try {
                return TwilioFormat.fields(body);
            } catch (BadPayload unreadable) {
                return Map.of();
            }
        }

        @Override
        public List<Happening> read(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
            return TwilioFormat.in(tenant, TwilioFormat.fields(body));
        }

        /** An empty answer in Twilio's own language: nothing is to be said now. */
        @Override
        public HttpResponse thanks(ChannelAccount account, byte[] body) {
            return HttpResponse.create()
                    .withEntity(ContentTypes.TEXT_XML_UTF8, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");
        }
    }
}
