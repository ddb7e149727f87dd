package baton.gateway.webchat;

import baton.engine.spi.Engine;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.PageOrigin;
import baton.engine.web.Socket;
import baton.engine.web.SocketEvent;
import baton.engine.web.Wording;
import baton.gateway.webchat.ChatEvent.Heard;
import baton.gateway.webchat.Crowds.Crowd;
import baton.protocol.client.v1.ChatHello;
import baton.protocol.client.v1.HostIdentity;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.Welcome;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One customer's connection. Awaits hello and finds out who it is; what follows is an {@link OpenChat}. */
final class ChatSession {

    static final String CHANNEL = "webchat";

    private final ActorContext<SocketEvent> context;
    private final Engine engine;
    private final WebchatSettings settings;
    private final Visitors visitors;
    private final ChatFiles files;
    private final Crowd crowd;
    private final PageOrigin page;
    private final Socket socket;

    private ChatSession(
            ActorContext<SocketEvent> context,
            Engine engine,
            WebchatSettings settings,
            Visitors visitors,
            ChatFiles files,
            Crowd crowd,
            PageOrigin page,
            Socket socket) {
        this.context = context;
        this.engine = engine;
        this.settings = settings;
        this.visitors = visitors;
        this.files = files;
        this.crowd = crowd;
        this.page = page;
        this.socket = socket;
    }

    static Behavior<SocketEvent> create(
            Engine engine,
            WebchatSettings settings,
            Visitors visitors,
            ChatFiles files,
            Crowd crowd,
            PageOrigin page,
            Socket socket) {
        return Behaviors.setup(context ->
                new ChatSession(context, engine, settings, visitors, files, crowd, page, socket).awaitingHello());
    }

    private Behavior<SocketEvent> awaitingHello() {
        return Behaviors.receive(SocketEvent.class)
                .onMessage(
                        Heard.class,
                        heard -> heard.frame().hasHello()
                                ? greet(heard.frame().getHello())
                                : turnAway("hello-first", "say hello before anything else"))
                .build();
    }

    private Behavior<SocketEvent> greet(ChatHello hello) {
        var tenant = engine.tenants().bySite(hello.getSite());
        if (tenant.isEmpty()) {
            return turnAway("hello-unknown-site", "no site has this key");
        }
        var site = tenant.get().site();
        if (!page.isAmong(site.origins())) {
            return turnAway("hello-bad-origin", "this page is not on the site's list of origins");
        }
        var visitor = visitors.recognise(tenant.get().id(), hello.getToken());
        if (visitor.isEmpty()) {
            return turnAway("hello-bad-token", "begin anew without a token");
        }
        var address = Visitors.address(site, hello.getIdentity(), visitor.get());
        if (address.isEmpty()) {
            return turnAway("hello-bad-identity", "the page does not prove who its user is");
        }
        return welcome(tenant.get(), visitor.get(), new Party(tenant.get().id(), CHANNEL, address.get()), hello);
    }

    private Behavior<SocketEvent> welcome(Tenant tenant, String visitor, Party customer, ChatHello hello) {
        var name = Wording.name(hello.getIdentity().getName(), OpenChat.MAX_NAME);
        var wait = isNew(hello) ? crowd.comeIn() : Duration.ZERO;
        if (!wait.isZero()) {
            socket.bye("too-many-visitors", Math.max(1, (int) wait.toMillis()));
            return Behaviors.same();
        }
        if (!socket.greet(customer.tenant() + "/" + customer.address())) {
            return Behaviors.same();
        }
        socket.send(ServerFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setToken(visitors.token(tenant.id(), visitor))
                        .setMaxText(settings.socket().maxText())
                        .setHeartbeatSeconds(settings.socket().heartbeatSeconds())
                        .setCompany(tenant.company())
                        .setName(name)
                        .setMaxFile(engine.files().limits().maxSize())
                        .addAllFileTypes(engine.files().limits().types()))
                .build());
        var chat = new OpenChat(context, engine, settings, files, crowd, socket, customer, name, hello.getCursor());
        return isNew(hello) ? chat.begin() : chat.resume();
    }

    /** Nobody has ever written from there: there is nothing to follow yet. */
    private static boolean isNew(ChatHello hello) {
        return hello.getToken().isEmpty() && hello.getIdentity().equals(HostIdentity.getDefaultInstance());
    }

    private Behavior<SocketEvent> turnAway(String code, String detail) {
        socket.turnAway(code, detail);
        return Behaviors.same();
    }
}
