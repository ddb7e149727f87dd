package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import baton.testbed.Place;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The supervisor's page in a supervisor's browser. */
record WallPage(Page page) {

    static WallPage signIn(BrowserContext person, Place place, String company, String agent) {
        var wall = open(person, place);
        DeskPage.enter(wall.page, company, agent);
        assertThat(wall.page.getByTestId("totals")).isVisible();
        return wall;
    }

    /** A window of somebody who may have signed in already. */
    static WallPage open(BrowserContext person, Place place) {
        var page = person.newPage();
        page.navigate(place.web("/supervisor").toString());
        return new WallPage(page);
    }

    /** {@code part}: queues, agents, hours ... */
    WallPage configure(String part, String id) {
        page.evaluate("hash => { location.hash = hash }", "#/configuration/" + part + "/" + id);
        assertThat(page.getByTestId("item-form")).isVisible();
        return this;
    }

    /** {@code what}: queues, agents, episodes. */
    WallPage look(String what, String id) {
        page.evaluate("hash => { location.hash = hash }", "#/live/" + what + "/" + id);
        return this;
    }

    /** The field of a form at this path, as the server names it. */
    Locator field(String path) {
        return page.getByTestId("field-" + path);
    }

    void add(String path) {
        page.getByTestId("add-" + path).click();
    }

    /** Saves the form, and returns when the server has it. */
    void save() {
        page.getByTestId("save").click();
        isSaved();
    }

    void isSaved() {
        assertThat(page.locator("[data-unsaved=false]")).isVisible();
        assertThat(page.getByTestId("save")).isDisabled();
    }

    void reload() {
        page.reload();
        assertThat(page.getByTestId("connection-state")).hasAttribute("data-state", "online");
    }
}
