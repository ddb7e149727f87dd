package baton.gateway.desk;

import baton.engine.spi.Agents;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.Frames;
import baton.engine.web.Socket;
import baton.engine.web.SocketEvent;
import baton.engine.web.TokenBucket;
import baton.engine.web.Wording;
import baton.gateway.desk.DeskEvent.Answered;
import baton.gateway.desk.DeskEvent.CompanyChanged;
import baton.gateway.desk.DeskEvent.Heard;
import baton.gateway.desk.DeskEvent.Pushed;
import baton.gateway.desk.DeskEvent.SessionEnded;
import baton.gateway.desk.DeskEvent.SessionUnsure;
import baton.protocol.client.v1.Deed;
import baton.protocol.client.v1.DeskFrame;
import baton.protocol.client.v1.DeskHello;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Pong;
import baton.protocol.client.v1.Seen;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.Watch;
import baton.protocol.client.v1.Welcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One open desk of a signed-in agent: awaits hello, then carries the agent's deeds to the engine and what is pushed back. */
final class DeskSession {

    private static final int MAX_REF = 64;

    private final ActorContext<SocketEvent> context;
    private final Engine engine;
    private final Agents agents;
    private final DeskSettings settings;
    private final Sessions sessions;
    private final Session session;
    private final Socket socket;
    private final TokenBucket pace;
    private final ActorRef<Feed> subscriber;
    private final Set<String> watched = new HashSet<>();
    private final DeliveryMeter deliveries;
    private boolean supervises;

    /** As the welcome said. */
    private String role = "";

    private DeskSession(
            ActorContext<SocketEvent> context,
            Engine engine,
            DeskSettings settings,
            Sessions sessions,
            Session session,
            Socket socket) {
        this.context = context;
        this.engine = engine;
        this.agents = engine.agents();
        this.settings = settings;
        this.sessions = sessions;
        this.session = session;
        this.socket = socket;
        this.subscriber = context.messageAdapter(Feed.class, Pushed::new);
        this.deliveries = new DeliveryMeter(engine.clock());
        this.pace = new TokenBucket(
                engine.clock(),
                settings.socket().messageBurst(),
                settings.socket().messagesPerSecond(),
                Duration.ofSeconds(1));
    }

