package baton.engine.node;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeout;

import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Change;
import baton.engine.spi.Configuration.Done;
import baton.engine.spi.Configuration.Outcome;
import baton.engine.spi.Configuration.Refused;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.tenant.Tenancy;
import baton.engine.tenant.TenantFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;

/**
 * {@code /tenants} and {@code /tenants/ID} on the management port: companies as YAML, secrets included, for the operator alone.
 * Answers in plain text: what has changed, or one problem on each line.
 */
public final class TenantsRoute implements ManagementRouteProvider {

    /** As much as a file of companies may have, in characters of any script. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private static final int MOST_MILLIS = 60_000;

    /** A file with ten thousand plain passwords takes minutes: hashing is slow on purpose. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ActorSystem<?> system;
    private final OperatorGate gate;

    /** Found by its name in {@code reference.conf}. */
    public TenantsRoute(ExtendedActorSystem system) {
        this.system = Adapter.toTyped(system);
        this.gate = OperatorGate.from(system.settings().config());
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return pathPrefix(
                "tenants",
                () -> extractRequest(request -> gate.refusal(request)
                        .map(refusal -> complete(refused(refusal)))
                        .orElseGet(this::tenants)));
    }

    private Route tenants() {
        return concat(
                path(
                        PathMatchers.segment(),
                        id -> concat(
                                get(() -> complete(one(id))),
                                put(() -> withRequestTimeout(
                                        PATIENCE,
                                        () -> extractRequest(request -> completeWithFuture(load(id, request))))),
                                delete(() -> completeWithFuture(remove(id))))),
                get(() -> complete(yaml(Tenancy.get(system).tenants().all()))));
    }

    private static HttpResponse refused(OperatorGate.Refusal refusal) {
        var answer = text(status(refusal), refusal.code + ": " + refusal.detail);
        return refusal == OperatorGate.Refusal.BAD_TOKEN
                ? answer.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"))
                : answer;
    }

    private static StatusCode status(OperatorGate.Refusal refusal) {
        return switch (refusal) {
            case ELSEWHERE -> StatusCodes.FORBIDDEN;
            case BAD_TOKEN -> StatusCodes.UNAUTHORIZED;
        };
    }

    private HttpResponse one(String tenantId) {
        return Tenancy.get(system)
                .tenants()
                .byId(tenantId)
                .map(tenant -> yaml(List.of(tenant)))
                .orElseGet(() -> text(StatusCodes.NOT_FOUND, "there is no company '" + tenantId + "'"));
    }

    private CompletionStage<HttpResponse> load(String tenantId, HttpRequest request) {
        return request.entity()
                .withSizeLimit(MOST_BYTES)
                .toStrict(MOST_MILLIS, system)
                .thenCompose(body -> load(tenantId, body.getData().decodeString(StandardCharsets.UTF_8)));
    }

    private CompletionStage<HttpResponse> load(String tenantId, String body) {
        var read = TenantFiles.FORMAT.in(body);
        if (!read.problems().isEmpty()) {
            return CompletableFuture.completedFuture(
                    text(StatusCodes.UNPROCESSABLE_ENTITY, TenantFiles.lines(read.problems())));
        }
        if (read.messages().size() != 1) {
            return CompletableFuture.completedFuture(
                    text(StatusCodes.UNPROCESSABLE_ENTITY, "one document is expected here, one company"));
        }
        return answer(Tenancy.get(system)
                .configuration()
                .load(new Author(tenantId, "operator", 0), read.messages().get(0)));
    }

    private CompletionStage<HttpResponse> remove(String tenantId) {
        return answer(Tenancy.get(system).configuration().removeTenant(new Author(tenantId, "operator", 0)));
    }

    private static CompletionStage<HttpResponse> answer(CompletionStage<Outcome> outcome) {
        return outcome.thenApply(TenantsRoute::answer)
                .exceptionally(
                        failure -> text(StatusCodes.SERVICE_UNAVAILABLE, "the directory of companies did not answer"));
    }

    private static HttpResponse answer(Outcome outcome) {
        if (outcome instanceof Done done) {
            return text(StatusCodes.OK, summary(done));
        }
        var refused = (Refused) outcome;
        return refused.problems().isEmpty()
                ? text(status(refused.code()), refused.detail())
                : text(StatusCodes.UNPROCESSABLE_ENTITY, TenantFiles.lines(refused.problems()));
    }

    private static StatusCode status(String code) {
        if (code.equals("incomplete")) {
            return StatusCodes.SERVICE_UNAVAILABLE; // others were loading at the same time: once more
        }
        return code.startsWith("no-such-") ? StatusCodes.NOT_FOUND : StatusCodes.CONFLICT;
    }

    /** For example {@code 3 queues, 1 agent changed; version 17}. */
    private static String summary(Done done) {
        var changes = done.changes().isEmpty()
                ? "nothing"
                : done.changes().stream().map(TenantsRoute::counted).collect(Collectors.joining(", "));
        return changes + " changed; version " + done.version();
    }

    private static String counted(Change change) {
        var what = change.what();
        if (change.count() == 1 || what.equals("hours")) {
            return change.count() + " " + what;
        }
        return change.count() + " " + (what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s");
    }

    private static HttpResponse yaml(List<Tenant> tenants) {
        return text(
                StatusCodes.OK,
                TenantFiles.FORMAT.out(tenants.stream().map(Tenant::config).toList()));
    }

    private static HttpResponse text(StatusCode status, String text) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(ContentTypes.TEXT_PLAIN_UTF8, text.endsWith("\n") ? text : text + "\n");
    }
}
