package baton.gateway.email;

import baton.gateway.email.PageWords.Said;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The page that a link in a mail leads to: text and at most one button. No script runs on it, and nothing else is loaded. */
final class LinkPage {

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--paper:#f5f7f6;--panel:#fff;--ink:#16211f;--soft:#56635f;--line:#dde4e1;--accent:#0b6b61;--on:#fff}
            @media(prefers-color-scheme:dark){:root{--paper:#111716;--panel:#1a2220;--ink:#e6eeeb;--soft:#a0afaa;--line:#2c3835;--accent:#4fc3b3;--on:#0c1412}}
            *{box-sizing:border-box}
            body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,'Segoe UI',Roboto,'Helvetica Neue',sans-serif}
            main{width:100%;max-width:34rem;padding:clamp(24px,6vw,40px);border:1px solid var(--line);border-radius:16px;background:var(--panel);overflow-wrap:break-word}
            .company{margin:0 0 6px;color:var(--soft);font-size:15px}
            h1{margin:0 0 16px;font-size:26px;line-height:1.2;letter-spacing:-.01em}
            p{margin:0 0 14px}
            form{margin:22px 0}
            .small{color:var(--soft);font-size:15px}
            p:last-child{margin-bottom:0}
            a{color:var(--accent)}
            button{width:100%;min-height:48px;padding:12px 20px;border:0;border-radius:10px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
            :focus-visible{outline:3px solid var(--accent);outline-offset:3px}
            """;

    private static final List<HttpHeader> HEADERS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("X-Frame-Options", "DENY"),
            RawHeader.create("X-Robots-Tag", "noindex"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Cache-Control", "no-store"));

    /**
     * Of whom the page is.
     *
     * @param address where the company is written to
     */
    record Whose(String company, String address) {}

    private final PageWords words;
    private final Whose whose;

    LinkPage(PageWords words, Whose whose) {
        this.words = words;
        this.whose = whose;
    }

    /** The button posts to where the page is. */
    HttpResponse asks() {
        var said = words.ask();
        return page(
                said.title(),
                "<p>" + filled(said.lines().get(0)) + "</p>\n<form method=\"post\"><button>" + escaped(words.button())
                        + "</button></form>\n<p class=\"small\">"
                        + filled(said.lines().get(1)) + "</p>");
    }

    HttpResponse says(Said said, StatusCode status) {
        var lines = new StringBuilder();
        for (var line : said.lines()) {
            lines.append("<p>").append(filled(line)).append("</p>\n");
        }
        return page(said.title(), lines.toString().strip()).withStatus(status);
    }

    private HttpResponse page(String title, String body) {
        var page =
                """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <p class="company">%s</p>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """
                        .formatted(
                                words.language(),
                                escaped(title),
                                STYLE,
                                escaped(whose.company()),
                                escaped(title),
                                body);
        return HttpResponse.create()
                .withEntity(ContentTypes.TEXT_HTML_UTF8, page)
                .addHeaders(HEADERS);
    }

    private String filled(String line) {
        var address = escaped(whose.address());
        return escaped(line)
                .replace("{company}", escaped(whose.company()))
                .replace("{address}", "<a href=\"mailto:" + address + "\">" + address + "</a>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
