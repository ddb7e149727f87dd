package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;
import static baton.engine.web.JsonReply.text;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import baton.engine.spi.Agents.Colleague;
import baton.engine.spi.Agents.OpenQueue;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.ClientAddress;
import baton.engine.web.Frames;
import baton.engine.web.JsonReply;
import baton.engine.web.PageOrigin;
import baton.engine.web.Sockets;
import baton.engine.web.Trials;
import baton.gateway.desk.Login.Known;
import baton.gateway.desk.Login.Outcome;
import baton.gateway.desk.Login.TooOften;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** The REST interface: what is not live. Described for programs in {@code openapi.json}. */
final class DeskApi {

    private final Engine engine;
    private final DeskSettings settings;
    private final Sessions sessions;
    private final Login login;
    private final Sockets sockets;
    private final Trials requests;
    private final String description;

    DeskApi(Engine engine, DeskSettings settings, Sessions sessions, Login login, Sockets sockets, String description) {
        this.engine = engine;
        this.settings = settings;
        this.sessions = sessions;
        this.login = login;
        this.sockets = sockets;
        this.requests = settings.requests().trials(engine.clock());
        this.description = description;
    }

    List<Endpoint> endpoints() {
        var endpoints = new ArrayList<>(own());
        endpoints.addAll(new CustomersApi(engine, gate()).endpoints());
        endpoints.addAll(new ConfigurationApi(engine, gate()).endpoints());
        endpoints.addAll(new ProgramsApi(engine, settings).endpoints());
        endpoints.addAll(new FilesApi(engine, gate()).endpoints());
        return endpoints;
    }

    private List<Endpoint> own() {
        return List.of(
                new Endpoint(HttpMethods.POST, "/api/v1/login", (request, id) -> signIn(request)),
                new Endpoint(HttpMethods.POST, "/api/v1/logout", (request, id) -> signOut(request)),
                new Endpoint(HttpMethods.POST, "/api/v1/ticket", (request, id) -> ticket(request)),
                new Endpoint(HttpMethods.GET, "/api/v1/me", (request, id) -> signedIn(request, this::me)),
                new Endpoint(
                        HttpMethods.GET, "/api/v1/colleagues", (request, id) -> signedIn(request, this::colleagues)),
                new Endpoint(HttpMethods.GET, "/api/v1/queues", (request, id) -> signedIn(request, this::queues)),
                new Endpoint(
                        HttpMethods.GET,
                        "/api/v1/episodes/{id}",
                        (request, id) -> signedIn(request, session -> episode(session, id))),
                new Endpoint(
                        HttpMethods.GET,
                        "/api/v1/episodes/{id}/routing",
                        (request, id) -> signedIn(request, session -> routing(session, id))),
                new Endpoint(
                        HttpMethods.GET,
                        "/api/openapi.json",
                        (request, id) -> done(JsonReply.of(StatusCodes.OK, description))));
    }

    Route route() {
        var endpoints = endpoints();
        return extractRequest(request -> {
            var path = request.getUri().path();
            var here = endpoints.stream()
                    .filter(endpoint -> endpoint.match(path).isPresent())
                    .toList();
            return here.isEmpty() ? reject() : completeWithFuture(answer(here, request, path));
        });
    }

    private CompletionStage<HttpResponse> answer(List<Endpoint> here, HttpRequest request, String path) {
        var wanted = here.stream()
                .filter(endpoint -> endpoint.method().equals(request.method()))
                .findFirst();
        if (wanted.isEmpty()) {
            request.discardEntityBytes(engine.system());
            var allowed =
                    String.join(", ", here.stream().map(e -> e.method().name()).toList());
            return done(problem(StatusCodes.METHOD_NOT_ALLOWED, "method-not-allowed", "use " + allowed)
                    .addHeader(RawHeader.create("Allow", allowed)));
        }
        var endpoint = wanted.get();
        return endpoint.handler()
                .answer(request, endpoint.match(path).orElse(""))
                .exceptionally(DeskApi::tryAgain);
    }

    private CompletionStage<HttpResponse> signIn(HttpRequest request) {
        return posted(request, body -> {
            var address = ClientAddress.of(request, settings.socket().behindProxy());
            return login.check(field(body, "tenant"), field(body, "agent"), field(body, "password"), address)
                    .thenApply(outcome -> signedIn(request, outcome));
        });
    }

    private HttpResponse signedIn(HttpRequest request, Outcome outcome) {
        if (outcome instanceof Known known) {
            var cookie = sessions.begin(known.tenant().id(), known.account());
            return JsonReply.of(StatusCodes.OK, me(known.tenant(), known.account()))
                    .addHeader(SessionCookie.set(request, settings, cookie));
        }
        if (outcome instanceof TooOften tooOften) {
            sockets.tally().count("too-many-attempts");
            return TooMany.answer("too-many-attempts", "too many wrong passwords", tooOften.retryAfter());
        }
        sockets.tally().count("bad-login");
        return problem(StatusCodes.UNAUTHORIZED, "bad-login", "company, name or password is wrong");
    }

