package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** An agent's desk, as the agent sees and uses it. */
record PageDesk(Page page) {

    /** Signs in; whether the agent is available stays as it was. */
    static PageDesk signIn(Browser browser, Place place, String company, String agent) {
        var desk = new PageDesk(browser.open(place.web("/desk")));
        desk.at("login-tenant").fill(company);
        desk.at("login-agent").fill(agent);
        desk.at("login-password").fill(Company.PASSWORD);
        desk.at("login-submit").click();
        desk.isOnline();
        return desk;
    }

    static PageDesk available(Browser browser, Place place, String company, String agent) {
        var desk = signIn(browser, place, company, agent);
        desk.at("go-available").click();
        desk.hasPresence("available");
        return desk;
    }

    Locator at(String testId) {
        return page.getByTestId(testId);
    }

    /** One of several with the same test id, by another attribute. */
    Locator at(String testId, String attribute, String value) {
        return page.locator("[data-testid='%s'][data-%s='%s']".formatted(testId, attribute, value));
    }

    void isOnline() {
        assertThat(at("connection-state")).hasAttribute("data-state", "online");
    }

    void hasPresence(String presence) {
        assertThat(at("presence")).hasAttribute("data-presence", presence);
    }

    void acceptsChat() {
        at("offer-card", "medium", "text").getByTestId("offer-accept").click();
        assertThat(at("composer")).isVisible();
    }

    void says(String text) {
        at("composer").fill(text);
        at("send").click();
    }

    void notes(String text) {
        at("mode-note").click();
        says(text);
    }

    /** These and no others, in this order. */
    void shows(String message, List<String> texts) {
        assertThat(at(message)).containsText(texts.toArray(String[]::new));
    }

    /** How far the last message of the agent has got. */
    void lastTickIs(String state) {
        assertThat(at("message-agent").last().locator("[data-tick]")).hasAttribute("data-tick", state);
    }

    void reload() {
        page.reload();
        isOnline();
        at("worklist-item").first().click();
    }

    void transfers(String to, String note) {
        at("transfer").click();
        at("transfer-to-" + to).click();
        at("transfer-note").fill(note);
        at("transfer-submit").click();
    }

    void finishes(String disposition, String note) {
        at("finish").click();
        at("disposition-" + disposition).locator("label").click();
        at("wrap-note").fill(note);
        at("close-episode").click();
        assertThat(at("wrap-up")).hasCount(0);
    }
}
