package baton.engine.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A door's pages from the class path, with the headers that keep them harmless: a strict content security policy, no guessing of
 * types, no embedding but where it is wanted. Files under {@code assets/} have their hash in the name and are kept for ever,
 * everything else is asked for again with its {@code ETag}.
 */
public final class Assets {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int WORTH_PACKING = 1024;

    private final ClassLoader loader;
    private final String folder;
    private final String module;
    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /**
     * @param folder on the class path, for example {@code "ui/desk"}
     * @param module what to build when it is not there, for example {@code "gateways/desk"}
     */
    public Assets(ClassLoader loader, String folder, String module) {
        this.loader = loader;
        this.folder = folder;
        this.module = module;
    }

    public boolean has(String path) {
        return find(path).isPresent();
    }

    /** @param frameAncestors who may embed it, in the words of the policy, for example {@code "'none'"} */
    public HttpResponse file(HttpRequest request, String path, String frameAncestors) {
        return find(path)
                .map(asset -> asset.answer(request, frameAncestors))
                .orElseGet(() -> secured(
                        HttpResponse.create()
                                .withStatus(StatusCodes.NOT_FOUND)
                                .withEntity(ContentTypes.TEXT_PLAIN_UTF8, "There is no such file.\n"),
                        "'none'"));
    }

    /** A page of which everybody expects that it is there; if it is not, the answer says how to build it. */
    public HttpResponse page(HttpRequest request, String path, String frameAncestors) {
        return has(path) ? file(request, path, frameAncestors) : notBuilt();
    }

    private HttpResponse notBuilt() {
        var page =
                """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not built</title></head>
                <body style="font:16px/1.5 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem">
                <h1>This page is not in this build</h1>
                <p>The program runs, but its browser pages were left out. Build them (Node 20.19 or newer) and start again:</p>
                <pre>./mvnw -pl %s -am package -DskipTests</pre>
                <p>without <code>-DskipUi</code>.</p></body></html>
                """
                        .formatted(module);
        return secured(
                HttpResponse.create()
                        .withStatus(StatusCodes.SERVICE_UNAVAILABLE)
                        .withEntity(ContentTypes.TEXT_HTML_UTF8, page),
                "'none'");
    }

    private Optional<Asset> find(String path) {
        if (!SAFE.matcher(path).matches()) {
            return Optional.empty();
        }
        var known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        var found = load(path);
        found.ifPresent(asset -> read.put(path, asset));
        return found;
    }

    private Optional<Asset> load(String path) {
        try (var in = loader.getResourceAsStream(folder + "/" + path)) {
            return in == null || path.indexOf('.') < 0
                    ? Optional.empty()
                    : Optional.of(Asset.of(path, in.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + folder + "/" + path, broken);
        }
    }

    private static HttpResponse secured(HttpResponse response, String frameAncestors) {
        var headers = new ArrayList<HttpHeader>(List.of(
                RawHeader.create("Content-Security-Policy", policy(frameAncestors)),
                RawHeader.create("X-Content-Type-Options", "nosniff"),
                RawHeader.create("Referrer-Policy", "strict-origin-when-cross-origin"),
                RawHeader.create("Permissions-Policy", "camera=(), geolocation=(), payment=(), usb=()")));
        if (frameAncestors.equals("'none'")) {
            headers.add(RawHeader.create("X-Frame-Options", "DENY"));
        }
        return response.addHeaders(headers);
    }

    /** Ourselves are our sockets, too: {@code 'self'} on a page by https means wss to the same host, and nobody needs any other. */
    private static String policy(String frameAncestors) {
        return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                + "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
                + "frame-ancestors " + frameAncestors;
    }

    private record Asset(ContentType type, byte[] plain, Optional<byte[]> packed, String tag, boolean forEver) {

        static Asset of(String path, byte[] bytes) {
            var type = type(path.substring(path.lastIndexOf('.') + 1));
            var packable = bytes.length >= WORTH_PACKING && !path.matches(".*[.](png|woff2|mp3|ogg)");
            return new Asset(
                    type,
                    bytes,
                    packable ? Optional.of(pack(bytes)) : Optional.empty(),
                    hash(bytes),
                    path.startsWith("assets/"));
        }

        HttpResponse answer(HttpRequest request, String frameAncestors) {
            var gzip = packed.isPresent() && accepts(request);
            var etag = '"' + tag + (gzip ? "-gz" : "") + '"';
            var response = HttpResponse.create()
                    .addHeaders(List.of(
                            RawHeader.create("ETag", etag),
                            RawHeader.create("Vary", "Accept-Encoding"),
                            RawHeader.create(
                                    "Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache")));
            if (matches(request, etag)) {
                return secured(response.withStatus(StatusCodes.NOT_MODIFIED), frameAncestors);
            }
            if (gzip) {
                response = response.addHeader(RawHeader.create("Content-Encoding", "gzip"));
            }
            return secured(response.withEntity(type, gzip ? packed.get() : plain), frameAncestors);
        }

        private static boolean matches(HttpRequest request, String etag) {
            return request.getHeader("If-None-Match")
                    .map(header -> header.value().contains(etag))
                    .orElse(false);
        }

        private static boolean accepts(HttpRequest request) {
            return request.getHeader("Accept-Encoding")
                    .map(header -> header.value())
                    .filter(value -> value.contains("gzip") && !value.contains("gzip;q=0"))
                    .isPresent();
        }

        private static byte[] pack(byte[] bytes) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return packed.toByteArray();
        }

        private static String hash(byte[] bytes) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return HexFormat.of().formatHex(digest, 0, 12);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static ContentType type(String extension) {
            return ContentTypes.parse(
                    switch (extension) {
                        case "html" -> "text/html; charset=UTF-8";
                        case "js", "mjs" -> "text/javascript; charset=UTF-8";
                        case "css" -> "text/css; charset=UTF-8";
                        case "json", "map" -> "application/json";
                        case "webmanifest" -> "application/manifest+json";
                        case "svg" -> "image/svg+xml";
                        case "png" -> "image/png";
                        case "ico" -> "image/x-icon";
                        case "woff2" -> "font/woff2";
                        case "mp3" -> "audio/mpeg";
                        case "ogg" -> "audio/ogg";
                        case "wav" -> "audio/wav";
                        case "txt" -> "text/plain; charset=UTF-8";
                        default -> "application/octet-stream";
                    });
        }
    }
}