    /** The browser forgets it in any case; who is told to try again knows that it was not stored. */
    private CompletionStage<HttpResponse> signOut(HttpRequest request) {
        return posted(request, body -> sessions.end(SessionCookie.read(request).orElse(""))
                .thenApply(ended -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT))
                .exceptionally(DeskApi::tryAgain)
                .thenApply(answer -> answer.addHeader(SessionCookie.clear(request, settings))));
    }

    private CompletionStage<HttpResponse> ticket(HttpRequest request) {
        return posted(
                request,
                body -> signedIn(request, session -> {
                    var answer = Struct.newBuilder().putFields("ticket", text(sessions.ticket(session)));
                    return done(JsonReply.of(StatusCodes.OK, answer.build()));
                }));
    }

    private CompletionStage<HttpResponse> me(Session session) {
        var tenant = engine.tenants().byId(session.tenantId()).orElseThrow();
        var account = sessions.account(session).orElseThrow();
        return done(JsonReply.of(StatusCodes.OK, me(tenant, account)));
    }

    private CompletionStage<HttpResponse> colleagues(Session session) {
        return engine.agents().colleagues(session.tenantId()).thenApply(all -> {
            var list = all.stream().map(DeskApi::colleague).collect(Collectors.joining(","));
            return JsonReply.of(StatusCodes.OK, "{\"colleagues\":[" + list + "]}");
        });
    }

    private CompletionStage<HttpResponse> queues(Session session) {
        var list = ListValue.newBuilder();
        engine.agents().queues(session.tenantId()).forEach(queue -> list.addValues(queue(queue)));
        var answer = Struct.newBuilder()
                .putFields("queues", Value.newBuilder().setListValue(list).build());
        return done(JsonReply.of(StatusCodes.OK, answer.build()));
    }

    private CompletionStage<HttpResponse> episode(Session session, String episodeId) {
        return engine.agents().timeline(session.tenantId(), episodeId).thenApply(found -> found(found, "episode"));
    }

    private CompletionStage<HttpResponse> routing(Session session, String episodeId) {
        return engine.agents().routing(session.tenantId(), episodeId).thenApply(found -> found(found, "episode"));
    }

    private CompletionStage<HttpResponse> signedIn(
            HttpRequest request, Function<Session, CompletionStage<HttpResponse>> answer) {
        return sessions.read(SessionCookie.read(request).orElse(""))
                .thenCompose(found ->
                        found.map(session -> served(request, session, answer)).orElseGet(() -> stranger(request)));
    }

    private CompletionStage<HttpResponse> served(
            HttpRequest request, Session session, Function<Session, CompletionStage<HttpResponse>> answer) {
        var wait = requests.take(session.sessionId());
        if (wait.isZero()) {
            return answer.apply(session);
        }
        request.discardEntityBytes(engine.system());
        sockets.tally().count("too-many-requests");
        return done(TooMany.answer("too-many-requests", "this session asks too often", wait));
    }

    private CompletionStage<HttpResponse> stranger(HttpRequest request) {
        request.discardEntityBytes(engine.system());
        return done(problem(StatusCodes.UNAUTHORIZED, "not-signed-in", "sign in first"));
    }

    private ConfigurationApi.Gate gate() {
        return new ConfigurationApi.Gate() {

            @Override
            public CompletionStage<HttpResponse> reading(
                    HttpRequest request, BiFunction<Session, Account, CompletionStage<HttpResponse>> answer) {
                return signedIn(
                        request,
                        session ->
                                answer.apply(session, sessions.account(session).orElseThrow()));
            }

            @Override
            public CompletionStage<HttpResponse> changing(
                    HttpRequest request, BiFunction<Session, Account, CompletionStage<HttpResponse>> answer) {
                return ours(request) ? reading(request, answer) : foreign(request);
            }
        };
    }

    private boolean ours(HttpRequest request) {
        return PageOrigin.of(request).isAmong(settings.origins());
    }

    private CompletionStage<HttpResponse> foreign(HttpRequest request) {
        request.discardEntityBytes(engine.system());
        return done(problem(StatusCodes.FORBIDDEN, "bad-origin", "this page may not use the desk"));
    }

    private CompletionStage<HttpResponse> posted(
            HttpRequest request, Function<Struct, CompletionStage<HttpResponse>> answer) {
        if (!ours(request)) {
            return foreign(request);
        }
        return JsonBody.read(request, engine.system())
                .thenCompose(
                        body -> body.refusal().isPresent() ? done(body.refusal().get()) : answer.apply(body.json()));
    }

    private static HttpResponse tryAgain(Throwable failure) {
        return problem(StatusCodes.SERVICE_UNAVAILABLE, "try-again", "the engine did not answer");
    }

    private static Struct me(Tenant tenant, Account account) {
        return Struct.newBuilder()
                .putFields("tenant", text(tenant.id()))
                .putFields("agentId", text(account.agentId()))
                .putFields("name", text(account.name()))
                .putFields("company", text(tenant.company()))
                .putFields("role", text(account.role()))
                .build();
    }

    /** By hand, because the generic JSON message knows no whole numbers. */
    private static String colleague(Colleague colleague) {
        return "{\"agentId\":" + Frames.json(text(colleague.agentId())) + ",\"name\":"
                + Frames.json(text(colleague.name())) + ",\"available\":" + colleague.available() + ",\"freeText\":"
                + colleague.freeText() + "}";
    }

    private static Value queue(OpenQueue queue) {
        var described = Struct.newBuilder()
                .putFields("queueId", text(queue.queueId()))
                .putFields("name", text(queue.name()))
                .putFields(
                        "closed",
                        Value.newBuilder().setBoolValue(queue.closed()).build());
        queue.opensAt().ifPresent(at -> described.putFields("opensAt", text(at.toString())));
        return Value.newBuilder().setStructValue(described).build();
    }

    private static HttpResponse found(Optional<? extends Message> found, String what) {
        return found.map(message -> JsonReply.of(StatusCodes.OK, message))
                .orElseGet(() -> problem(StatusCodes.NOT_FOUND, "no-such-" + what, "there is no such " + what));
    }

    private static String field(Struct body, String name) {
        return body.getFieldsOrDefault(name, Value.getDefaultInstance()).getStringValue();
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
