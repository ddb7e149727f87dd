package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The telephones of the demo: the customer's, and the one of an agent. */
record PagePhone(Page page) {

    static PagePhone of(Browser browser, Place place, String agent) {
        var phones = new PagePhone(browser.open(place.web("/phone")));
        assertThat(phones.page.getByTestId("connection-state")).hasAttribute("data-state", "online");
        phones.agents().getByTestId("pick-" + agent).check();
        return phones;
    }

    Locator customers() {
        return page.getByTestId("phone-customer");
    }

    Locator agents() {
        return page.getByTestId("phone-agent");
    }

    static void is(Locator phone, String state) {
        assertThat(phone.getByTestId("phone-state")).hasAttribute("data-state", state);
    }

    void dials(String number) {
        customers().getByTestId("dial-number").fill(number);
        customers().getByTestId("dial").click();
    }

    void bothTalk() {
        is(customers(), "talking");
        is(agents(), "talking");
        assertThat(customers().getByTestId("hearing")).hasAttribute("data-hearing", "true");
        assertThat(agents().getByTestId("hearing")).hasAttribute("data-hearing", "true");
    }
}
