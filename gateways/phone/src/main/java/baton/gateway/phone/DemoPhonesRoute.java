package baton.gateway.phone;

import baton.engine.web.Assets;
import baton.engine.web.JsonReply;
import baton.engine.web.PageOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Flow;

/** The demo page and its socket. When the demo is off there is one page that says so, and no socket. */
final class DemoPhonesRoute extends AllDirectives {

    private static final int MAX_FRAME = 1024;
    private static final int MAX_SOCKETS = 100;
    private static final int WISHES_PER_SECOND = 20;
    private static final Duration FRAME_TIME = Duration.ofSeconds(3);

    private final Assets assets = new Assets(DemoPhonesRoute.class.getClassLoader(), "ui/phone", "gateways/phone");
    private final AtomicInteger open = new AtomicInteger();

    /** For a node on which there are no demo telephones. */
    Route off() {
        return get(
                () -> pathPrefix(
                        "phone",
                        () -> complete(
                                HttpResponse.create()
                                        .withStatus(StatusCodes.NOT_FOUND)
                                        .withEntity(
                                                ContentTypes.TEXT_PLAIN_UTF8,
                                                "The demo telephones are switched off here (BATON_PHONE_DEMO=on switches them on).\n"))));
    }

    Route on(ActorSystem<?> system, DemoPhones phones) {
        return get(() -> pathPrefix(
                "phone",
                () -> concat(
                        pathEndOrSingleSlash(() ->
                                extractRequest(request -> complete(assets.page(request, "index.html", "'none'")))),
                        path("socket", () -> extractRequest(request -> complete(socket(system, phones, request)))),
                        path(
                                PathMatchers.remaining(),
                                file -> extractRequest(request -> complete(assets.file(request, file, "'none'")))))));
    }

    private HttpResponse socket(ActorSystem<?> system, DemoPhones phones, HttpRequest request) {
        var upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        if (upgrade.isEmpty()) {
            return JsonReply.problem(
                    StatusCodes.UPGRADE_REQUIRED, "not-a-socket", "this address speaks WebSocket only");
        }
        var page = PageOrigin.of(request);
        if (page.origin().isEmpty() || !page.isAmong(List.of())) {
            return JsonReply.problem(StatusCodes.FORBIDDEN, "foreign-origin", "only this node's own page may do this");
        }
        if (open.incrementAndGet() > MAX_SOCKETS) {
            open.decrementAndGet();
            return JsonReply.problem(StatusCodes.TOO_MANY_REQUESTS, "too-many-connections", "close another page first");
        }
        return upgrade.get().handleMessagesWith(talk(system, phones));
    }

    private Flow<Message, Message, NotUsed> talk(ActorSystem<?> system, DemoPhones phones) {
        var states = phones.changes().map(DemoFormat::out);
        return Flow.<Message>create()
                .throttle(WISHES_PER_SECOND, Duration.ofSeconds(1))
                .mapAsync(1, message -> text(system, message))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .mapConcat(text -> answer(phones, text))
                .merge(states, true)
                .<Message>map(TextMessage::create)
                .watchTermination((nothing, end) -> {
                    end.whenComplete((done, trouble) -> open.decrementAndGet());
                    return NotUsed.getInstance();
                });
    }

    /** What a frame says; empty for one that is too large, takes too long or is no text: then the connection ends. */
    private static CompletionStage<Optional<String>> text(ActorSystem<?> system, Message message) {
        if (!message.isText()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var frame = message.asTextMessage();
        if (!frame.isStrict()) {
            return frame.getStreamedText()
                    .completionTimeout(FRAME_TIME)
                    .limitWeighted(MAX_FRAME, part -> (long) part.length())
                    .runFold("", String::concat, system)
                    .thenApply(Optional::of)
                    .exceptionally(unbounded -> Optional.empty());
        }
        return CompletableFuture.completedFuture(
                Optional.of(frame.getStrictText()).filter(text -> text.length() <= MAX_FRAME));
    }

    private static List<String> answer(DemoPhones phones, String frame) {
        return DemoFormat.in(frame)
                .map(wish -> phones.carryOut(wish.phone(), wish.deed(), wish.number()))
                .orElse(Optional.of("That cannot be understood."))
                .map(DemoFormat::error)
                .map(List::of)
                .orElse(List.of());
    }
}
