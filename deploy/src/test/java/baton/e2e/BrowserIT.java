package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do in the pages of the product, in a real browser. */
@ExtendWith(InTheHouse.class)
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class BrowserIT {

    private static final String DEMO = "demo";

    private Browser browser;

    @BeforeAll
    void startBrowser() {
        browser = new Browser();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void everybodyLeaves() {
        browser.leave();
    }

    /** The only test with the demo's company: only its telephones are in the browser. */
    @Test
    void aChatBecomesACallWithTheSameAgent(House house) {
        var anna = PageDesk.available(browser, house.place(), DEMO, "anna");
        assertThat(anna.at("phone-state")).hasAttribute("data-phone", "ready");
        var phones = PagePhone.of(browser, house.place(), "anna");
        var customer = PageChat.atTheShop(browser, house.place());

        customer.says("Where is my lamp?");
        anna.acceptsChat();
        customer.lastTickIs("read");
        customer.types("I have ordered it on...");
        assertThat(anna.at("typing")).not().isEmpty();
        customer.says("I have ordered it on Monday.");
        anna.shows("message-customer", List.of("Where is my lamp?", "I have ordered it on Monday."));
        anna.at("composer").fill("It is");
        assertThat(customer.at("typing")).isVisible();
        anna.says("It is on its way.");
        anna.lastTickIs("read");
        var said = new ArrayList<>(List.of("Where is my lamp?", "I have ordered it on Monday.", "It is on its way."));
        customer.shows(said);

        phones.dials(customer.codeToDial());

        assertThat(anna.at("offer-card", "medium", "voice")).isVisible();
        anna.shows("message-customer", said.subList(0, 2));
        anna.shows("message-agent", said.subList(2, 3));
        assertThat(anna.at("call-chip")).not().hasAttribute("data-status", "talking");
        phones.agents().getByTestId("answer").click();
        phones.bothTalk();
        assertThat(anna.at("call-chip")).hasAttribute("data-status", "talking");
        assertThat(customer.line("call-answered")).hasCount(1);

        anna.reload();
        customer.reload();
        customer.says("My order is number 4711.");
        said.add("My order is number 4711.");
        customer.shows(said);
        anna.shows("message-customer", List.of(said.get(0), said.get(1), said.get(3)));
        anna.says("Thank you, I have found it.");
        said.add("Thank you, I have found it.");
        customer.shows(said);
        assertThat(anna.at("call-chip")).hasAttribute("data-status", "talking");

        phones.customers().getByTestId("hangup").click();

        PagePhone.is(phones.agents(), "idle");
        assertThat(anna.at("call-chip")).hasCount(0);
        assertThat(customer.line("call-ended")).hasCount(1);
        anna.reload();
        customer.reload();
        customer.shows(said);
        assertThat(customer.line("call-answered")).hasCount(1);
        anna.shows("message-customer", List.of(said.get(0), said.get(1), said.get(3)));
        anna.shows("message-agent", List.of(said.get(2), said.get(4)));
        customer.hasStatus("engaged");
    }
}
