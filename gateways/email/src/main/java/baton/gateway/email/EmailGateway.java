package baton.gateway.email;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Lines;
import baton.engine.messenger.Storing;
import baton.engine.spi.AddressProof;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.FileSource;
import baton.engine.spi.Line;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.StreamConverters;

/** E-mail: a mailbox of the company's, read by IMAP, and answers by SMTP. */
public final class EmailGateway implements ChannelGateway {

    static final String CHANNEL = "email";

    private static final String ADDRESS = "address";
    private static final String NAME = "name";
    private static final String SUBJECT = "subject";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String IMAP_HOST = "imapHost";
    private static final String IMAP_PORT = "imapPort";
    private static final String SMTP_HOST = "smtpHost";
    private static final String SMTP_PORT = "smtpPort";
    private static final String FOLDER = "folder";
    private static final String ENCRYPTION = "encryption";

    /** The store lies on a disk; a stream that says nothing for so long is broken. */
    private static final Duration READING = Duration.ofSeconds(30);

    private static final String CONNECT_MS = "10000";
    private static final String ANSWER_MS = "60000";

    /** Most servers take mails of 25 MB; in a mail a file is a third larger. */
    private static final long LARGEST_FILE = 18_000_000;

    /** Nobody reads more, and servers that take mails from programs grant about so many. A mail that has gone out stays as it is. */
    private static final Capabilities CAPABILITIES = Capabilities.newBuilder()
            .setMaxText(20_000)
            .setPerSecond(2)
            .setMaxFile(LARGEST_FILE)
            .build();

    private final Lines<Mailbox> lines = new Lines<>();
    private volatile Optional<Open> open = Optional.empty();

    private record Open(Engine engine, Storing storing, Executor smtp) {}

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
                List.of(ADDRESS, IMAP_HOST, SMTP_HOST),
                List.of(PASSWORD),
                List.of(NAME, SUBJECT, USER, IMAP_PORT, SMTP_PORT, FOLDER, ENCRYPTION));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        open = Optional.of(new Open(
                engine,
                new Storing(engine, CHANNEL),
                engine.system().dispatchers().lookup(DispatcherSelector.fromConfig("baton.email.dispatcher"))));
        return CompletableFuture.completedFuture(new LinkRoute(engine).route());
    }

    /** Lines are closed by those who began them, so that what is under way can end. */
    @Override
    public CompletionStage<Void> close() {
        open = Optional.empty();
        return CompletableFuture.completedFuture(null);
    }

    /** Only by an account that can send: what is asked for must go out within the hour. */
    @Override
    public Optional<AddressProof> proof(ChannelAccount account) {
        return connects(account) ? Optional.of(new MailProof()) : Optional.empty();
    }

    @Override
    public boolean connects(ChannelAccount account) {
        return account.setting(ADDRESS).contains("@")
                && !account.setting(IMAP_HOST).isEmpty()
                && !account.secret(PASSWORD).isEmpty();
    }

    @Override
    public Line connect(String tenant, ChannelAccount account) {
        var door = open.orElseThrow(() -> new IllegalStateException("the door is not open"));
        var place = new Mailbox.Place(
                tenant,
                own(account),
                session(account),
                or(account.setting(USER), own(account)),
                account.secret(PASSWORD),
                or(account.setting(FOLDER), "INBOX"));
        return lines.begin(
                CHANNEL,
                tenant,
                () -> Mailbox.open(
                        place,
                        happenings -> door.storing().store(tenant, happenings),
                        door.engine().clock()));
    }

    static String own(ChannelAccount account) {
        return account.setting(ADDRESS).strip().toLowerCase(Locale.ROOT);
    }

    private static String or(String given, String usual) {
        return given.isEmpty() ? usual : given;
    }

    /** Certificates are checked and must be the host's, unless there is no encryption at all, for servers on the same machine. */
    static Session session(ChannelAccount account) {
        var properties = new Properties();
        var encryption = or(account.setting(ENCRYPTION), "tls");
        for (var protocol : List.of("imap", "smtp")) {
            var mail = "mail." + protocol + ".";
            properties.put(mail + "ssl.enable", String.valueOf(encryption.equals("tls")));
            properties.put(mail + "starttls.enable", String.valueOf(encryption.equals("starttls")));
            properties.put(mail + "starttls.required", String.valueOf(encryption.equals("starttls")));
            properties.put(mail + "ssl.checkserveridentity", "true");
            properties.put(mail + "connectiontimeout", CONNECT_MS);
            properties.put(mail + "timeout", ANSWER_MS);
            properties.put(mail + "writetimeout", ANSWER_MS);
        }
        var tls = encryption.equals("tls");
        properties.put("mail.imap.host", account.setting(IMAP_HOST));
        properties.put("mail.imap.port", or(account.setting(IMAP_PORT), tls ? "993" : "143"));
        properties.put("mail.imap.peek", "true");
        properties.put("mail.imap.fetchsize", "262144");
        properties.put("mail.smtp.host", account.setting(SMTP_HOST));
        properties.put("mail.smtp.port", or(account.setting(SMTP_PORT), tls ? "465" : "587"));
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        var mailbox = lines.session(message.getTenant());
        if (open.isEmpty() || mailbox.isEmpty()) {
            return CompletableFuture.completedStage(Deliveries.allLater("provider-away", Duration.ZERO));
        }
        var door = open.get();
        return CompletableFuture.completedStage(message)
                .thenApplyAsync(out -> send(door, account, mailbox.get(), out), door.smtp());
    }

    private static Optional<Enclosed> enclosed(Open door, OutboundMessage message) {
        if (!message.hasFile()) {
            return Optional.empty();
        }
        var file = message.getFile();
        return Optional.of(new Enclosed(file, () -> door.engine()
                .files()
                .read(message.getTenant(), file.getHash())
                .runWith(StreamConverters.asInputStream(READING), door.engine().system())));
    }

    /** Of a file that came with a mail: where it lies in the mailbox. Over a connection of its own, for this node may have no other. */
    @Override
    public CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        if (open.isEmpty()) {
            return CompletableFuture.completedStage(new FileSource.Later(Duration.ZERO, "provider-away"));
        }
        var login = new MailFile.Login(
                session(account),
                or(account.setting(USER), own(account)),
                account.secret(PASSWORD),
                or(account.setting(FOLDER), "INBOX"));
        return CompletableFuture.supplyAsync(
                () -> MailFile.find(login, reference), open.get().smtp());
    }

    private static boolean isProof(OutboundMessage message) {
        return !message.getProofLanguage().isEmpty();
    }

    /** Of a mail that is no answer to one. */
    private static String subject(ChannelAccount account, OutboundMessage message) {
        return isProof(message)
                ? PageWords.in(message.getProofLanguage()).ask().title()
                : or(account.setting(SUBJECT), or(account.setting(NAME), own(account)));
    }

    private static Delivery send(Open door, ChannelAccount account, Mailbox mailbox, OutboundMessage message) {
        var own = own(account);
        var sender = new Postman.Sender(own, account.setting(NAME), subject(account, message));
        var postman = new Postman(sender, session(account), or(account.setting(USER), own), account.secret(PASSWORD));
        try {
            return postman.deliver(
                    message,
                    enclosed(door, message),
                    isProof(message) ? Optional.empty() : mailbox.strandOf(message.getAddress()),
                    door.engine().clock().instant());
        } catch (Exception trouble) {
            throw new CompletionException(trouble);
        }
    }
}
