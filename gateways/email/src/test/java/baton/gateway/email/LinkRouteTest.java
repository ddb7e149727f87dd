package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.FakeEngine;
import baton.engine.web.ServedDoor;
import baton.protocol.config.v1.ChannelAccount;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkRouteTest {

    private static final String CODE = "Zm9vYmFyYmF6cXV4MTIzNA";
    private static final String PAGE = new MailProof().page("acme", CODE, "en");

    private final ServedDoor door = new ServedDoor(
            new EmailGateway(),
            "",
            List.of(ChannelAccount.newBuilder()
                    .setChannel("email")
                    .putSettings("address", "Help@Acme.example")
                    .putSettings("imapHost", "127.0.0.1")
                    .putSettings("smtpHost", "127.0.0.1")
                    .build()));

    @BeforeEach
    void forget() {
        door.engine.remarks.clear();
        door.engine.answer = Optional.empty();
        door.putClockForward(java.time.Duration.ofHours(1));
    }

    @AfterAll
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void programsThatLookAtEveryLinkChangeNothing(String method) {
        var page = door.send(method, PAGE, "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(door.engine.remarks).isEmpty();
    }

    @Test
    void thePageAsksForOneClickAndRunsAndLoadsNothing() {
        var page = door.get(PAGE);

        assertThat(page.body())
                .contains("Acme Shop", "<form method=\"post\"><button>Yes, go on by e-mail</button></form>")
                .doesNotContain("<script", "src=", "href=");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "X-Robots-Tag")).isEqualTo("noindex");
    }

    @Test
    void theClickConfirmsAndThePageSaysWhereToWrite() {
        var page = door.post(PAGE, "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Done", "Acme Shop", "mailto:help@acme.example");
        assertThat(door.engine.remarks).containsExactly("somebody of acme confirms email with " + CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "link-used, 410, This link was used already",
        "link-too-old, 410, This link is too old",
        "try-again, 503, That did not work just now"
    })
    void whatTheEngineRefusesIsSaidInWords(String code, int status, String words) {
        door.engine.answer = Optional.of(CompletableFuture.completedStage(FakeEngine.refused(code, 0)));

        var page = door.post(PAGE, "");

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mail/acme/short", "/mail/globex/" + CODE, "/mail/nobody/" + CODE})
    void whatIsNoLinkOfOursIsTooOldAndNobodyIsAsked(String path) {
        assertThat(door.get(path).statusCode()).isEqualTo(404);
        assertThat(door.post(path, "").body()).contains("This link is too old");
        assertThat(door.engine.remarks).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"uk, Готово", "ru, Готово", "ro, Gata", "en, Done", "<b>, Done"})
    void itSpeaksTheLanguageOfTheMail(String language, String done) {
        var page = door.post(PAGE.replace("=en", "=" + language.replace("<b>", "%3Cb%3E")), "");

        assertThat(page.body()).contains("<h1>" + done + "</h1>").doesNotContain("<b>");
    }

    @Test
    void whoeverTriesWithoutEndIsSlowedDown() {
        for (var i = 0; i < 20; i++) {
            assertThat(door.post(PAGE, "").statusCode()).isEqualTo(200);
        }

        var more = 0; // while the twenty went one more may have come to be in order
        var status = door.post(PAGE, "").statusCode();
        while (status == 200 && more++ < 20) {
            status = door.post(PAGE, "").statusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(door.engine.remarks).hasSize(20 + more);
    }

    private static String header(HttpResponse<String> page, String name) {
        return page.headers().firstValue(name).orElse("");
    }
}
