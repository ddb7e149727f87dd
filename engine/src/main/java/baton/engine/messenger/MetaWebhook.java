package baton.engine.messenger;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.JsonReply;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * How Meta's products (WhatsApp, Messenger, Instagram) subscribe and sign. Secrets of the account: {@code verifyToken}, which one makes up
 * and enters at Meta, and {@code appSecret}, which Meta makes up.
 */
public final class MetaWebhook {

    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    private static final String POSSIBLE_CHALLENGE = "[A-Za-z0-9_.-]{1,200}";

    private MetaWebhook() {}

    /** The webhook, and on the same address the question with which Meta makes sure of it. */
    public static Route route(Engine engine, String channel, Webhook.Reader reader) {
        return concat(
                path(
                        segment("hooks").slash(channel).slash(segment()),
                        tenant -> get(
                                () -> extractRequest(request -> complete(greet(engine, channel, tenant, request))))),
                new Webhook(engine, channel, reader).route());
    }

    /** Whether the body is signed with the app's secret. */
    public static boolean isGenuine(ChannelAccount account, HttpRequest request, byte[] body) {
        var given = request.getHeader(SIGNATURE).map(HttpHeader::value).orElse("");
        return given.startsWith(PREFIX)
                && Signatures.isHmacSha256(account.secret("appSecret"), body, given.substring(PREFIX.length()));
    }

    private static HttpResponse greet(Engine engine, String channel, String tenant, HttpRequest request) {
        var account = engine.tenants().byId(tenant).flatMap(known -> known.account(channel));
        if (account.isEmpty()) {
            return JsonReply.problem(StatusCodes.NOT_FOUND, "no-account", "There is no such account here.");
        }
        var query = request.getUri().query();
        var challenge = query.get("hub.challenge").orElse("");
        var known = Signatures.same(
                account.get().secret("verifyToken"),
                query.get("hub.verify_token").orElse(""));
        var asked = query.get("hub.mode").filter("subscribe"::equals).isPresent();
        if (!known || !asked || !challenge.matches(POSSIBLE_CHALLENGE)) {
            return JsonReply.problem(
                    StatusCodes.FORBIDDEN, "bad-verify-token", "The verify token is missing or wrong.");
        }
        return HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                .withEntity(ContentTypes.TEXT_PLAIN_UTF8, challenge);
    }
}
