package baton.gateway.xmpp;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Lines;
import baton.engine.messenger.Storing;
import baton.engine.messenger.Worded;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.FileSource;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Line;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** XMPP: for each company a component of its server, connected by {@code jabber:component:accept} (XEP-0114). */
public final class XmppGateway implements ChannelGateway {

    static final String CHANNEL = "xmpp";

    private static final String ADDRESS = "address";
    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String SECRET = "secret";
    private static final String DEVICE = "/baton";

    /** The customer's client fetches it when it likes to. */
    private static final long LARGEST_FILE = 100_000_000;

    /**
     * Servers take some ten kilobytes; people read less. Components are seldom limited, and one process has to route it all. Texts are corrected
     * by XEP-0308. Nothing is taken back: a retraction (XEP-0424) is a wish, and to clients that do not know it one message more.
     */
    private static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(8000)
            .setPerSecond(100)
            .setDeliveredReceipts(true)
            .setReadReceipts(true)
            .setMaxFile(LARGEST_FILE)
            .setFilesByAddress(true)
            .setEdits(true)
            .build();

    private final Lines<XmppSession> lines = new Lines<>();
    private volatile Optional<Reception> reception = Optional.empty();

    private record Reception(Engine engine, XmppInbox inbox) {}

    @Override
    public String name() {
        return CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    /** Servers know their own users, and each other by TLS or by calling back (XEP-0220): the company's own sees to that. */
    @Override
    public boolean provesSender(ChannelAccount account) {
        return true;
    }

    @Override
    public AccountRules accountRules() {
        return new AccountRules(List.of(ADDRESS), List.of(SECRET), List.of(HOST, PORT));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        reception = Optional.of(new Reception(engine, new XmppInbox(new Storing(engine, CHANNEL))));
        return CompletableFuture.completedFuture(Directives.reject());
    }

    /** Lines are closed by those who began them, so that what is under way can end. */
    @Override
    public CompletionStage<Void> close() {
        reception = Optional.empty();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean connects(ChannelAccount account) {
        return account.setting(ADDRESS).contains("@") && !account.secret(SECRET).isEmpty();
    }

    @Override
    public Line connect(String tenant, ChannelAccount account) {
        var place = new XmppSession.Place(
                or(account.setting(HOST), "localhost"),
                Integer.parseInt(or(account.setting(PORT), "5347")),
                XmppFormat.bare(account.setting(ADDRESS)) + DEVICE,
                account.secret(SECRET));
        var host = reception.orElseThrow(() -> new IllegalStateException("the door is not open"));
        return lines.begin(CHANNEL, tenant, () -> XmppSession.open(place, stanza -> take(host, tenant, stanza)));
    }

    private static String or(String given, String usual) {
        return given.isEmpty() ? usual : given;
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        return lines.session(message.getTenant())
                .map(session -> deliver(session, message))
                .orElseGet(() -> CompletableFuture.completedStage(Deliveries.allLater("provider-away", Duration.ZERO)));
    }

    private CompletionStage<Delivery> deliver(XmppSession session, OutboundMessage message) {
        var to = message.getAddress();
        var id = XmppFormat.idOf(message);
        if (message.hasAmends()) {
            var corrected = message.getAmends().getProviderId();
            return session.deliver(id, session.stanzas().correction(to, id, message.getText(), corrected));
        }
        if (!message.hasFile()) {
            return session.deliver(id, session.stanzas().message(to, id, Worded.text(message)));
        }
        return reception
                .flatMap(host -> host.engine().files().publicLink(message.getTenant(), message.getFile()))
                .map(address -> session.deliver(id, session.stanzas().file(to, id, address)))
                .orElseGet(() -> CompletableFuture.completedStage(Deliveries.noAddress()));
    }

    /** The address that the customer's client has uploaded the file to. */
    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        return CompletableFuture.completedStage(new FileSource.At(reference, Map.of()));
    }

    private void take(Reception host, String tenant, Element stanza) {
        switch (stanza.name()) {
            case "message" -> message(host, tenant, stanza);
            case "presence" -> send(tenant, session -> session.stanzas().presence(stanza));
            case "iq" -> send(tenant, session -> Stanzas.answer(stanza));
            default -> {}
        }
    }

    private void message(Reception host, String tenant, Element message) {
        var address = XmppFormat.bare(message.attribute("from"));
        if (message.attribute("type").equals("error")) {
            host.inbox().take(tenant, address, XmppFormat.returned(tenant, message));
            return;
        }
        if (XmppFormat.isTyping(message)) {
            host.engine().ingress().typing(new Party(tenant, CHANNEL, address));
        }
        var happening = XmppFormat.in(tenant, message);
        var stored = host.inbox().take(tenant, address, happening);
        if (happening instanceof Wrote) {
            stored.thenAccept(done -> acknowledge(tenant, message, done));
        }
    }

    /** Whoever has asked for a receipt gets it now that it is in the journal, and everybody hears when it is not. */
    private void acknowledge(String tenant, Element message, boolean stored) {
        var id = message.attribute("id");
        var from = message.attribute("from");
        if (!stored) {
            send(tenant, session -> session.stanzas().notStored(from, id));
        } else if (message.has(Stanzas.RECEIPTS, "request") && !id.isEmpty()) {
            send(tenant, session -> session.stanzas().received(from, id));
        }
    }

    private void send(String tenant, Function<XmppSession, String> stanza) {
        lines.session(tenant).ifPresent(session -> session.send(stanza.apply(session)));
    }
}
