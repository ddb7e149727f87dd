package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;
import static java.util.concurrent.CompletableFuture.completedFuture;

import baton.engine.spi.Engine;
import baton.engine.spi.Ingress.Party;
import baton.engine.web.JsonReply;
import baton.protocol.gateway.v1.ProfileChange;
import baton.protocol.gateway.v1.Receipt;
import com.google.protobuf.Struct;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What a company's own programs, a CRM or a shop, know of customers, by an address of theirs. */
final class ProgramsApi {

    private static final String PATH = "/api/v1/customers/by-address/{channel}/{address}";
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_MILLIS = 3000;

    private final Engine engine;
    private final ProgramGate gate;

    ProgramsApi(Engine engine, DeskSettings settings) {
        this.engine = engine;
        this.gate = new ProgramGate(engine, settings);
    }

    List<Endpoint> endpoints() {
        return List.of(
                endpoint(HttpMethods.GET, PATH, this::find),
                endpoint(HttpMethods.PUT, PATH, this::change),
                endpoint(HttpMethods.POST, PATH + "/activities", this::record),
                endpoint(HttpMethods.DELETE, PATH + "/attributes/{name}", this::remove));
    }

    /** Who asks, about whom; {@code rest}: what is in braces behind the address. */
    private record Asked(String program, Party customer, String rest) {}

    @FunctionalInterface
    private interface Answer {
        CompletionStage<HttpResponse> to(HttpRequest request, Asked asked);
    }

    private Endpoint endpoint(HttpMethod method, String path, Answer answer) {
        return new Endpoint(
                method,
                path,
                (request, parts) -> gate.check(request, (tenant, program) -> {
                    var part = parts.split("/", -1);
                    var customer = new Party(tenant.id(), UrlPart.decoded(part[0]), UrlPart.decoded(part[1]));
                    var rest = part.length > 2 ? UrlPart.decoded(part[2]) : "";
                    return answer.to(request, new Asked(program.id(), customer, rest));
                }));
    }

    private CompletionStage<HttpResponse> find(HttpRequest request, Asked asked) {
        return engine.profiles().find(asked.customer()).thenApply(found -> found.map(
                        view -> JsonReply.of(StatusCodes.OK, view))
                .orElseGet(() -> problem(StatusCodes.NOT_FOUND, "no-such-customer", "nobody has this address")));
    }

    private CompletionStage<HttpResponse> change(HttpRequest request, Asked asked) {
        return read(request, ProfileJson::change, change -> engine.profiles()
                .change(asked.customer(), asked.program(), change));
    }

    private CompletionStage<HttpResponse> record(HttpRequest request, Asked asked) {
        return read(request, ProfileJson::activity, activity -> engine.profiles()
                .record(asked.customer(), asked.program(), activity));
    }

    private CompletionStage<HttpResponse> remove(HttpRequest request, Asked asked) {
        var change = ProfileChange.newBuilder().putAttributes(asked.rest(), "").build();
        return engine.profiles()
                .change(asked.customer(), asked.program(), change)
                .thenApply(ProgramsApi::answer);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(Struct json) throws ProfileJson.Unreadable;
    }

    @FunctionalInterface
    private interface Telling<T> {
        CompletionStage<Receipt> of(T said);
    }

    private <T> CompletionStage<HttpResponse> read(HttpRequest request, Reading<T> reading, Telling<T> telling) {
        return JsonBody.read(request, engine.system(), MAX_BYTES, MAX_MILLIS, JsonBody::parse, JsonBody::refused)
                .thenCompose(body -> body.refusal()
                        .<CompletionStage<HttpResponse>>map(refusal -> completedFuture(refusal))
                        .orElseGet(() -> read(body.json(), reading, telling)));
    }

    private static <T> CompletionStage<HttpResponse> read(Struct json, Reading<T> reading, Telling<T> telling) {
        try {
            return telling.of(reading.from(json)).thenApply(ProgramsApi::answer);
        } catch (ProfileJson.Unreadable unreadable) {
            return completedFuture(problem(StatusCodes.BAD_REQUEST, unreadable.code(), unreadable.detail()));
        }
    }

    private static HttpResponse answer(Receipt receipt) {
        if (receipt.hasAccepted()) {
            return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
        }
        var refused = receipt.getRefused();
        var answer = problem(status(refused.getCode()), refused.getCode(), refused.getDetail());
        return Optional.of(refused.getRetryAfterMs())
                .filter(millis -> millis > 0)
                .map(millis -> answer.addHeader(RawHeader.create("Retry-After", "1")))
                .orElse(answer);
    }

    private static StatusCode status(String code) {
        return switch (code) {
            case "try-again" -> StatusCodes.SERVICE_UNAVAILABLE;
            case "too-many-attributes", "too-many-consents" -> StatusCodes.CONFLICT;
            default -> StatusCodes.BAD_REQUEST;
        };
    }
}
