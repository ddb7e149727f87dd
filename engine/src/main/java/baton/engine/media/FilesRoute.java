package baton.engine.media;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.head;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import baton.engine.web.JsonReply;
import baton.protocol.journal.v1.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code GET /files/<company>/<token>} and, for what is sent out, {@code GET /files/<company>/<token>/<name>}: a file for whoever has a fresh link. A browser may show pictures, sound and films that it knows how
 * to show, and only keep the rest; nothing from here is ever a page, and none of it may run anything.
 */
public final class FilesRoute {

    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,15})-(\\d{0,15})");

    private static final List<HttpHeader> HEADERS = List.of(
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox"),
            RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Accept-Ranges", "bytes"),
            // The link is good for ten minutes; whoever has seen the file may keep it as long.
            RawHeader.create(
                    "Cache-Control", "private, max-age=" + StoredFiles.LINK_LIFETIME.toSeconds() + ", immutable"));

    private final StoredFiles files;

    public FilesRoute(StoredFiles files) {
        this.files = files;
    }

    public Route route() {
        return pathPrefix(
                segment("files").slash(segment()),
                tenant -> concat(
                        path(segment(), token -> read(tenant, files.linked(tenant, token))),
                        path(
                                segment().slash(segment()),
                                (token, name) -> read(tenant, files.sent(tenant, token, name)))));
    }

    private Route read(String tenant, Optional<Content> linked) {
        return concat(get(() -> serve(tenant, linked)), head(() -> serve(tenant, linked)));
    }

    private Route serve(String tenant, Optional<Content> linked) {
        return linked.<Route>map(file -> extractRequest(request -> completeWithFuture(serve(tenant, file, request))))
                .orElseGet(() -> complete(
                        JsonReply.problem(StatusCodes.NOT_FOUND, "no-such-link", "This link is too old, or is none.")));
    }

    private CompletionStage<HttpResponse> serve(String tenant, Content file, HttpRequest request) {
        return files.size(tenant, file).thenApply(size -> size.map(bytes -> serve(tenant, file, bytes, request))
                .orElseGet(() ->
                        JsonReply.problem(StatusCodes.NOT_FOUND, "no-such-file", "This file is not here any more.")));
    }

    /** @param from the first byte, {@code to} the last one */
    private record Range(long from, long to) {

        long length() {
            return to - from + 1;
        }
    }

    private HttpResponse serve(String tenant, Content file, long size, HttpRequest request) {
        var asked = request.getHeader("Range").map(HttpHeader::value);
        var range = asked.flatMap(header -> range(header, size));
        if (asked.isPresent() && range.isEmpty() && RANGE.matcher(asked.get()).matches()) {
            return HttpResponse.create()
                    .withStatus(StatusCodes.RANGE_NOT_SATISFIABLE)
                    .addHeader(RawHeader.create("Content-Range", "bytes */" + size));
        }
        var part = range.orElse(new Range(0, size - 1));
        var response = HttpResponse.create()
                .withStatus(range.isPresent() ? StatusCodes.PARTIAL_CONTENT : StatusCodes.OK)
                .addHeaders(HEADERS)
                .addHeader(RawHeader.create("Content-Disposition", disposition(file)))
                .withEntity(HttpEntities.create(contentType(file), part.length(), bytes(tenant, file, part)));
        return range.isPresent()
                ? response.addHeader(
                        RawHeader.create("Content-Range", "bytes " + part.from() + "-" + part.to() + "/" + size))
                : response;
    }

    private Source<ByteString, ?> bytes(String tenant, Content file, Range part) {
        var left = new AtomicLong(part.length());
        return files.read(tenant, file, part.from())
                .map(chunk -> chunk.take((int) Math.min(chunk.size(), left.getAndAdd(-chunk.size()))))
                .takeWhile(chunk -> left.get() > 0, true);
    }

    /** One range only (RFC 9110, section 14.2): what players ask for. Anything else is answered with the whole file. */
    private static Optional<Range> range(String header, long size) {
        var matcher = RANGE.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var from = Long.parseLong(matcher.group(1));
        var to = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        return from <= to ? Optional.of(new Range(from, to)) : Optional.empty();
    }

    private static ContentType contentType(Content file) {
        return file.getMediaType().equals("text/plain")
                ? ContentTypes.TEXT_PLAIN_UTF8
                : ContentTypes.parse(file.getMediaType());
    }

    /** RFC 6266: the name in UTF-8, percent-encoded. */
    private static String disposition(Content file) {
        var type = file.getMediaType();
        var shown = SHOWN.contains(type) || type.startsWith("audio/") || type.startsWith("video/");
        var name = URLEncoder.encode(file.getName(), StandardCharsets.UTF_8).replace("+", "%20");
        return (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + name;
    }
}
