package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import baton.testbed.Place;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The widget in a customer's browser. */
record ChatPage(Page page) {

    /** As a page of its own. */
    static ChatPage open(BrowserContext person, Place place, Company company) {
        var page = person.newPage();
        page.navigate(place.web("/chat/app.html?site=" + company.site()).toString());
        return new ChatPage(page);
    }

    void say(String text) {
        page.getByTestId("composer").fill(text);
        page.getByTestId("send").click();
    }

    void type(String text) {
        page.getByTestId("composer").pressSequentially(text);
    }

    /** Shows exactly these messages of customer and agent. */
    void shows(String... texts) {
        assertThat(page.getByTestId("message")).hasCount(texts.length);
        for (var i = 0; i < texts.length; i++) {
            assertThat(page.getByTestId("message").nth(i)).containsText(texts[i]);
        }
    }

    /** The tick of this message, as a state. */
    void tick(String text, String state) {
        assertThat(message(text).getByTestId("tick")).hasAttribute("data-state", state);
    }

    Locator message(String text) {
        return page.getByTestId("message").filter(new Locator.FilterOptions().setHasText(text));
    }

    void line(String kind) {
        assertThat(page.locator("[data-testid=line][data-line=" + kind + "]").first())
                .isVisible();
    }

    void reload() {
        page.reload();
    }
}
