package baton.gateway.webhook;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.ProviderClient;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.spi.ChannelGateway.AccountRules;
import baton.engine.spi.Engine;
import baton.engine.spi.EventGateway;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.PublicNetwork;
import baton.protocol.gateway.v1.Delivery;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Posts each entry of each conversation to an address of the company: <a href="https://www.standardwebhooks.com">Standard Webhooks</a>. */
public final class WebhookGateway implements EventGateway {

    static final String NAME = "webhook";

    private volatile Optional<Client> client = Optional.empty();

    private record Client(ProviderClient http, boolean plainToo, InstantSource clock) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AccountRules accountRules() {
        return new AccountRules(List.of("url"), List.of("signingSecret"), List.of("events"), WebhookGateway::objection);
    }

    private static Optional<String> objection(ChannelAccount account, Config node) {
        return allowed(account.setting("url"), PublicNetwork.reachesPrivate(node))
                ? Optional.empty()
                : Optional.of(
                        "the setting url has to begin with https:// (http:// only with BATON_HTTP_REACH_PRIVATE=true)");
    }

    private static boolean allowed(String url, boolean plainToo) {
        return url.startsWith("https://") || (plainToo && url.startsWith("http://"));
    }

    @Override
    public Set<String> wanted(ChannelAccount account) {
        return Arrays.stream(account.setting("events").split("[,\\s]+"))
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        var plainToo = PublicNetwork.reachesPrivate(engine.system().settings().config());
        client = Optional.of(new Client(new ProviderClient(engine.system()), plainToo, engine.clock()));
        return completedStage(Directives.reject());
    }

    @Override
    public CompletionStage<Void> close() {
        return completedStage(null);
    }

    @Override
    public CompletionStage<Delivery> tell(ChannelAccount account, String id, String json) {
        return completedStage(client)
                .thenApply(Optional::orElseThrow)
                .thenCompose(open -> open.http().ask(request(account, id, json, open)))
                .thenApply(WebhookGateway::read);
    }

    private static HttpRequest request(ChannelAccount account, String id, String json, Client open) {
        var url = account.setting("url");
        if (!allowed(url, open.plainToo())) {
            throw new IllegalArgumentException("the webhook's address must begin with https://");
        }
        var at = open.clock().instant().getEpochSecond();
        return HttpRequest.create(url)
                .withMethod(HttpMethods.POST)
                .addHeader(RawHeader.create("webhook-id", id))
                .addHeader(RawHeader.create("webhook-timestamp", Long.toString(at)))
                .addHeader(RawHeader.create(
                        "webhook-signature", Signature.of(account.secret("signingSecret"), id, at, json)))
                .withEntity(ContentTypes.APPLICATION_JSON, json);
    }

    /** Whatever may be a mistake that somebody will mend is tried again: what is not told is lost for the program. */
    private static Delivery read(Reply reply) {
        if (reply.ok()) {
            return Deliveries.taken("");
        } else if (reply.status() == 410) {
            return Deliveries.failed("gone", "The program wants to hear no more of this.");
        }
        var code = reply.status() == 429 ? "rate-limited" : "provider-away";
        return Deliveries.allLater(code, reply.retryAfter().orElse(Duration.ZERO));
    }
}
