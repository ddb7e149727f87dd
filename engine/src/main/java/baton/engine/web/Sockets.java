package baton.engine.web;

import baton.engine.spi.Engine;
import baton.engine.web.SocketEvent.Gone;
import baton.engine.web.SocketEvent.Opened;
import baton.engine.web.SocketEvent.Ready;
import baton.engine.web.SocketEvent.Received;
import baton.engine.web.SocketEvent.Restart;
import baton.engine.web.SocketEvent.Unbounded;
import baton.engine.web.SocketEvent.Unreadable;
import baton.protocol.client.v1.ServerFrame;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.ThrottleMode;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets of one door: opens them, one session actor each, counts them, and says goodbye to all when the node leaves. */
public final class Sockets {

    /** The one sub-protocol; a client that does not name it is not served. */
    public static final String PROTOCOL = "baton.v1";

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final String door;
    private final Engine engine;
    private final ActorSystem<?> system;
    private final SocketSettings settings;
    private final Frames<?> frames;
    private final Tally tally;
    private final AtomicLong numbers = new AtomicLong();
    private final Seats perAddress;
    private final Seats perPerson;
    private final Set<ActorRef<SocketEvent>> open = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean closing;

    public Sockets(String door, Engine engine, SocketSettings settings, Frames<?> frames) {
        this.door = door;
        this.engine = engine;
        this.system = engine.system();
        this.settings = settings;
        this.frames = frames;
        this.tally = new Tally(door);
        this.perAddress = new Seats(settings.connectionsPerAddress());
        this.perPerson = new Seats(settings.connectionsPerPerson());
        Metrics.gauge("baton_web_sockets", List.of(Tag.of("door", door)), open, Set::size);
    }

    /** Answers an upgrade request; the session's actor is started with the connection and ends with it. */
    public HttpResponse open(HttpRequest request, Function<Socket, Behavior<SocketEvent>> session) {
        var upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        if (upgrade.isEmpty()) {
            return refused(StatusCodes.UPGRADE_REQUIRED, "not-a-socket", "this address speaks WebSocket only");
        }
        if (!names(upgrade.get(), PROTOCOL)) {
            return refused(StatusCodes.BAD_REQUEST, "no-sub-protocol", "name the sub-protocol " + PROTOCOL);
        }
        if (closing) {
            return refused(StatusCodes.SERVICE_UNAVAILABLE, "restart", "this node is leaving");
        }
        var address = ClientAddress.of(request, settings.behindProxy());
        if (!perAddress.take(address)) {
            return refused(StatusCodes.TOO_MANY_REQUESTS, "too-many-connections", "from this network address");
        }
        return upgrade.get().handleMessagesWith(connect(address, session), PROTOCOL);
    }

    public Tally tally() {
        return tally;
    }

    /** How many connections stand. */
    public int count() {
        return open.size();
    }

    /** Tells every session something, for example that a login has ended. */
    public void tellAll(SocketEvent event) {
        open.forEach(session -> session.tell(event));
    }