    static Behavior<SocketEvent> create(
            Engine engine, DeskSettings settings, Sessions sessions, Session session, Socket socket) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startSingleTimer(
                    new SessionEnded(session.sessionId()),
                    Duration.between(engine.clock().instant(), session.expires()));
            timers.startTimerWithFixedDelay(new SessionUnsure(), settings.sessionCheck());
            return new DeskSession(context, engine, settings, sessions, session, socket).awaitingHello();
        }));
    }

    private Behavior<SocketEvent> awaitingHello() {
        return Behaviors.receive(SocketEvent.class)
                .onMessage(
                        Heard.class,
                        heard -> heard.frame().hasHello()
                                ? greet(heard.frame().getHello())
                                : turnAway("hello-first", "say hello before anything else"))
                .onMessage(SessionEnded.class, this::sessionEnded)
                .onMessage(SessionUnsure.class, unsure -> Behaviors.same())
                .onMessage(CompanyChanged.class, changed -> Behaviors.same())
                .build();
    }

    private Behavior<SocketEvent> open() {
        return Behaviors.receive(SocketEvent.class)
                .onMessage(Heard.class, heard -> hear(heard.frame()))
                .onMessage(Answered.class, this::answered)
                .onMessage(Pushed.class, this::pushed)
                .onMessage(SessionEnded.class, this::sessionEnded)
                .onMessage(SessionUnsure.class, this::sessionUnsure)
                .onMessage(CompanyChanged.class, this::companyChanged)
                .build();
    }

    private Behavior<SocketEvent> greet(DeskHello hello) {
        var tenant = engine.tenants().byId(session.tenantId());
        if (tenant.isEmpty()) {
            return turnAway("hello-unknown-tenant", "this company is no longer served here");
        }
        if (!sessions.stands(session)) {
            socket.bye("signed-out", 0);
            return Behaviors.same();
        }
        if (!socket.greet(session.tenantId() + "/" + session.agentId())) {
            return Behaviors.same();
        }
        socket.send(welcome(tenant.get()));
        if (!hello.getWallOnly()) {
            engine.feeds().followAgent(session.tenantId(), session.agentId(), hello.getCursorsList(), subscriber);
        }
        return open();
    }

    private ServerFrame welcome(Tenant tenant) {
        var profile = DeskProfile.of(tenant, session.agentId());
        role = profile.role();
        return ServerFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setMaxText(settings.socket().maxText())
                        .setHeartbeatSeconds(settings.socket().heartbeatSeconds())
                        .setCompany(tenant.company())
                        .addAllDispositions(tenant.dispositions())
                        .addAllBreakReasons(profile.breakReasons())
                        .setRole(profile.role())
                        .addAllQueues(profile.queues())
                        .setConference(engine.calls().canConfer())
                        .setMaxFile(engine.files().limits().maxSize())
                        .addAllFileTypes(engine.files().limits().types()))
                .build();
    }

    private Behavior<SocketEvent> turnAway(String code, String detail) {
        socket.turnAway(code, detail);
        return Behaviors.same();
    }

    private Behavior<SocketEvent> hear(DeskFrame frame) {
        switch (frame.getFrameCase()) {
            case HELLO -> socket.turnAway("hello-again", "connect anew to resume");
            case DEED -> act(frame.getDeed());
            case TYPING ->
                agents.typing(
                        session.tenantId(), session.agentId(), frame.getTyping().getEpisodeId());
            case DELIVERED -> delivered(frame.getDelivered());
            case READ -> read(frame.getRead());
            case PING ->
                socket.send(ServerFrame.newBuilder()
                        .setPong(Pong.getDefaultInstance())
                        .build());
            case WATCH -> watch(frame.getWatch());
            case LOOKING ->
                agents.looking(
                        session.tenantId(),
                        session.agentId(),
                        frame.getLooking().getEpisodeId());
            case SUPERVISE -> supervise();
            case FRAME_NOT_SET -> throw new IllegalArgumentException("an empty frame");
        }
        return Behaviors.same();
    }

    private void act(Deed deed) {
        var ref = deed.getRef();
        var fault = Wording.ofId(ref)
                .or(() ->
                        DeedWording.faultOf(deed.getAction(), settings.socket().maxText()));
        if (fault.isPresent()) {
            socket.refuse(
                    ref.length() <= MAX_REF ? ref : ref.substring(0, MAX_REF),
                    fault.get().code(),
                    fault.get().detail());
        } else if (!pace.take()) {
            socket.refuse(
                    ref,
                    "too-fast",
                    "more deeds than people do",
                    Math.max(1, pace.untilNext().toMillis()));
        } else {
            context.pipeToSelf(
                    agents.act(session.tenantId(), session.agentId(), deed.getAction()),
                    (receipt, failure) -> new Answered(ref, Socket.orTryAgain(receipt)));
        }
    }

    private void delivered(Seen seen) {
        if (seen.getNumber() > 0) {
            agents.delivered(session.tenantId(), session.agentId(), seen.getEpisodeId(), seen.getNumber());
        }
    }

    private void read(Seen seen) {
        if (seen.getNumber() > 0) {
            agents.read(session.tenantId(), session.agentId(), seen.getEpisodeId(), seen.getNumber());
        }
    }

    private void watch(Watch watch) {
        var episodeId = watch.getCursor().getEpisodeId();
        if (Wording.ofId(episodeId).isPresent()) {
            socket.refuse("", "bad-id", "name the episode to watch");
        } else if (!engine.feeds().possible(episodeId)) {
            socket.refuse("", "no-such-episode", "there is no such conversation");
        } else if (watched.contains(episodeId)) {
            return;
        } else if (watched.size() >= settings.watches()) {
            socket.refuse("", "too-many-watches", "at most " + settings.watches() + " in one connection");
        } else {
            watched.add(episodeId);
            engine.feeds().followEpisode(session.tenantId(), watch.getCursor(), subscriber);
        }
    }

    /** The role is looked up now: it may have changed since the welcome. */
    private void supervise() {
        if (!isSupervisor()) {
            socket.refuse("", "supervisors-only", "only supervisors see the wall");
        } else if (!supervises) {
            supervises = true;
            engine.feeds().followWall(session.tenantId(), subscriber);
        }
    }

    private boolean isSupervisor() {
        return engine.tenants()
                .byId(session.tenantId())
                .filter(tenant -> DeskProfile.isSupervisor(tenant, session.agentId()))
                .isPresent();
    }

    private Behavior<SocketEvent> answered(Answered answer) {
        socket.answer(answer.ref(), answer.receipt());
        return Behaviors.same();
    }

    private Behavior<SocketEvent> pushed(Pushed pushed) {
        socket.send(Frames.pushed(pushed.feed()));
        deliveries.pushed(pushed.feed());
        return Behaviors.same();
    }

    private Behavior<SocketEvent> sessionEnded(SessionEnded ended) {
        if (ended.sessionId().equals(session.sessionId())) {
            socket.bye("signed-out", 0);
        }
        return Behaviors.same();
    }

    private Behavior<SocketEvent> sessionUnsure(SessionUnsure unsure) {
        var self = context.getSelf();
        sessions.certainlyStands(session).thenAccept(stands -> {
            if (!stands) {
                self.tell(new SessionEnded(session.sessionId()));
            }
        });
        return Behaviors.same();
    }

    /** What was begun in another role, the wall for one, must not go on; the next welcome says the new one. */
    private Behavior<SocketEvent> companyChanged(CompanyChanged changed) {
        if (!changed.tenantId().equals(session.tenantId())) {
            return Behaviors.same();
        }
        var account = sessions.account(session);
        if (!sessions.stands(session)) {
            socket.bye("signed-out", 0);
        } else if (account.filter(now -> now.role().equals(role)).isEmpty()) {
            socket.bye("role-changed", 0);
        }
        return Behaviors.same();
    }
}
