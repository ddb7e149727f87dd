package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import baton.emulator.site.Site;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link AccessibilityIT} promises of the pages holds for what opens in them: files, channels, and who is who. */
@ExtendWith(InTheHouse.class)
@Timeout(600)
class AccessibilityInDetailIT {

    private enum Size {
        SCREEN,
        TELEPHONE;

        BrowserContext person(People people) {
            return this == SCREEN ? people.somebody() : people.pocket();
        }

        /** What stands side by side on a screen comes one after another on a telephone. */
        void toTheList(Page page) {
            if (this == TELEPHONE) {
                page.getByTestId("back").click();
            }
        }

        void openDetails(Page page) {
            if (this == TELEPHONE) {
                page.getByTestId("toggle-details").click();
            }
        }

        void closeDetails(Page page) {
            if (this == TELEPHONE) {
                page.keyboard().press("Escape");
                assertThat(page.getByTestId("customer-name")).isHidden();
            }
        }
    }

    private final Axe axe = new Axe();

    @ParameterizedTest
    @EnumSource
    void filesOnTheDesk(Size size, People people) {
        takeYourTime(people);
        var messengers = Messengers.of(people.scene());
        var olena = messengers.customer("Олена", "+380501112501");
        messengers.telegram().writes(olena, "Look:", "");
        var anna = people.agent(size.person(people), "anna");
        var page = anna.page();
        anna.acceptOffer();
        messengers.telegram().sendsPhoto(olena, "The lamp is broken");
        assertThat(page.getByTestId("file-picture")).isVisible();
        attach(page, LONG_NAME, "application/pdf", "%PDF-1.7 an offer");
        anna.tick(LONG_NAME, "sent");
        attach(page, "page.html", "text/html", "<!doctype html>");
        assertThat(page.getByTestId("message-discard")).isVisible();
        axe.look(page, "files, one of them refused");

        page.getByTestId("file-picture").click();
        assertThat(page.getByTestId("file-large")).isVisible();
        axe.look(page, "a picture, enlarged");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("file-large")).isHidden();

        axe.foundNothing();
    }

    @ParameterizedTest
    @EnumSource
    void filesInTheChat(Size size, People people) throws Exception {
        takeYourTime(people);
        var chat = people.customer(size.person(people));
        var anna = people.agent("anna");
        chat.say("Look:");
        anna.acceptOffer();
        attach(chat.page(), "lamp.png", "image/png", Site.bytes("placeholder.png"));
        assertThat(chat.page().getByTestId("file-picture").locator("img")).isVisible();
        attach(anna.page(), LONG_NAME, "application/pdf", "%PDF-1.7 an offer");
        assertThat(chat.page().getByTestId("file").filter(with(LONG_NAME))).isVisible();
        attach(chat.page(), "game.exe", "application/x-msdownload", "MZ");
        assertThat(chat.page().getByTestId("discard")).isVisible();
        axe.look(chat.page(), "chat with files, one of them refused");

        axe.foundNothing();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsWhoAndWhereToWrite(Size size, People people) {
        takeYourTime(people);
        var messengers = Messengers.of(people.scene());
        var olena = messengers.customer("Олена", "+380501112502");
        var anna = people.agent(size.person(people), "anna");
        var page = anna.page();
        messengers.telegram().writes(olena, "Where is my parcel?", "");
        anna.acceptOffer();
        size.toTheList(page);
        var chat = people.customer();
        chat.say("Where is my lamp?");
        page.getByTestId("offer-accept").first().click();
        assertThat(anna.bubble("message-customer", "Where is my lamp?")).isVisible();
        size.openDetails(page);

        page.getByTestId("same-person").click();
        axe.look(page, "looking for the same person");
        page.getByTestId("same-find").fill("nobody-has-this");
        page.getByTestId("same-search").click();
        assertThat(page.getByText("Nobody is known by that.")).isVisible();
        axe.look(page, "nobody is found");
        page.getByTestId("same-find").press("Escape");
        assertThat(page.getByTestId("same-find")).isHidden();
        assertThat(page.getByTestId("customer-name")).isVisible();
        page.getByTestId("same-person").click();
        page.getByTestId("same-find").fill(olena.id());
        page.getByTestId("same-search").click();
        page.getByTestId("same-choose").click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByTestId("same-confirm")).isVisible();
        axe.look(page, "is it the same person?");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("same-confirm")).isHidden();
        assertThat(page.getByTestId("customer-name")).isVisible();
        size.closeDetails(page);
        size.toTheList(page);
        page.getByTestId("worklist-item").filter(with("Олена")).click();

        page.getByTestId("channel-choice").click();
        assertThat(page.getByTestId("channel-option").first()).isVisible();
        axe.look(page, "where to write");
        page.keyboard().press("Escape");
        page.getByTestId("finish").click();
        page.getByTestId("disposition-resolved").click();
        page.getByTestId("wrap-note").fill("Sent a new lamp.");
        axe.look(page, "wrap-up, filled in");

        axe.foundNothing();
    }

    @ParameterizedTest
    @EnumSource
    void theWaysOnFromTheChat(Size size, People people) {
        Messengers.of(people.scene());
        var chat = people.customer(size.person(people));
        var page = chat.page();
        chat.say("Where is my lamp?");
        chat.tick("Where is my lamp?", "sent");
        page.getByTestId("call-button").click();
        assertThat(page.getByTestId("messenger")).hasCount(6);
        axe.look(page, "numbers and six messengers");

        axe.foundNothing();
    }

    private static final String LONG_NAME = "Angebot-für-Frau-von-Hohenstein-Wallenrodt-zu-Schwarzenberg-2026.pdf";

    /** Offers and wrap-ups last longer than a slow machine looks at the page. */
    private static void takeYourTime(People people) {
        var boss = people.scene().desk(Company.SUPERVISOR);
        var slow = "{\"name\":\"Main\",\"textOffer\":\"600s\",\"wrapUp\":\"600s\"}";
        assertEquals(
                200, boss.rest("PUT", "/api/v1/configuration/queues/main", slow).statusCode());
    }

    private static void attach(Page page, String name, String type, String content) {
        attach(page, name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void attach(Page page, String name, String type, byte[] bytes) {
        page.getByTestId("attach-input").setInputFiles(new FilePayload(name, type, bytes));
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
