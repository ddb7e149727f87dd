package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;

import baton.engine.spi.Configuration;
import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Outcome;
import baton.engine.spi.Configuration.Part;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.Account;
import baton.engine.web.Frames;
import baton.engine.web.JsonReply;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What supervisors see and change of their company, and the canned replies of everybody. */
final class ConfigurationApi {

    private static final String PATH = "/api/v1/configuration";

    /** A company with ten thousand agents has some 4 MiB. */
    private static final int MOST_BYTES = 12 * 1024 * 1024;

    private static final int MOST_BYTES_OF_A_PART = 128 * 1024;
    private static final int MOST_MILLIS = 20_000;

    private final Engine engine;
    private final Gate gate;

    /** @param gate lets those in who are signed in, and only from our own pages if something changes */
    ConfigurationApi(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    /** Who may come in. */
    interface Gate {

        CompletionStage<HttpResponse> reading(
                HttpRequest request, BiFunction<Session, Account, CompletionStage<HttpResponse>> answer);

        CompletionStage<HttpResponse> changing(
                HttpRequest request, BiFunction<Session, Account, CompletionStage<HttpResponse>> answer);
    }

    List<Endpoint> endpoints() {
        var endpoints = new ArrayList<Endpoint>();
        endpoints.add(new Endpoint(
                HttpMethods.GET, "/api/v1/replies", (request, id) -> gate.reading(request, (s, a) -> replies(s))));
        endpoints.add(new Endpoint(
                HttpMethods.GET, "/api/v1/templates", (request, id) -> gate.reading(request, (s, a) -> templates(s))));
        endpoints.add(new Endpoint(
                HttpMethods.GET, PATH, (request, id) -> gate.reading(request, supervisors((s, a) -> whole(s)))));
        endpoints.add(edit(HttpMethods.PUT, PATH, this::replace));
        endpoints.add(edit(HttpMethods.PUT, PATH + "/company", this::company));
        for (var part : Part.values()) {
            var path = PATH + "/" + part.word() + "/{id}";
            endpoints.add(edit(HttpMethods.PUT, path, (edit, id) -> save(edit, part, id)));
            endpoints.add(edit(HttpMethods.DELETE, path, (edit, id) -> remove(edit, part, id)));
        }
        return endpoints;
    }

    /** A request of a supervisor. */
    private record Edit(HttpRequest request, Author author) {}

    private Endpoint edit(
            HttpMethod method, String path, BiFunction<Edit, String, CompletionStage<HttpResponse>> answer) {
        return new Endpoint(
                method,
                path,
                (request, id) -> gate.changing(request, supervisors((session, account) -> basedOn(request)
                        .map(version -> answer.apply(
                                new Edit(request, new Author(session.tenantId(), account.agentId(), version)), id))
                        .orElseGet(() -> refused(
                                request,
                                problem(
                                        StatusCodes.BAD_REQUEST,
                                        "malformed",
                                        "version is the whole number that came with the configuration"))))));
    }

    private BiFunction<Session, Account, CompletionStage<HttpResponse>> supervisors(
            BiFunction<Session, Account, CompletionStage<HttpResponse>> answer) {
        return (session, account) -> account.supervisor()
                ? answer.apply(session, account)
                : done(problem(StatusCodes.FORBIDDEN, "supervisors-only", "only supervisors see and change this"));
    }

    private CompletionStage<HttpResponse> refused(HttpRequest request, HttpResponse refusal) {
        request.discardEntityBytes(engine.system());
        return done(refusal);
    }

    private static Optional<Long> basedOn(HttpRequest request) {
        var version = request.getUri().query().get("version");
        try {
            return Optional.of(version.map(Long::parseLong).orElse(0L));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private CompletionStage<HttpResponse> replies(Session session) {
        var only = Tenant.newBuilder();
        engine.tenants()
                .byId(session.tenantId())
                .ifPresent(tenant -> only.addAllReplies(tenant.config().getRepliesList()));
        return done(JsonReply.of(
                StatusCodes.OK, only.getRepliesCount() == 0 ? "{\"replies\":[]}" : Frames.json(only.build())));
    }

    /** Of each channel, without anything else of its account. */
    private CompletionStage<HttpResponse> templates(Session session) {
        var only = Tenant.newBuilder();
        engine.tenants().byId(session.tenantId()).ifPresent(tenant -> tenant.config().getAccountsList().stream()
                .filter(account -> account.getTemplatesCount() > 0)
                .forEach(account -> only.addAccountsBuilder()
                        .setChannel(account.getChannel())
                        .addAllTemplates(account.getTemplatesList())));
        return done(JsonReply.of(
                StatusCodes.OK, only.getAccountsCount() == 0 ? "{\"accounts\":[]}" : Frames.json(only.build())));
    }

    private CompletionStage<HttpResponse> whole(Session session) {
        var tenant = engine.tenants().byId(session.tenantId()).orElseThrow();
        return done(JsonReply.of(
                StatusCodes.OK,
                "{\"version\":" + tenant.version() + ",\"tenant\":" + Frames.json(shown(tenant.config())) + "}"));
    }

    private static Tenant shown(Tenant tenant) {
        var shown = tenant.toBuilder();
        if (shown.hasSite()) {
            shown.getSiteBuilder().clearIdentitySecret();
        }
        shown.getAgentsBuilderList()
                .forEach(agent -> agent.clearPassword().clearPasswordHash().clearPhoneSecret());
        shown.getProgramsBuilderList().forEach(program -> program.clearToken().clearTokenHash());
        for (var account : shown.getAccountsBuilderList()) {
            account.getSecretsMap().keySet().forEach(name -> account.putSecrets(name, ""));
        }
        return shown.build();
    }

    private CompletionStage<HttpResponse> replace(Edit edit, String none) {
        return read(edit, MOST_BYTES, Tenant.newBuilder(), whole -> engine.configuration()
                .replace(edit.author(), ofCompany(whole, edit)));
    }

    private CompletionStage<HttpResponse> company(Edit edit, String none) {
        return read(edit, MOST_BYTES_OF_A_PART, Tenant.newBuilder(), company -> engine.configuration()
                .saveCompany(edit.author(), ofCompany(company, edit)));
    }

    /** Whoever is signed in works for one company; naming it is not needed. */
    private static Tenant ofCompany(Tenant.Builder tenant, Edit edit) {
        return (tenant.getId().isEmpty() ? tenant.setId(edit.author().tenantId()) : tenant).build();
    }

    private CompletionStage<HttpResponse> save(Edit edit, Part part, String id) {
        var field = Tenant.getDescriptor().findFieldByName(part.word());
        var parts = Tenant.newBuilder();
        var one = parts.newBuilderForField(field);
        return read(edit, MOST_BYTES_OF_A_PART, one, read -> {
            read.setField(read.getDescriptorForType().findFieldByName("id"), id);
            return engine.configuration()
                    .save(
                            edit.author(),
                            parts.addRepeatedField(field, read.build()).build());
        });
    }

    private CompletionStage<HttpResponse> remove(Edit edit, Part part, String id) {
        edit.request().discardEntityBytes(engine.system());
        return engine.configuration().remove(edit.author(), part, id).thenApply(ConfigurationApi::answer);
    }

    private <B extends com.google.protobuf.Message.Builder> CompletionStage<HttpResponse> read(
            Edit edit, int maxBytes, B into, Function<B, CompletionStage<Outcome>> change) {
        return JsonBody.<CompletionStage<HttpResponse>>read(
                        edit.request(),
                        engine.system(),
                        maxBytes,
                        MOST_MILLIS,
                        text -> {
                            try {
                                Frames.readExactly(text, into);
                            } catch (InvalidProtocolBufferException | IllegalArgumentException unreadable) {
                                return done(problem(
                                        StatusCodes.BAD_REQUEST,
                                        "malformed",
                                        "not what belongs here: " + unreadable.getMessage()));
                            }
                            return change.apply(into).thenApply(ConfigurationApi::answer);
                        },
                        ConfigurationApi::done)
                .thenCompose(answer -> answer);
    }

    private static HttpResponse answer(Outcome outcome) {
        if (outcome instanceof Configuration.Done done) {
            return JsonReply.of(StatusCodes.OK, ConfigurationJson.done(done));
        }
        var refused = (Configuration.Refused) outcome;
        var status =
                switch (refused.code()) {
                    case "bad-configuration" -> StatusCodes.UNPROCESSABLE_ENTITY;
                    case "stale" -> StatusCodes.CONFLICT;
                    case "incomplete" -> StatusCodes.SERVICE_UNAVAILABLE;
                    default -> StatusCodes.NOT_FOUND;
                };
        return JsonReply.of(status, ConfigurationJson.refused(refused));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
