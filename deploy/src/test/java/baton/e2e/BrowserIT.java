package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
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

    @Test
    void aNoteIsNeverSeenByTheCustomer(Scene scene) {
        var place = scene.place();
        var company = scene.company();
        var anna = PageDesk.available(browser, place, company.id(), "anna");
        var customer = PageChat.plain(browser, place, company);
        var received = browser.received(customer.page());
        customer.says("My lamp flickers.");
        anna.acceptsChat();
        var ben = PageDesk.available(browser, place, company.id(), "ben");

        anna.notes("Third lamp this month.");
        anna.shows("note", List.of("Third lamp this month."));
        anna.says("I pass you on to Ben.");
        customer.shows(List.of("My lamp flickers.", "I pass you on to Ben."));
        anna.transfers("ben", "Please be generous.");

        ben.acceptsChat();
        ben.shows("note", List.of("Third lamp this month."));
        assertThat(ben.at("event").getByText("Please be generous.")).hasCount(1);
        ben.shows("message-customer", List.of("My lamp flickers."));
        ben.says("You get a new one.");
        assertThat(anna.at("worklist-item")).hasCount(0);
        assertThat(customer.line("transferred")).hasCount(1);
        ben.finishes("resolved", "New lamp sent.");
        customer.hasStatus("closed");
        assertThat(ben.at("worklist-item")).hasCount(0);

        customer.reload();
        customer.shows(List.of("My lamp flickers.", "I pass you on to Ben.", "You get a new one."));
        Assertions.assertThat(received).anyMatch(frame -> frame.contains("You get a new one."));
        Assertions.assertThat(received)
                .noneMatch(frame -> frame.contains("Third lamp")
                        || frame.contains("generous")
                        || frame.contains("New lamp sent")
                        || frame.contains("resolved"));
    }

    @Test
    void scriptInAMessageIsTextAndNeverRuns(Scene scene) {
        var evil = "<img src=x onerror=\"window.ran=1;alert(1)\"><script>window.ran=1</script>"
                + "<a href=\"javascript:window.ran=1\">you</a> javascript:window.ran=1";
        var anna = PageDesk.available(browser, scene.place(), scene.company().id(), "anna");
        var customer = PageChat.plain(browser, scene.place(), scene.company());
        customer.says("1 " + evil);
        customer.at("name").fill("<b onmouseover=window.ran=1>" + "Eve");
        customer.at("name-save").click();
        anna.acceptsChat();
        anna.says("2 " + evil);
        customer.shows(List.of("1 " + evil, "2 " + evil));
        anna.notes("3 " + evil);
        assertThat(anna.at("talk-customer")).hasText("<b onmouseover=window.ran=1>Eve");

        anna.reload();
        customer.reload();

        customer.shows(List.of("1 " + evil, "2 " + evil));
        anna.shows("message-customer", List.of("1 " + evil));
        anna.shows("message-agent", List.of("2 " + evil));
        anna.shows("note", List.of("3 " + evil));
        for (var page : List.of(anna.page(), customer.page())) {
            assertThat(page.locator("img[src=x], [onerror], [onmouseover], a[href^=javascript]"))
                    .hasCount(0);
            Assertions.assertThat(page.evaluate("typeof window.ran")).isEqualTo("undefined");
        }
    }

    @Test
    void twoDesksOfOneAgentShowTheSame(Scene scene) {
        var company = scene.company();
        var office = PageDesk.available(browser, scene.place(), company.id(), "anna");
        var home = PageDesk.signIn(browser, scene.place(), company.id(), "anna");
        home.hasPresence("available");
        var customer = PageChat.plain(browser, scene.place(), company);

        customer.says("Is the shop open?");
        assertThat(home.at("offer-card")).isVisible();
        office.acceptsChat();
        assertThat(home.at("offer-card")).hasCount(0);
        home.at("worklist-item").click();
        home.says("It is.");
        office.notes("Asked for the hours.");
        customer.says("Until when?");

        for (var desk : List.of(office, home)) {
            desk.shows("message-customer", List.of("Is the shop open?", "Until when?"));
            desk.shows("message-agent", List.of("It is."));
            desk.shows("note", List.of("Asked for the hours."));
            assertThat(desk.at("worklist-item")).hasCount(1);
        }
        office.at("presence").click();
        office.at("presence-away-lunch").click();
        home.hasPresence("away");
        home.finishes("resolved", "");
        assertThat(office.at("worklist-item")).hasCount(0);
    }

    @Test
    void theChatWorksOnAPhoneSizedScreen(Scene scene) {
        var company = scene.company();
        var anna = PageDesk.available(browser, scene.place(), company.id(), "anna");
        var customer = PageChat.inTheHand(browser, scene.place(), company);

        customer.says("I write with one thumb.");
        anna.acceptsChat();
        anna.says("So do I: https://example.com/" + "a-very-long-word-without-an-end".repeat(6));
        customer.shows(List.of("I write with one thumb.", "So do I: https://example.com/"));

        customer.isAsWideAsTheScreen();
        assertThat(customer.at("composer")).isInViewport();
        assertThat(customer.at("send")).isInViewport();
        Assertions.assertThat(customer.codeToDial()).isNotEmpty();
        customer.says("It works.");
        anna.shows("message-customer", List.of("I write with one thumb.", "It works."));
        customer.at("close").tap();
        assertThat(customer.page().getByTestId("launcher")).isInViewport();
    }
}
