package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;

import baton.engine.spi.Engine;
import baton.engine.web.Uploads;
import baton.protocol.journal.v1.Content;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Files on timelines: looking at them, and uploading new ones. */
final class FilesApi {

    /** Shorter than links live: a page that is scrolled up and down does not ask each time. */
    private static final String KEPT = "private, max-age=240";

    private final Engine engine;
    private final ConfigurationApi.Gate gate;
    private final Uploads uploads;

    FilesApi(Engine engine, ConfigurationApi.Gate gate) {
        this.engine = engine;
        this.gate = gate;
        this.uploads = new Uploads(engine.system(), engine.files(), engine.clock());
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(
                        HttpMethods.GET,
                        "/api/v1/episodes/{id}/file",
                        (request, id) -> gate.reading(request, (session, account) -> file(session, id, request))),
                new Endpoint(
                        HttpMethods.POST,
                        "/api/v1/files",
                        (request, id) -> gate.changing(
                                request,
                                (session, account) -> uploads.store(
                                        request, session.tenantId(), session.agentId(), query(request, "name")))));
    }

    private CompletionStage<HttpResponse> file(Session session, String episodeId, HttpRequest request) {
        return engine.agents()
                .file(session.tenantId(), episodeId, number(request))
                .thenApply(found -> found(session, found));
    }

    private HttpResponse found(Session session, Optional<Content> found) {
        return found.map(file -> HttpResponse.create()
                        .withStatus(StatusCodes.FOUND)
                        .addHeader(RawHeader.create("Location", engine.files().link(session.tenantId(), file)))
                        .addHeader(RawHeader.create("Cache-Control", KEPT)))
                .orElseGet(() -> problem(StatusCodes.NOT_FOUND, "no-such-file", "there is no file, or not yet"));
    }

    private static int number(HttpRequest request) {
        var given = query(request, "number");
        return given.matches("[0-9]{1,9}") ? Integer.parseInt(given) : 0;
    }

    private static String query(HttpRequest request, String name) {
        return request.getUri().query().get(name).orElse("");
    }
}
