package baton.gateway.xmpp;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.SessionLine;
import baton.protocol.gateway.v1.Delivery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;

/**
 * One stream with the server. Writes on a thread of its own, so that nobody waits for a server that does not read. The protocol acknowledges
 * nothing; so behind each message goes a question to ourselves, which the server must bring back after it has dealt with the message.
 */
final class XmppSession implements SessionLine.Session {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** When nothing else is said we ask for an echo; when nothing comes for three times as long, the server is gone. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(20);

    /** Servers' own limits are like that. */
    private static final int LARGEST_STANZA = 256 * 1024;

    private static final int MOST_UNWRITTEN = 10_000;

    private final Socket socket;
    private final StanzaReader reader;
    private final Stanzas stanzas;
    private final Consumer<Element> listener;
    private final BlockingQueue<String> unwritten = new LinkedBlockingQueue<>(MOST_UNWRITTEN);
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong echoes = new AtomicLong();

    private record Pending(String messageId, CompletableFuture<Delivery> outcome) {}

    /** @param self the full address under which the company writes; what stands behind its {@code @} is the component */
    record Place(String host, int port, String self, String secret) {

        String component() {
            var bare = XmppFormat.bare(self);
            return bare.substring(bare.indexOf('@') + 1);
        }
    }

    private XmppSession(Socket socket, StanzaReader reader, Place place, Consumer<Element> listener) {
        this.socket = socket;
        this.reader = reader;
        this.stanzas = new Stanzas(place.self());
        this.listener = listener;
    }

    /** @param listener gets every stanza but echoes, on the reading thread: the server waits for it */
    static XmppSession open(Place place, Consumer<Element> listener) throws IOException, XMLStreamException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(place.host(), place.port()), (int) CONNECT.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) QUIET.multipliedBy(3).toMillis());
            var reader = logIn(socket, place);
            return new XmppSession(socket, reader, place, listener);
        } catch (IOException | XMLStreamException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    private static StanzaReader logIn(Socket socket, Place place) throws IOException, XMLStreamException {
        write(socket, Stanzas.header(place.component()));
        var reader = new StanzaReader(socket.getInputStream(), LARGEST_STANZA);
        var streamId = Optional.ofNullable(reader.open().get("id")).orElse("");
        write(socket, Stanzas.handshake(streamId, place.secret()));
        var answer = reader.next();
        if (answer.filter(stanza -> stanza.name().equals("handshake")).isEmpty()) {
            var why = answer.flatMap(stanza -> stanza.children().stream().findFirst())
                    .map(Element::name)
                    .orElse("no reason given");
            throw new IOException("the server does not let in " + place.component() + ": " + why);
        }
        return reader;
    }

    private static void write(Socket socket, String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
    }

    Stanzas stanzas() {
        return stanzas;
    }

    /** Nothing is sent any more when too much is waiting; the stream has ended then, or will soon. */
    void send(String xml) {
        if (!xml.isEmpty() && !unwritten.offer(xml)) {
            close();
        }
    }

    /** @param message with this id, as {@link Stanzas} writes it */
    CompletionStage<Delivery> deliver(String id, String message) {
        var echo = nextEcho();
        var outcome = new CompletableFuture<Delivery>();
        pending.put(echo, new Pending(id, outcome));
        outcome.orTimeout(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> pending.remove(echo));
        send(message + stanzas.echo(echo));
        if (socket.isClosed()) {
            outcome.completeExceptionally(new IOException("the stream has ended"));
        }
        return outcome;
    }

    private String nextEcho() {
        return "echo-" + echoes.incrementAndGet();
    }

    @Override
    public void serve() throws XMLStreamException {
        var writer = new Thread(this::writeAll, Thread.currentThread().getName() + "-writer");
        writer.setDaemon(true);
        writer.start();
        for (var stanza = reader.next(); stanza.isPresent(); stanza = reader.next()) {
            take(stanza.get());
        }
    }

    private void writeAll() {
        try {
            while (!socket.isClosed()) {
                var next = unwritten.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
                write(socket, next == null ? stanzas.echo(nextEcho()) : next);
            }
        } catch (IOException | InterruptedException ended) {
            close();
        }
    }

    private void take(Element stanza) {
        if (stanzas.isEcho(stanza)) {
            Optional.ofNullable(pending.get(stanza.attribute("id")))
                    .ifPresent(sent -> sent.outcome().complete(Deliveries.taken(sent.messageId())));
        } else if (!returns(stanza)) {
            listener.accept(stanza);
        }
    }

    /** Whether it is a message of ours that the server did not take. */
    private boolean returns(Element stanza) {
        if (!stanza.name().equals("message") || !stanza.attribute("type").equals("error")) {
            return false;
        }
        var returned = pending.values().stream()
                .filter(sent -> sent.messageId().equals(stanza.attribute("id")))
                .findFirst();
        returned.ifPresent(sent -> sent.outcome().complete(XmppFormat.delivery(stanza)));
        return returned.isPresent();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is open any more, and that is what was wanted.
        }
        pending.values().forEach(sent -> sent.outcome().completeExceptionally(new IOException("the stream has ended")));
    }
}
