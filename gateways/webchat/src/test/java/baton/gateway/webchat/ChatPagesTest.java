package baton.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages of the widget and their headers, on a handful of files in the place of the real ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatPagesTest {

    private final ServedDoor door = new ServedDoor(new WebchatGateway(), "");

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void everyAddressHasItsPage() {
        assertThat(door.get("/").body()).contains("home");
        assertThat(door.get("/chat").body()).contains("shop");
        assertThat(door.get("/chat/").body()).contains("shop");
        assertThat(door.get("/chat/app.html").body()).contains("chat");
        assertThat(door.get("/chat/widget.js").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesAreAskedForAgainAndHashedFilesAreKept() {
        var page = door.get("/chat");
        var asset = door.get("/chat/assets/app-1a2b3c4d.js");

        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(header(door.get("/chat/widget.js"), "cache-control")).isEqualTo("no-cache");
        assertThat(header(asset, "cache-control")).contains("immutable");
        assertThat(header(asset, "content-type")).isEqualTo("text/javascript; charset=UTF-8");
        var again = door.get("/chat", "If-None-Match", header(page, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void largeFilesArePackedForWhoUnderstandsIt() {
        var plain = door.get("/chat/assets/app-1a2b3c4d.js");
        var packed = door.get("/chat/assets/app-1a2b3c4d.js", "Accept-Encoding", "gzip, br");

        assertThat(header(packed, "content-encoding")).isEqualTo("gzip");
        assertThat(packed.body().length()).isLessThan(plain.body().length());
        assertThat(header(packed, "etag")).isNotEqualTo(header(plain, "etag"));
    }

    @Test
    void scriptsComeFromOurselvesOnly() {
        for (var path : List.of("/", "/chat", "/chat/app.html")) {
            var answer = door.get(path);
            assertThat(header(answer, "content-security-policy"))
                    .as(path)
                    .contains("script-src 'self';", "connect-src 'self';", "object-src 'none'");
            assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
            assertThat(header(answer, "referrer-policy")).isNotEmpty();
        }
    }

    @Test
    void theChatMayBeEmbeddedByTheSiteThatItNamesAndByNobodyElse() {
        assertThat(header(door.get("/chat/app.html?site=acme-site"), "content-security-policy"))
                .endsWith("frame-ancestors 'self' https://shop.acme.example");
        assertThat(header(door.get("/chat/app.html?site=nobody"), "content-security-policy"))
                .endsWith("frame-ancestors 'self'");
        assertThat(header(door.get("/chat/app.html"), "content-security-policy"))
                .endsWith("frame-ancestors 'self'");
    }

    @Test
    void nothingButFilesOfTheFolderIsServed() {
        for (var path : List.of(
                "/chatter",
                "/chat/nothing.js",
                "/chat/assets",
                "/chat/../reference.conf",
                "/chat/%2e%2e/%2e%2e/reference.conf",
                "/chat/..%2freference.conf",
                "/chat//index.html",
                "/chat/.hidden",
                "/chat/%00")) {
            assertThat(door.get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void aMissingBuildSaysHowToBuild() {
        var assets = new baton.engine.web.Assets(getClass().getClassLoader(), "ui/nowhere", "gateways/webchat");

        var answer = assets.page(org.apache.pekko.http.javadsl.model.HttpRequest.GET("/"), "index.html", "'self'");

        assertThat(answer.status().intValue()).isEqualTo(503);
        var page = (org.apache.pekko.http.javadsl.model.HttpEntity.Strict) answer.entity();
        assertThat(page.getData().utf8String()).contains("./mvnw -pl gateways/webchat");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