    /** Says {@code bye "restart"} to everybody and waits a moment for them to hear it. */
    public CompletionStage<Void> close() {
        closing = true;
        tellAll(new Restart());
        checkEmpty();
        return empty.completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpResponse refused(StatusCode status, String code, String detail) {
        tally.count(code);
        return JsonReply.problem(status, code, detail);
    }

    private Flow<Message, Message, NotUsed> connect(String address, Function<Socket, Behavior<SocketEvent>> session) {
        var socket = new Socket(settings.outgoingFrames(), perPerson, tally);
        var cut = KillSwitches.shared(door);
        var name = door + "-" + numbers.incrementAndGet();
        var self = new CompletableFuture<ActorRef<SocketEvent>>();
        var actor = system.systemActorOf(
                SocketManners.around(
                        session.apply(socket),
                        socket,
                        settings,
                        engine.clock(),
                        () -> cut.abort(new SocketCut()),
                        () -> self.thenAccept(ended -> leave(address, socket, ended))),
                name,
                Props.empty());
        open.add(actor);
        self.complete(actor);
        if (closing) {
            actor.tell(new Restart());
        }
        return Flow.fromSinkAndSource(incoming(actor, cut), outgoing(actor, cut));
    }

    private Sink<Message, NotUsed> incoming(ActorRef<SocketEvent> session, SharedKillSwitch cut) {
        return Flow.<Message>create()
                .via(cut.<Message>flow())
                .throttle(
                        settings.framesPerSecond(),
                        Duration.ofSeconds(1),
                        settings.framesPerSecond() * 2,
                        this::weight,
                        ThrottleMode.shaping())
                .mapAsync(1, this::read)
                .to(ActorSink.<SocketEvent, SocketEvent, SocketEvent.Next>actorRefWithBackpressure(
                        session,
                        (next, event) -> new Received(next, event),
                        next -> new Ready(next),
                        SocketEvent.Next.NEXT,
                        new Gone(),
                        failure -> new Gone()));
    }

    private Source<Message, NotUsed> outgoing(ActorRef<SocketEvent> session, SharedKillSwitch cut) {
        // One place more than the limit: there the farewell to a slow client fits in.
        return Source.<ServerFrame>queue(settings.outgoingFrames() + 1)
                .mapMaterializedValue(queue -> {
                    session.tell(new Opened(queue));
                    return NotUsed.getInstance();
                })
                .<Message>mapConcat(this::written)
                .via(cut.<Message>flow());
    }

    /** A frame that has no JSON is a mistake of ours: it must not take the connection and all conversations on it along. */
    private List<Message> written(ServerFrame frame) {
        try {
            return List.of(TextMessage.create(Frames.out(frame)));
        } catch (RuntimeException unwritable) {
            tally.count("unwritable");
            LOG.error("a frame is left out, {}: {}", frame.getFrameCase(), unwritable.toString());
            return List.of();
        }
    }

    /** Large frames are not free: they cost as much as the frames that would fit into them. */
    private int weight(Message message) {
        if (message.isText() && message.isStrict()) {
            return 1 + message.asTextMessage().getStrictText().length() / settings.frameSize();
        }
        return message.isStrict() ? 1 : 8;
    }

    private CompletionStage<SocketEvent> read(Message message) {
        if (!message.isText()) {
            return drain(message)
                    .<SocketEvent>thenApply(bytes -> new Unreadable("", "not-text", "frames are JSON in text"))
                    .exceptionally(unbounded -> new Unbounded());
        }
        var text = message.asTextMessage();
        if (text.isStrict()) {
            return CompletableFuture.completedFuture(read(text.getStrictText()));
        }
        return text.getStreamedText()
                .completionTimeout(settings.frameTime())
                .limitWeighted(settings.frameLimit(), part -> (long) part.length())
                .runFold(new StringBuilder(), StringBuilder::append, system)
                .thenApply(whole -> read(whole.toString()))
                .exceptionally(unbounded -> new Unbounded());
    }

    private SocketEvent read(String text) {
        return text.length() > settings.frameLimit() ? new Unbounded() : frames.in(text, settings.frameSize());
    }

    private CompletionStage<Long> drain(Message message) {
        if (message.isStrict()) {
            return CompletableFuture.completedFuture(0L);
        }
        return message.asBinaryMessage()
                .getStreamedData()
                .completionTimeout(settings.frameTime())
                .limitWeighted(settings.frameLimit(), part -> (long) part.size())
                .runFold(0L, (sum, part) -> sum + part.size(), system);
    }

    private void leave(String address, Socket socket, ActorRef<SocketEvent> session) {
        if (open.remove(session)) {
            perAddress.free(address);
            socket.stand();
            checkEmpty();
        }
    }

    private void checkEmpty() {
        if (closing && open.isEmpty()) {
            empty.complete(null);
        }
    }

    private static boolean names(WebSocketUpgrade upgrade, String protocol) {
        return StreamSupport.stream(upgrade.getRequestedProtocols().spliterator(), false)
                .anyMatch(protocol::equals);
    }

    /** The connection was cut because its client did not read. */
    private static final class SocketCut extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SocketCut() {
            super("the client does not read", null, false, false);
        }
    }
}
