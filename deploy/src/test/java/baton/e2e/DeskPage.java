package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import baton.testbed.Place;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The desk in an agent's browser. */
record DeskPage(Page page) {

    static DeskPage signIn(BrowserContext person, Place place, String company, String agent) {
        var desk = open(person, place);
        enter(desk.page, company, agent);
        return desk;
    }

    /** Fills in the sign-in of the desk or of the supervisor's page. */
    static void enter(Page page, String company, String agent) {
        page.getByTestId("login-tenant").fill(company);
        page.getByTestId("login-agent").fill(agent);
        page.getByTestId("login-password").fill(Company.PASSWORD);
        page.getByTestId("login-submit").click();
        assertThat(page.getByTestId("connection-state")).hasAttribute("data-state", "online");
    }

    /** A window of somebody who may have signed in already. */
    static DeskPage open(BrowserContext person, Place place) {
        var page = person.newPage();
        page.navigate(place.web("/desk").toString());
        return new DeskPage(page);
    }

    void goAvailable() {
        page.getByTestId("go-available").first().click();
        assertThat(page.getByTestId("presence").first()).hasAttribute("data-presence", "available");
    }

    void acceptOffer() {
        page.getByTestId("offer-accept").first().click();
        assertThat(page.getByTestId("composer")).isVisible();
    }

    void say(String text) {
        page.getByTestId("composer").fill(text);
        page.getByTestId("send").click();
    }

    void note(String text) {
        page.getByTestId("mode-note").click();
        say(text);
        page.getByTestId("mode-message").click();
    }

    void transferTo(String colleague, String note) {
        page.getByTestId("transfer").click();
        page.getByTestId("transfer-to-" + colleague).click();
        page.getByTestId("transfer-note").fill(note);
        page.getByTestId("transfer-submit").click();
    }

    void closeAs(String disposition) {
        page.getByTestId("finish").click();
        page.getByTestId("disposition-" + disposition).click();
        page.getByTestId("close-episode").click();
    }

    void sees(String kind, String text) {
        assertThat(bubble(kind, text)).isVisible();
    }

    /** {@code kind}: message-customer, message-agent or note. */
    Locator bubble(String kind, String text) {
        return page.getByTestId("timeline").getByTestId(kind).filter(new Locator.FilterOptions().setHasText(text));
    }

    /** How far this message of the agent's has got: sent, delivered, read. */
    void tick(String text, String state) {
        assertThat(bubble("message-agent", text).locator("[data-tick=" + state + "]"))
                .isVisible();
    }

    void reload() {
        page.reload();
        assertThat(page.getByTestId("connection-state")).hasAttribute("data-state", "online");
    }
}
