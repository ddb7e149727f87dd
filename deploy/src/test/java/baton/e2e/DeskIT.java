package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent's day at the desk, and a supervisor's at the wall, in a real browser: offers, hand-overs, and a reload in each state. */
@ExtendWith(InTheHouse.class)
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class DeskIT {

    private Browsers browsers;

    @BeforeAll
    void launch() {
        browsers = new Browsers();
    }

    @AfterEach
    void nothingAlarming() {
        try {
            assertThat(browsers.alarms()).as("dialogs and script errors").isEmpty();
        } finally {
            browsers.everybodyLeaves();
        }
    }

    @AfterAll
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void whoRejectsIsLeftInPeaceAndAColleagueIsAsked(Scene scene) {
        var anna = agent(scene, "anna");
        var chat = ChatPage.open(somebody(), scene.place(), scene.company());
        chat.say("Where is my lamp?");
        assertThat(offer(anna)).isVisible();
        var ben = agent(scene, "ben");

        anna.page().getByTestId("offer-reject").first().click();

        assertThat(offer(anna)).hasCount(0);
        ben.acceptOffer();
        ben.sees("message-customer", "Where is my lamp?");
    }

    @Test
    void anOfferSurvivesAReloadAndTwoDesksOfOneAgentLoseItTogether(Scene scene) {
        var person = somebody();
        var first = DeskPage.signIn(person, scene.place(), scene.company().id(), "anna");
        first.goAvailable();
        var second = DeskPage.open(person, scene.place());
        ChatPage.open(somebody(), scene.place(), scene.company()).say("Where is my lamp?");
        assertThat(offer(first)).isVisible();

        first.reload();
        assertThat(offer(first)).isVisible();
        assertThat(offer(second)).isVisible();
        second.acceptOffer();

        assertThat(offer(first)).hasCount(0);
        assertThat(first.page().getByTestId("worklist-item")).hasCount(1);
        second.sees("message-customer", "Where is my lamp?");
    }

    @Test
    void aCustomerWhoLeavesANumberIsCalledBackFromTheDesk(Scene scene) {
        Boss.of(scene).queue("main", "\"maxWait\":\"1s\",\"alternative\":\"call-back\"");
        var chat = ChatPage.open(somebody(), scene.place(), scene.company());
        chat.say("Where is my lamp?");
        chat.line("wait-call-back");
        chat.say("+380 67 123 45 67");
        chat.line("call-back-planned");

        var anna = agent(scene, "anna");
        anna.acceptOffer();
        assertThat(anna.page().getByTestId("call-back-number")).hasText("+380671234567");
        anna.page().getByTestId("call-back-missed").click();
        chat.line("call-back-later");
        anna.acceptOffer();
        assertThat(anna.page().getByTestId("call-back")).containsText("attempt 2 of 3");
        anna.page().getByTestId("call-back-reached").click();

        assertThat(anna.page().getByTestId("call-back")).hasCount(0);
        chat.line("call-back-made");
        anna.closeAs("resolved");
    }

    @Test
    void whoMissesTwoOffersIsSetAwayAndTold(Scene scene) {
        var boss = scene.desk(Company.SUPERVISOR);
        boss.rest("PUT", "/api/v1/configuration/queues/main", "{\"name\":\"Main\",\"textOffer\":\"1s\"}");
        var anna = agent(scene, "anna");
        ChatPage.open(somebody(), scene.place(), scene.company()).say("One");
        ChatPage.open(somebody(), scene.place(), scene.company()).say("Two");

        assertThat(anna.page().getByTestId("presence").first()).hasAttribute("data-presence", "away");
        assertThat(anna.page().getByTestId("presence-banner")).isVisible();
        anna.reload();
        assertThat(anna.page().getByTestId("presence").first()).hasAttribute("data-presence", "away");
    }

    @Test
    void aWarmTransferKeepsTheFirstAgentUntilTheSecondAccepts(Scene scene) {
        var anna = agent(scene, "anna");
        var chat = ChatPage.open(somebody(), scene.place(), scene.company());
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        var ben = agent(scene, "ben");

        warmTo(anna, "ben");
        assertThat(anna.page().getByTestId("asked")).isVisible();
        anna.reload();
        assertThat(anna.page().getByTestId("asked")).isVisible();
        anna.say("A colleague will be here in a moment.");
        chat.shows("Where is my lamp?", "A colleague will be here in a moment.");
        ben.acceptOffer();

        ben.sees("message-agent", "A colleague will be here in a moment.");
        ben.say("I am Ben.");
        chat.shows("Where is my lamp?", "A colleague will be here in a moment.", "I am Ben.");
        assertThat(anna.page().getByTestId("worklist-item")).hasCount(0);
    }

    @Test
    void aWarmTransferThatIsRejectedLeavesEverythingAsItWas(Scene scene) {
        var anna = agent(scene, "anna");
        var chat = ChatPage.open(somebody(), scene.place(), scene.company());
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        var ben = agent(scene, "ben");

        warmTo(anna, "ben");
        assertThat(offer(ben)).isVisible();
        ben.page().getByTestId("offer-reject").first().click();

        assertThat(anna.page().getByTestId("asked")).hasCount(0);
        anna.say("I stay with you.");
        chat.shows("Where is my lamp?", "I stay with you.");
    }

    @Test
    void aColleagueWhoHelpsWritesNotesThatTheCustomerNeverSees(Scene scene) {
        var anna = agent(scene, "anna");
        var chat = ChatPage.open(somebody(), scene.place(), scene.company());
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        var ben = agent(scene, "ben");

        anna.page().getByTestId("invite").click();
        anna.page().getByTestId("invite-to-ben").click();
        anna.page().getByTestId("invite-note").fill("Do you know this lamp?");
        anna.page().getByTestId("invite-submit").click();
        ben.acceptOffer();
        ben.say("It is the yellow one.");

        anna.sees("note", "It is the yellow one.");
        anna.reload();
        anna.sees("note", "It is the yellow one.");
        assertThat(chat.page().locator("body")).not().containsText("yellow one");
    }

    @Test
    void aWrapUpThatIsBegunSurvivesAReload(Scene scene) {
        var anna = agent(scene, "anna");
        var chat = ChatPage.open(somebody(), scene.place(), scene.company());
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        anna.page().getByTestId("finish").click();
        anna.page().getByTestId("prolong").click();
        assertThat(anna.page().getByTestId("prolong")).isDisabled();
        anna.page().getByTestId("wrap-note").fill("Sent by mail");

        anna.reload();

        assertThat(anna.page().getByTestId("wrap-note")).hasValue("Sent by mail");
        assertThat(anna.page().getByTestId("prolong")).isDisabled();
        anna.page().getByTestId("disposition-resolved").click();
        anna.page().getByTestId("close-episode").click();
        chat.line("closed");
    }

    @Test
    void aDraftAndACannedReplyAreFilledInAndKept(Scene scene) {
        var boss = scene.desk(Company.SUPERVISOR);
        boss.rest(
                "PUT",
                "/api/v1/configuration/replies/thanks",
                "{\"title\":\"Thanks\",\"text\":\"Thank you, this is {{agent.name}} of {{company}}.\",\"tags\":[\"empathy\"]}");
        var anna = agent(scene, "anna");
        ChatPage.open(somebody(), scene.place(), scene.company()).say("Where is my lamp?");
        anna.acceptOffer();

        anna.page().getByTestId("composer").pressSequentially("/thanks");
        assertThat(anna.page().getByTestId("reply-option").first()).isVisible();
        anna.page().keyboard().press("Enter");

        var filled = "Thank you, this is Agent anna of The company "
                + scene.company().id() + ".";
        assertThat(anna.page().getByTestId("composer")).hasValue(filled);
        anna.reload();
        assertThat(anna.page().getByTestId("composer")).hasValue(filled);
    }

    @Test
    void theDeskSaysWhyThisAgentGotIt(Scene scene) {
        agent(scene, "ben").page().close();
        var anna = agent(scene, "anna");
        ChatPage.open(somebody(), scene.place(), scene.company()).say("Where is my lamp?");
        anna.acceptOffer();

        anna.page().getByTestId("routing-toggle").click();

        assertThat(anna.page().getByTestId("routing-work").first()).containsText("Agent anna");
    }

    @Test
    void aSupervisorSeesQueuesAndAgentsLiveAndAnAgentDoesNot(Scene scene) {
        var boss = somebody();
        DeskPage.signIn(boss, scene.place(), scene.company().id(), Company.SUPERVISOR);
        var wall = boss.newPage();
        wall.navigate(scene.place().web("/supervisor").toString());
        assertThat(wall.locator("body")).containsText("main");
        var anna = agent(scene, "anna");
        assertThat(wall.locator("body")).containsText("Agent anna");
        anna.page().navigate(scene.place().web("/supervisor").toString());

        assertThat(anna.page().locator("body")).not().containsText("Agent ben");
    }

    private static Locator offer(DeskPage desk) {
        return desk.page().getByTestId("offer-card");
    }

    private static void warmTo(DeskPage desk, String colleague) {
        desk.page().getByTestId("transfer").click();
        desk.page().getByTestId("transfer-to-" + colleague).click();
        desk.page().getByTestId("transfer-mode-warm").click();
        desk.page().getByTestId("transfer-note").fill("Knows about lamps.");
        desk.page().getByTestId("transfer-submit").click();
    }

    private DeskPage agent(Scene scene, String agent) {
        var desk = DeskPage.signIn(somebody(), scene.place(), scene.company().id(), agent);
        desk.goAvailable();
        return desk;
    }

    private BrowserContext somebody() {
        return browsers.person(1280, 800);
    }
}
