package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see: customer, agents and telephones in a real browser. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class BrowserIT {

    @Test
    void customerAndAgentChatWithTypingAndTicksAndAReloadOfBothLosesNothing(People people) {
        var desk = people.agent("anna");
        var chat = people.customer();

        chat.say("Where is my lamp?");
        chat.tick("Where is my lamp?", "sent");
        desk.acceptOffer();
        desk.sees("message-customer", "Where is my lamp?");
        chat.tick("Where is my lamp?", "read");
        desk.page().getByTestId("composer").pressSequentially("On its w");
        assertThat(chat.page().getByTestId("typing")).isVisible();
        desk.say("On its way.");
        chat.shows("Where is my lamp?", "On its way.");
        desk.tick("On its way.", "read");
        chat.type("And whe");
        assertThat(desk.page().getByTestId("typing")).isVisible();

        chat.reload();
        desk.reload();

        chat.shows("Where is my lamp?", "On its way.");
        desk.sees("message-customer", "Where is my lamp?");
        desk.sees("message-agent", "On its way.");
        chat.say("And when?");
        desk.sees("message-customer", "And when?");
        desk.say("Tomorrow.");
        chat.shows("Where is my lamp?", "On its way.", "And when?", "Tomorrow.");
    }

    @Test
    void aNoteIsForAgentsAndATransferCarriesEverything(People people) {
        var anna = people.agent("anna");
        var chat = people.customer();
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        anna.note("Second complaint this week.");
        anna.sees("note", "Second complaint this week.");
        var ben = people.agent("ben");

        anna.transferTo("ben", "Knows about lamps.");
        ben.acceptOffer();

        ben.sees("message-customer", "Where is my lamp?");
        ben.sees("note", "Second complaint this week.");
        assertThat(ben.page().getByTestId("timeline")).containsText("Knows about lamps.");
        ben.say("I am Ben.");
        chat.shows("Where is my lamp?", "I am Ben.");
        assertThat(chat.page().locator("body")).not().containsText("complaint");
        assertThat(chat.page().locator("body")).not().containsText("Knows about lamps");
    }

    @Test
    void twoDesksOfOneAgentShowTheSameUntilTheEpisodeIsClosed(People people) {
        var person = people.somebody();
        var first = people.desk(person, "anna");
        first.goAvailable();
        var second = DeskPage.open(person, people.place());
        var chat = people.customer();
        chat.say("Where is my lamp?");
        first.acceptOffer();
        second.page().getByTestId("worklist-item").first().click();

        first.say("On its way.");
        second.sees("message-agent", "On its way.");
        second.say("It is yellow.");
        first.sees("message-agent", "It is yellow.");
        chat.shows("Where is my lamp?", "On its way.", "It is yellow.");

        second.closeAs("resolved");
        chat.line("closed");
        assertThat(first.page().getByTestId("worklist-item")).hasCount(0);
        assertThat(second.page().getByTestId("worklist-item")).hasCount(0);
    }

    @Test
    void whatLooksLikeScriptIsShownAsTextAndNeverRun(People people) {
        var evil = "<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b>";
        var desk = people.agent("anna");
        var chat = people.customer();

        chat.say(evil);
        desk.acceptOffer();
        desk.sees("message-customer", evil);
        desk.say("You wrote " + evil);
        desk.note("Note " + evil);
        chat.shows(evil, "You wrote " + evil);
        desk.sees("note", "Note " + evil);

        for (var page : new Page[] {chat.page(), desk.page()}) {
            assertThat(page.locator("img[src=x]")).hasCount(0);
            assertThat(page.locator("b").filter(new Locator.FilterOptions().setHasText("bold")))
                    .hasCount(0);
        }
    }

    @Test
    void bothWorkOnAScreenOfATelephone(People people) {
        var desk = people.desk(people.pocket(), "anna");
        desk.goAvailable();
        var chat = people.customer(people.pocket());

        chat.say("Where is my lamp?");
        desk.acceptOffer();
        desk.say("On its way.");
        chat.shows("Where is my lamp?", "On its way.");

        for (var page : new Page[] {chat.page(), desk.page()}) {
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of " + page.url())
                    .isLessThanOrEqualTo(390);
        }
    }

    /** In the demo company, whose telephones are on the page. */
    @Test
    void theTourOfTheReadmeWorks(People people) {
        var place = people.place();
        var desk = DeskPage.signIn(people.somebody(), place, "demo", "anna");
        desk.goAvailable();
        var shop = people.somebody().newPage();
        shop.navigate(place.web("/chat").toString());
        shop.getByTestId("launcher").click();
        var chat = shop.frameLocator("[data-testid=chat-frame]");
        chat.getByTestId("composer").fill("Where is my lamp?");
        chat.getByTestId("send").click();
        desk.acceptOffer();
        desk.say("On its way.");
        assertThat(chat.getByTestId("message")).hasCount(2);

        chat.getByTestId("call-button").click();
        var direct = chat.getByTestId("direct-number").getAttribute("data-dial");
        var phones = people.somebody().newPage();
        phones.navigate(place.web("/phone").toString());
        var customers = phones.getByTestId("phone-customer");
        var agents = phones.getByTestId("phone-agent");
        agents.getByTestId("pick-anna").click();
        customers.getByTestId("dial-number").fill(direct);
        customers.getByTestId("dial").click();

        assertThat(agents.getByTestId("phone-state")).hasAttribute("data-state", "ringing");
        assertThat(desk.page().locator("[data-testid=offer-card][data-medium=voice]"))
                .isVisible();
        desk.sees("message-customer", "Where is my lamp?");
        agents.getByTestId("answer").click();
        assertThat(customers.getByTestId("phone-state")).hasAttribute("data-state", "talking");
        assertThat(customers.getByTestId("hearing")).hasAttribute("data-hearing", "true");
        assertThat(agents.getByTestId("hearing")).hasAttribute("data-hearing", "true");

        shop.reload();
        desk.reload();
        shop.getByTestId("launcher").click();
        assertThat(chat.getByTestId("message")).hasCount(2);
        chat.getByTestId("composer").fill("I hear you well.");
        chat.getByTestId("send").click();
        desk.sees("message-customer", "I hear you well.");
        assertThat(desk.page().getByTestId("call-chip").first()).isVisible();

        agents.getByTestId("hangup").click();
        assertThat(customers.getByTestId("phone-state")).hasAttribute("data-state", "idle");
        desk.say("Good bye.");
        assertThat(chat.getByTestId("message")).hasCount(4);
        desk.closeAs("resolved");
        assertThat(chat.locator("[data-testid=line][data-line=closed]")).isVisible();
    }
}
