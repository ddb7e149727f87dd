package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;

import baton.engine.spi.Engine;
import baton.engine.web.Frames;
import baton.engine.web.JsonReply;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.Receipt;
import com.google.protobuf.Value;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Customers: who they are, who is the same person, and who is not after all. Any agent may say so; it is kept who did. */
final class CustomersApi {

    private static final String PATH = "/api/v1/customers";

    private final Engine engine;
    private final ConfigurationApi.Gate gate;

    CustomersApi(Engine engine, ConfigurationApi.Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(
                        HttpMethods.GET,
                        PATH,
                        (request, id) -> gate.reading(request, (session, account) -> find(request, session))),
                new Endpoint(
                        HttpMethods.GET,
                        PATH + "/{id}",
                        (request, id) -> gate.reading(request, (session, account) -> customer(session, id))),
                deed(PATH + "/{id}/merges", (id, other) -> {
                    var action = AgentAction.newBuilder();
                    action.getMergeCustomersBuilder().setCustomerId(id).setOtherCustomerId(other);
                    return action.build();
                }),
                deed(PATH + "/{id}/dismissals", (id, other) -> {
                    var action = AgentAction.newBuilder();
                    action.getDismissSuggestionBuilder().setCustomerId(id).setOtherCustomerId(other);
                    return action.build();
                }),
                deed(PATH + "/{id}/separations", (id, other) -> {
                    var action = AgentAction.newBuilder();
                    action.getSeparateCustomerBuilder().setCustomerId(id).setOtherCustomerId(other);
                    return action.build();
                }));
    }

    private CompletionStage<HttpResponse> find(HttpRequest request, Session session) {
        var text = request.getUri().query().get("find").orElse("");
        return engine.agents().customers(session.tenantId(), text).thenApply(found -> {
            var list = found.stream().map(Frames::json).collect(Collectors.joining(","));
            return JsonReply.of(StatusCodes.OK, "{\"customers\":[" + list + "]}");
        });
    }

    private CompletionStage<HttpResponse> customer(Session session, String customerId) {
        return engine.agents().customer(session.tenantId(), customerId).thenApply(found -> found.map(
                        view -> JsonReply.of(StatusCodes.OK, view))
                .orElseGet(CustomersApi::noSuchCustomer));
    }

    private static HttpResponse noSuchCustomer() {
        return problem(StatusCodes.NOT_FOUND, "no-such-customer", "there is no such customer");
    }

    private Endpoint deed(String path, BiFunction<String, String, AgentAction> action) {
        return new Endpoint(
                HttpMethods.POST,
                path,
                (request, id) -> gate.changing(request, (session, account) -> JsonBody.read(request, engine.system())
                        .thenCompose(body -> body.refusal().isPresent()
                                ? CompletableFuture.completedFuture(
                                        body.refusal().get())
                                : engine.agents()
                                        .act(
                                                session.tenantId(),
                                                account.agentId(),
                                                action.apply(
                                                        id,
                                                        body.json()
                                                                .getFieldsOrDefault(
                                                                        "customerId", Value.getDefaultInstance())
                                                                .getStringValue()))
                                        .thenApply(CustomersApi::answer))));
    }

    private static HttpResponse answer(Receipt receipt) {
        if (receipt.hasAccepted()) {
            return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
        }
        var refused = receipt.getRefused();
        if (refused.getRetryAfterMs() > 0) {
            return problem(StatusCodes.SERVICE_UNAVAILABLE, refused.getCode(), refused.getDetail())
                    .addHeader(RawHeader.create("Retry-After", "1"));
        }
        return refused.getCode().equals("no-such-customer")
                ? noSuchCustomer()
                : problem(StatusCodes.CONFLICT, refused.getCode(), refused.getDetail());
    }
}
