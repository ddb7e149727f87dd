package baton.gateway.webchat;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.extractUnmatchedPath;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.head;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import baton.engine.spi.Engine;
import baton.engine.spi.Gateway;
import baton.engine.spi.Tenants.Site;
import baton.engine.web.Assets;
import baton.engine.web.ClientAddress;
import baton.engine.web.Frames;
import baton.engine.web.PageOrigin;
import baton.engine.web.Sockets;
import baton.engine.web.Tokens;
import baton.gateway.webchat.ChatEvent.Heard;
import baton.protocol.client.v1.ChatFrame;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** Web chat: the widget in any page, and the socket behind it. */
public final class WebchatGateway implements Gateway {

    private static final String SELF = "'self'";

    private final Assets assets = new Assets(WebchatGateway.class.getClassLoader(), "ui/webchat", "gateways/webchat");
    private Optional<Sockets> sockets = Optional.empty();

    @Override
    public String name() {
        return ChatSession.CHANNEL;
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        return CompletableFuture.completedFuture(engine).thenApply(this::route);
    }

    @Override
    public CompletionStage<Void> close() {
        return sockets.map(Sockets::close).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    Optional<Sockets> sockets() {
        return sockets;
    }

    private Route route(Engine engine) {
        var config = engine.system().settings().config();
        var settings = WebchatSettings.from(config);
        var visitors = new Visitors(new Tokens(config, "visitor", settings.visitorLifetime(), engine.clock()));
        var open = new Sockets(
                name(),
                engine,
                settings.socket(),
                new Frames<>(
                        ChatFrame.getDefaultInstance(), frame -> frame.getSay().getMessageId(), Heard::new));
        sockets = Optional.of(open);
        var crowds = new Crowds(settings, engine.clock());
        var files = new ChatFiles(engine, settings);
        return concat(
                files.route(),
                path(
                        PathMatchers.segment("ws").slash("chat"),
                        () -> get(() -> extractRequest(request -> complete(open.open(
                                request,
                                socket -> ChatSession.create(
                                        engine,
                                        settings,
                                        visitors,
                                        files,
                                        crowds.at(
                                                ClientAddress.of(
                                                        request,
                                                        settings.socket().behindProxy())),
                                        PageOrigin.of(request),
                                        socket)))))),
                get(() -> pages(engine)),
                head(() -> pages(engine)));
    }

    private Route pages(Engine engine) {
        return extractRequest(request -> concat(
                pathEndOrSingleSlash(() -> complete(assets.page(request, "home.html", SELF))),
                pathPrefix(
                        "chat",
                        () -> concat(
                                pathEndOrSingleSlash(() -> complete(assets.page(request, "index.html", SELF))),
                                extractUnmatchedPath(rest -> rest.startsWith("/")
                                        ? complete(file(engine, request, rest.substring(1)))
                                        : reject())))));
    }

    private HttpResponse file(Engine engine, HttpRequest request, String file) {
        return file.equals("app.html")
                ? assets.page(request, file, embedders(engine, request))
                : assets.file(request, file, SELF);
    }

    /** The chat itself may be embedded by the pages of the site that it names, and by nobody else. */
    private static String embedders(Engine engine, HttpRequest request) {
        var origins = request.getUri()
                .query()
                .get("site")
                .flatMap(engine.tenants()::bySite)
                .map(tenant -> tenant.site())
                .map(Site::origins)
                .orElse(List.of());
        return origins.isEmpty() ? SELF : SELF + " " + String.join(" ", origins);
    }
}
