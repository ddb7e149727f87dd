package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.DELIVERY_FAILED;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Site;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files both ways, as people at screens see them, with their bytes. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class FilesIT {

    private static final byte[] PDF = "%PDF-1.7 an offer".getBytes(StandardCharsets.UTF_8);

    @Test
    void aPhotoComesFromTelegramAndAnOfferGoesBack(People people) throws Exception {
        var messengers = Messengers.of(people.scene());
        var olena = messengers.customer("Олена", "+380501112401");
        var anna = people.agent("anna");

        messengers.telegram().writes(olena, "Look:", "");
        anna.acceptOffer();
        messengers.telegram().sendsPhoto(olena, "The lamp is broken");

        var picture = anna.page().getByTestId("file-picture");
        isDrawn(picture.locator("img"));
        anna.sees("message-customer", "The lamp is broken");
        assertThat(bytes(anna.page(), picture.locator("img").getAttribute("src")))
                .isEqualTo(Site.bytes("placeholder.png"));
        picture.click();
        isDrawn(anna.page().getByTestId("file-large"));
        anna.page().keyboard().press("Escape");

        attach(anna.page(), "пропозиція.pdf", "application/pdf", PDF);

        await().until(() -> received(messengers, olena).isPresent());
        var line = received(messengers, olena).orElseThrow();
        var file = messengers.telegram().stage().phones().file(line.id()).orElseThrow();
        assertThat(file.bytes()).isEqualTo(PDF);
        assertThat(file.fileName()).isEqualTo("пропозиція.pdf");
        assertThat(file.type()).isEqualTo("application/pdf");
        assertThat(anna.bubble("message-agent", "пропозиція.pdf").locator("[data-tick=sent]"))
                .isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "viber", "messenger", "instagram", "vk"})
    void aPictureAndAnOfferReachTheTelephoneWithTheirBytes(String channel, Scene scene) {
        var provider = Messengers.of(scene).provider(channel);
        var anna = scene.agent("anna");
        var olena = provider.customer("Олена", "+380501112402");
        provider.writes(olena, "Where is my lamp?", "");
        var episode = anna.awaitOffer("text").getEpisodeId();
        anna.takeChat(episode);

        anna.attach(episode, "лампа.png", bytesOfPlaceholder());
        anna.attach(episode, "пропозиція.pdf", PDF);

        var phones = provider.stage().phones();
        await().until(() -> phones.conversation(olena.id()).size() == 3);
        var lines = phones.conversation(olena.id());
        assertThat(lines.subList(1, 3)).extracting(Line::kind).containsExactly("photo", "file");
        assertThat(phones.file(lines.get(1).id()).orElseThrow().bytes()).isEqualTo(bytesOfPlaceholder());
        assertThat(phones.file(lines.get(2).id()).orElseThrow().bytes()).isEqualTo(PDF);
        var asciiOnly = channel.equals("messenger") || channel.equals("instagram");
        assertThat(phones.file(lines.get(2).id()).orElseThrow().fileName())
                .isEqualTo(asciiOnly ? "file.pdf" : "пропозиція.pdf");
        assertThat(anna.facts(episode)).doesNotContain(DELIVERY_FAILED);
    }

    private static byte[] bytesOfPlaceholder() {
        try {
            return Site.bytes("placeholder.png");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void aVisitorSendsAPictureAndKeepsWhatTheAgentSends(People people) throws Exception {
        var chat = people.customer();
        var anna = people.agent("anna");
        chat.say("Look:");
        anna.acceptOffer();

        attach(chat.page(), "lamp.png", "image/png", Site.bytes("placeholder.png"));

        isDrawn(chat.page().getByTestId("file-picture").locator("img"));
        isDrawn(anna.page().getByTestId("file-picture").locator("img"));
        attach(anna.page(), "offer.pdf", "application/pdf", PDF);
        var offer = chat.page().getByTestId("file").filter(new Locator.FilterOptions().setHasText("offer.pdf"));
        assertThat(offer).hasAttribute("href", java.util.regex.Pattern.compile("^/files/.*"));
        assertThat(anna.page().getByTestId("worklist-item")).containsText("offer.pdf");
        assertThat(bytes(chat.page(), offer.getAttribute("href"))).isEqualTo(PDF);
        chat.reload();
        isDrawn(chat.page().getByTestId("file-picture").locator("img"));
    }

    @Test
    void whatIsNotTakenIsSaidAndNothingIsSent(People people) {
        var chat = people.customer();
        var anna = people.agent("anna");
        chat.say("Look:");
        anna.acceptOffer();

        attach(anna.page(), "page.html", "text/html", "<!doctype html>".getBytes(StandardCharsets.UTF_8));
        attach(chat.page(), "game.exe", "application/x-msdownload", "MZ\0\0".getBytes(StandardCharsets.UTF_8));

        assertThat(anna.page().getByTestId("timeline")).containsText("it may be a program or a web page");
        assertThat(chat.page().getByTestId("message").last()).containsText("Files of this kind are not taken.");
        anna.page().getByTestId("message-discard").click();
        chat.page().getByTestId("discard").click();
        anna.say("Send me a picture, please.");
        chat.shows("Look:", "Send me a picture, please.");
    }

    private static void attach(Page page, String name, String type, byte[] bytes) {
        page.getByTestId("attach-input").setInputFiles(new FilePayload(name, type, bytes));
    }

    private static Optional<Line> received(Messengers messengers, Customer customer) {
        return messengers.telegram().conversation(customer).stream()
                .filter(line -> line.company() && line.kind().equals("file"))
                .findFirst();
    }

    /** Not only in the page, but with the pixels of a file. */
    private static void isDrawn(Locator image) {
        assertThat(image).isVisible();
        await().until(() -> (Boolean) image.evaluate("image => image.complete && image.naturalWidth > 0"));
    }

    /** As the browser gets them, with its cookies. */
    private static byte[] bytes(Page page, String path) {
        var base = page.url().replaceFirst("^(https?://[^/]+).*", "$1");
        var response = page.request().get(base + path);
        assertThat(response.status()).isEqualTo(200);
        return response.body();
    }
}
