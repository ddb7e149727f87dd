package baton.gateway.email;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.head;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.ClientAddress;
import baton.engine.web.Trials;
import baton.protocol.gateway.v1.Receipt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code /mail/<company>/<code>}: whoever got a link by mail confirms that the mailbox is theirs. Looking at it changes nothing and asks
 * nothing, for programs that guard mailboxes look at every link; only the button does.
 */
final class LinkRoute {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** Nobody guesses 128 bits; this keeps whoever tries from asking the engine without end. */
    private static final int BURST = 20;

    private static final Duration EVERY = Duration.ofSeconds(3);

    private final Engine engine;
    private final boolean behindProxy;
    private final Trials trials;

    LinkRoute(Engine engine) {
        this.engine = engine;
        this.behindProxy = engine.system().settings().config().getBoolean("baton.email.behind-proxy");
        this.trials = new Trials(engine.clock(), BURST, EVERY);
    }

    Route route() {
        return path(
                segment(MailProof.PATH).slash(segment()).slash(segment()),
                (tenant, code) -> extractRequest(request -> concat(
                        get(() -> complete(look(request, tenant, code))),
                        head(() -> complete(look(request, tenant, code))),
                        post(() -> completeWithFuture(confirm(request, tenant, code))))));
    }

    private HttpResponse look(HttpRequest request, String tenant, String code) {
        var whose = CODE.matcher(code).matches() ? whose(tenant) : Optional.<LinkPage.Whose>empty();
        return whose.map(company -> new LinkPage(words(request), company).asks())
                .orElseGet(() -> tooOld(request, whose));
    }

    private CompletionStage<HttpResponse> confirm(HttpRequest request, String tenant, String code) {
        request.discardEntityBytes(engine.system());
        var whose = CODE.matcher(code).matches() ? whose(tenant) : Optional.<LinkPage.Whose>empty();
        if (whose.isEmpty()) {
            return CompletableFuture.completedStage(tooOld(request, whose));
        }
        var page = new LinkPage(words(request), whose.get());
        return trials.take(ClientAddress.of(request, behindProxy)).isZero()
                ? engine.ingress()
                        .confirm(tenant, EmailGateway.CHANNEL, code)
                        .thenApply(receipt -> says(page, words(request), receipt))
                : CompletableFuture.completedStage(page.says(words(request).again(), StatusCodes.TOO_MANY_REQUESTS));
    }

    private static HttpResponse says(LinkPage page, PageWords words, Receipt receipt) {
        if (receipt.hasAccepted()) {
            return page.says(words.joined(), StatusCodes.OK);
        }
        return switch (receipt.getRefused().getCode()) {
            case "link-used" -> page.says(words.used(), StatusCodes.GONE);
            case "link-too-old" -> page.says(words.old(), StatusCodes.GONE);
            default -> page.says(words.again(), StatusCodes.SERVICE_UNAVAILABLE);
        };
    }

    private static HttpResponse tooOld(HttpRequest request, Optional<LinkPage.Whose> whose) {
        var words = words(request);
        return new LinkPage(words, whose.orElse(new LinkPage.Whose("", ""))).says(words.old(), StatusCodes.NOT_FOUND);
    }

    /** Empty if there is no such company, or it writes no mails. */
    private Optional<LinkPage.Whose> whose(String tenant) {
        return engine.tenants().byId(tenant).flatMap(company -> company.account(EmailGateway.CHANNEL)
                .map(account -> whose(company.company(), account)));
    }

    private static LinkPage.Whose whose(String company, ChannelAccount account) {
        return new LinkPage.Whose(company, EmailGateway.own(account));
    }

    private static PageWords words(HttpRequest request) {
        return PageWords.in(request.getUri().query().get(MailProof.LANGUAGE).orElse("en"));
    }
}
