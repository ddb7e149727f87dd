package baton.engine.web;

import baton.engine.spi.Engine;
import baton.engine.web.SocketEvent.Restart;
import baton.engine.web.SocketStage.Talk;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;

/** All sockets of one door: opens them, one session actor each, counts them, and says goodbye to all when the node leaves. */
public final class Sockets {

    /** The one sub-protocol; a client that does not name it is not served. */
    public static final String PROTOCOL = "baton.v1";

    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final String door;
    private final Engine engine;
    private final ActorSystem<?> system;
    private final SocketSettings settings;
    private final Blueprint blueprint;
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
        this.tally = new Tally(door);
        var reading = new Reading(settings, frames, engine.system());
        this.blueprint =
                new Blueprint(new SocketStage(reading, settings.framesPerSecond(), Sockets::unturnedClock, tally));
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
        return blueprint.open(upgrade.get(), PROTOCOL, connect(address, session));
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

    private Talk connect(String address, Function<Socket, Behavior<SocketEvent>> session) {
        var socket = new Socket(settings.outgoingFrames(), perPerson, tally);
        var over = new CompletableFuture<Void>();
        var actor = system.systemActorOf(
                SocketManners.around(session.apply(socket), socket, settings, () -> over.complete(null)),
                door + "-" + numbers.incrementAndGet(),
                Props.empty());
        open.add(actor);
        over.thenRun(() -> leave(address, socket, actor));
        if (closing) {
            actor.tell(new Restart());
        }
        return new Talk(actor, over);
    }

    private void leave(String address, Socket socket, ActorRef<SocketEvent> session) {
        if (open.remove(session)) {
            perAddress.free(address);
            socket.stand();
            checkEmpty();
        }
    }

    /** Nobody is slowed down because the machine's clock is put back. */
    private static Instant unturnedClock() {
        return Instant.ofEpochMilli(System.nanoTime() / 1_000_000);
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
}
