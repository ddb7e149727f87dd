package baton.gateway.desk;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.extractUnmatchedPath;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.head;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import baton.engine.spi.Engine;
import baton.engine.spi.Gateway;
import baton.engine.web.Assets;
import baton.engine.web.Frames;
import baton.engine.web.JsonReply;
import baton.engine.web.PageOrigin;
import baton.engine.web.Sockets;
import baton.gateway.desk.DeskEvent.CompanyChanged;
import baton.gateway.desk.DeskEvent.Heard;
import baton.gateway.desk.DeskEvent.SessionEnded;
import baton.protocol.client.v1.DeskFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** The agents' desk: pages, signing in, the socket, and what a desk asks for now and then. */
public final class DeskGateway implements Gateway {

    private static final String NOBODY = "'none'";
    private static final String TICKET = "ticket.";

    private final Assets assets = new Assets(DeskGateway.class.getClassLoader(), "ui/desk", "gateways/desk");
    private Optional<Sockets> sockets = Optional.empty();
    private Optional<Login> login = Optional.empty();
    private Optional<DeskApi> api = Optional.empty();

    @Override
    public String name() {
        return "desk";
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        return CompletableFuture.completedFuture(engine).thenApply(this::route);
    }

    @Override
    public CompletionStage<Void> close() {
        login.ifPresent(Login::close);
        return sockets.map(Sockets::close).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    Optional<DeskApi> api() {
        return api;
    }

    private Route route(Engine engine) {
        var config = engine.system().settings().config();
        var settings = DeskSettings.from(config);
        var sessions = new Sessions(engine, settings);
        var checks = new Login(engine.tenants(), settings.login(), engine.clock());
        var open = new Sockets(
                name(),
                engine,
                settings.socket(),
                new Frames<>(
                        DeskFrame.getDefaultInstance(), frame -> frame.getDeed().getRef(), Heard::new));
        var rest = new DeskApi(engine, settings, sessions, checks, open, description());
        engine.sessionEnds().onEnd(ended -> open.tellAll(new SessionEnded(ended.sessionId())));
        engine.tenants().onChange(tenantId -> open.tellAll(new CompanyChanged(tenantId)));
        login = Optional.of(checks);
        api = Optional.of(rest);
        sockets = Optional.of(open);
        return concat(
                path(
                        PathMatchers.segment("ws").slash("desk"),
                        () -> get(() -> extractRequest(
                                request -> completeWithFuture(connect(request, engine, settings, sessions, open))))),
                rest.route(),
                pathPrefix("desk", () -> pages("index.html")),
                pathPrefix("supervisor", () -> pages("supervisor.html")));
    }

    private static CompletionStage<HttpResponse> connect(
            HttpRequest request, Engine engine, DeskSettings settings, Sessions sessions, Sockets sockets) {
        if (!PageOrigin.of(request).isAmong(settings.origins())) {
            return CompletableFuture.completedFuture(
                    refused(sockets, StatusCodes.FORBIDDEN, "bad-origin", "this page may not open a desk"));
        }
        return sessions.redeem(ticket(request).orElse(""))
                .thenApply(found -> found.map(session -> sockets.open(
                                request, socket -> DeskSession.create(engine, settings, sessions, session, socket)))
                        .orElseGet(() -> refused(
                                sockets,
                                StatusCodes.UNAUTHORIZED,
                                "bad-ticket",
                                "ask for a new ticket; each works once")))
                .exceptionally(failure ->
                        refused(sockets, StatusCodes.SERVICE_UNAVAILABLE, "try-again", "the engine did not answer"));
    }

    private static HttpResponse refused(Sockets sockets, StatusCode status, String code, String detail) {
        sockets.tally().count(code);
        return JsonReply.problem(status, code, detail);
    }

    /** Browsers cannot set headers on a socket, but they can name sub-protocols; unlike an address, those are not logged. */
    private static Optional<String> ticket(HttpRequest request) {
        return request.getAttribute(AttributeKeys.webSocketUpgrade).flatMap(upgrade -> StreamSupport.stream(
                        upgrade.getRequestedProtocols().spliterator(), false)
                .filter(protocol -> protocol.startsWith(TICKET))
                .map(protocol -> protocol.substring(TICKET.length()))
                .findFirst());
    }

    private Route pages(String application) {
        return concat(get(() -> page(application)), head(() -> page(application)));
    }

    /** An application finds its own way below its address, so every address that is no file is the application. */
    private Route page(String application) {
        return extractRequest(request -> extractUnmatchedPath(rest -> {
            if (!rest.isEmpty() && !rest.startsWith("/")) {
                return reject();
            }
            var file = rest.isEmpty() ? "" : rest.substring(1);
            return complete(
                    assets.has(file) || file.startsWith("assets/")
                            ? assets.file(request, file, NOBODY)
                            : assets.page(request, application, NOBODY));
        }));
    }

    private static String description() {
        try (var in = DeskGateway.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read openapi.json", broken);
        }
    }
}
