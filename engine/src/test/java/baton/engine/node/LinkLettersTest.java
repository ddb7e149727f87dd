package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.FixedTenants;
import baton.engine.spi.Tenants;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkLettersTest {

    private static final String URL = "https://chat.example/mail/acme/x?lang=uk";

    @ParameterizedTest
    @CsvSource({
        "en, confirm, read",
        "uk, підтвердьте, читати",
        "ru, подтвердите, читать",
        "ro, confirmați, citi",
        "xx, confirm, read"
    })
    void itIsInTheLanguageOfWhoeverAskedAndSaysWhatConfirmingMeans(String language, String word, String warning) {
        var text = LinkLetters.text(company(), language, URL, Duration.ofHours(1));

        assertThat(text)
                .contains(word, warning, "Acme & Sons", "\n\n" + URL + "\n\n", "60")
                .doesNotContain("{{");
    }

    @Test
    void theCompanysOwnWordsGoBeforeOurs() {
        var company = company(
                reply("d", "", "{{company}}: {{link}}"),
                reply("c", "uk", "{{link}} {{minutes}} хв"),
                reply("b", "ru", "{{link}} {{minutes}} мин"));

        assertThat(LinkLetters.text(company, "uk", URL, Duration.ofMinutes(5))).isEqualTo(URL + " 5 хв");
        assertThat(LinkLetters.text(company, "ro", URL, Duration.ofMinutes(5))).isEqualTo("Acme & Sons: " + URL);
    }

    @Test
    void wordsWithoutAPlaceForTheLinkAreNone() {
        var company = company(reply("a", "", "Welcome to {{company}}"));

        assertThat(LinkLetters.text(company, "en", URL, Duration.ofHours(1))).contains(URL);
    }

    private static Reply reply(String id, String language, String text) {
        return Reply.newBuilder()
                .setId(id)
                .setLanguage(language)
                .setText(text)
                .addTags("tell-link")
                .build();
    }

    private static Tenants.Tenant company(Reply... replies) {
        var tenant = Tenant.newBuilder().setId("acme").setCompany("Acme & Sons");
        for (var reply : replies) {
            tenant.addReplies(reply);
        }
        return FixedTenants.of(tenant.build()).byId("acme").orElseThrow();
    }
}
