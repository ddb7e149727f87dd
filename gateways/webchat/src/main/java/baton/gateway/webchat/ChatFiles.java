package baton.gateway.webchat;

import static baton.engine.web.JsonReply.problem;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import baton.engine.spi.Engine;
import baton.engine.spi.Ingress.Party;
import baton.engine.web.ClientAddress;
import baton.engine.web.Tokens;
import baton.engine.web.Trials;
import baton.engine.web.Uploads;
import baton.engine.web.Wording;
import baton.protocol.journal.v1.Content;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Files of customers: {@code POST /chat/files/<ticket>}. The ticket comes over the socket, which knows who the customer is, so that there is
 * one way to prove that.
 */
final class ChatFiles {

    private static final Duration TICKET_LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_NAME = 80;

    /** Anybody can be a new visitor, so machines are counted, too: an office behind one address has some hundred people. */
    private static final int BURST_OF_ADDRESS = 100;

    private static final Duration ADDRESS_EVERY = Duration.ofSeconds(1);

    private final Engine engine;
    private final boolean behindProxy;
    private final Tokens tickets;
    private final Uploads uploads;
    private final Trials addresses;
    private final DayVolume addressBytes;
    private final DayVolume companyBytes;

    ChatFiles(Engine engine, WebchatSettings settings) {
        this.engine = engine;
        this.behindProxy = settings.socket().behindProxy();
        this.addressBytes = new DayVolume(engine.clock(), settings.addressBytes());
        this.companyBytes = new DayVolume(engine.clock(), settings.companyBytes());
        var config = engine.system().settings().config();
        this.tickets = new Tokens(config, "visitor-upload", TICKET_LIFETIME, engine.clock());
        this.uploads = new Uploads(engine.system(), engine.files(), engine.clock());
        this.addresses = new Trials(engine.clock(), BURST_OF_ADDRESS, ADDRESS_EVERY);
    }

    long maxSize() {
        return engine.files().limits().maxSize();
    }

    /** Where the customer may post a file of this name. */
    String ticket(Party customer, String name) {
        var clean = Wording.name(name);
        var known = clean.length() <= MAX_NAME ? clean : clean.substring(clean.length() - MAX_NAME);
        return "/chat/files/" + tickets.issue(customer.tenant(), customer.address(), Map.of("nam", known));
    }

    /** What to say of a file that this customer has uploaded; empty if there is none. */
    Optional<Content> uploaded(Party customer, String token) {
        return engine.files().uploaded(customer.tenant(), customer.address(), token);
    }

    /** A path on this server; empty if the entry is not the customer's or has no file. */
    CompletionStage<Optional<String>> link(Party customer, String episodeId, int number) {
        return engine.ingress()
                .file(customer, episodeId, number)
                .thenApply(file -> file.map(content -> engine.files().link(customer.tenant(), content)));
    }

    Route route() {
        return path(
                segment("chat").slash("files").slash(segment()),
                ticket -> post(() -> extractRequest(request -> completeWithFuture(store(request, ticket)))));
    }

    private CompletionStage<HttpResponse> store(HttpRequest request, String ticket) {
        var claims = tickets.read(ticket);
        if (claims.isEmpty()) {
            return refused(request, problem(StatusCodes.FORBIDDEN, "bad-ticket", "ask for a new one over the socket"));
        }
        var known = claims.get();
        var address = ClientAddress.of(request, behindProxy);
        if (!addresses.take(address).isZero()) {
            return refused(request, problem(StatusCodes.TOO_MANY_REQUESTS, "too-fast", "more files than people send"));
        }
        var wait = volume(address, known.tenant(), announced(request));
        if (!wait.isZero()) {
            return refused(
                    request,
                    problem(StatusCodes.TOO_MANY_REQUESTS, "too-fast", "more bytes than people send in a day")
                            .addHeader(RawHeader.create("Retry-After", Long.toString(wait.toSeconds() + 1))));
        }
        return uploads.store(request, known.tenant(), known.subject(), known.more("nam"));
    }

    private Duration volume(String address, String tenant, long bytes) {
        var wait = addressBytes.take(address, bytes);
        return wait.isZero() ? companyBytes.take(tenant, bytes) : wait;
    }

    /** Who does not say how much comes may bring as much as a file may have. */
    private long announced(HttpRequest request) {
        var length = request.entity().getContentLengthOption();
        return Math.min(maxSize(), length.isPresent() ? length.getAsLong() : maxSize());
    }

    private CompletionStage<HttpResponse> refused(HttpRequest request, HttpResponse refusal) {
        request.discardEntityBytes(engine.system());
        return CompletableFuture.completedStage(refusal);
    }
}
