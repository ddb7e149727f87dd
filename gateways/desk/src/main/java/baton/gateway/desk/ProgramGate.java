package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;
import static java.util.concurrent.CompletableFuture.completedFuture;

import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.Program;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.ClientAddress;
import baton.engine.web.Trials;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Lets in a company's own programs, which show {@code Authorization: Bearer company.program.token}, so many times a second. No cookie is
 * looked at, so that no page of a stranger can make an agent's browser speak as a program.
 */
final class ProgramGate {

    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 400;

    private final Engine engine;
    private final boolean behindProxy;
    private final Trials requests;
    private final Trials wrongTokens;

    private record Known(Tenant tenant, Program program) {}

    ProgramGate(Engine engine, DeskSettings settings) {
        var limits = settings.programs();
        this.engine = engine;
        this.behindProxy = settings.socket().behindProxy();
        this.requests = limits.requests().trials(engine.clock());
        this.wrongTokens = new Trials(engine.clock(), limits.trialsPerAddress(), limits.trialEvery());
    }

    CompletionStage<HttpResponse> check(
            HttpRequest request, BiFunction<Tenant, Program, CompletionStage<HttpResponse>> answer) {
        var known = shown(request).flatMap(this::known);
        if (known.isEmpty()) {
            return refused(request, wrong(request));
        }
        var tenant = known.get().tenant();
        var program = known.get().program();
        var wait = requests.take(tenant.id() + "|" + program.id());
        return wait.isZero()
                ? answer.apply(tenant, program)
                : refused(request, TooMany.answer("too-many-requests", "this program asks too often", wait));
    }

    private CompletionStage<HttpResponse> refused(HttpRequest request, HttpResponse refusal) {
        request.discardEntityBytes(engine.system());
        return completedFuture(refusal);
    }

    private HttpResponse wrong(HttpRequest request) {
        var wait = wrongTokens.take(ClientAddress.of(request, behindProxy));
        return wait.isZero()
                ? problem(StatusCodes.UNAUTHORIZED, "bad-token", "send Authorization: Bearer company.program.token")
                        .addHeader(RawHeader.create("WWW-Authenticate", "Bearer"))
                : TooMany.answer("too-many-attempts", "too many wrong tokens", wait);
    }

    private static Optional<String> shown(HttpRequest request) {
        return request.getHeader("Authorization")
                .map(HttpHeader::value)
                .filter(value -> value.length() <= LONGEST && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }

    private Optional<Known> known(String shown) {
        var parts = shown.split("\\.", 3);
        return parts.length < 3
                ? Optional.empty()
                : engine.tenants().byId(parts[0]).flatMap(tenant -> tenant.program(parts[1])
                        .filter(program -> program.isShownBy(parts[2]))
                        .map(program -> new Known(tenant, program)));
    }
}
