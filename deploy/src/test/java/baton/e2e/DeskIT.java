package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent's day at the desk, and a supervisor's at the wall, in a real browser: offers, hand-overs, and a reload in each state. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class DeskIT {

    @Test
    void whoRejectsIsLeftInPeaceAndAColleagueIsAsked(People people) {
        var anna = people.agent("anna");
        var chat = people.customer();
        chat.say("Where is my lamp?");
        assertThat(offer(anna)).isVisible();
        var ben = people.agent("ben");

        anna.page().getByTestId("offer-reject").first().click();

        assertThat(offer(anna)).hasCount(0);
        ben.acceptOffer();
        ben.sees("message-customer", "Where is my lamp?");
    }

    @Test
    void anOfferSurvivesAReloadAndTwoDesksOfOneAgentLoseItTogether(People people) {
        var person = people.somebody();
        var first = people.desk(person, "anna");
        first.goAvailable();
        var second = DeskPage.open(person, people.place());
        people.customer().say("Where is my lamp?");
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
    void aCustomerWhoLeavesANumberIsCalledBackFromTheDesk(People people) {
        Boss.of(people.scene()).queue("main", "\"maxWait\":\"1s\",\"alternative\":\"call-back\"");
        var chat = people.customer();
        chat.say("Where is my lamp?");
        chat.line("wait-call-back");
        chat.say("+380 67 123 45 67");
        chat.line("call-back-planned");

        var anna = people.agent("anna");
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
    void whoMissesTwoOffersIsSetAwayAndTold(People people) {
        var boss = people.scene().desk(Company.SUPERVISOR);
        boss.rest("PUT", "/api/v1/configuration/queues/main", "{\"name\":\"Main\",\"textOffer\":\"1s\"}");
        var anna = people.agent("anna");
        people.customer().say("One");
        people.customer().say("Two");

        assertThat(anna.page().getByTestId("presence").first()).hasAttribute("data-presence", "away");
        assertThat(anna.page().getByTestId("presence-banner")).isVisible();
        anna.reload();
        assertThat(anna.page().getByTestId("presence").first()).hasAttribute("data-presence", "away");
    }

    @Test
    void aWarmTransferKeepsTheFirstAgentUntilTheSecondAccepts(People people) {
        var anna = people.agent("anna");
        var chat = people.customer();
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        var ben = people.agent("ben");

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
    void aWarmTransferThatIsRejectedLeavesEverythingAsItWas(People people) {
        var anna = people.agent("anna");
        var chat = people.customer();
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        var ben = people.agent("ben");

        warmTo(anna, "ben");
        assertThat(offer(ben)).isVisible();
        ben.page().getByTestId("offer-reject").first().click();

        assertThat(anna.page().getByTestId("asked")).hasCount(0);
        anna.say("I stay with you.");
        chat.shows("Where is my lamp?", "I stay with you.");
    }

    @Test
    void aColleagueWhoHelpsWritesNotesThatTheCustomerNeverSees(People people) {
        var anna = people.agent("anna");
        var chat = people.customer();
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        var ben = people.agent("ben");

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
    void aWrapUpThatIsBegunSurvivesAReload(People people) {
        var anna = people.agent("anna");
        var chat = people.customer();
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
    void aDraftAndACannedReplyAreFilledInAndKept(People people) {
        var boss = people.scene().desk(Company.SUPERVISOR);
        boss.rest(
                "PUT",
                "/api/v1/configuration/replies/thanks",
                "{\"title\":\"Thanks\",\"text\":\"Thank you, this is {{agent.name}} of {{company}}.\",\"tags\":[\"empathy\"]}");
        var anna = people.agent("anna");
        people.customer().say("Where is my lamp?");
        anna.acceptOffer();

        anna.page().getByTestId("composer").pressSequentially("/thanks");
        assertThat(anna.page().getByTestId("reply-option").first()).isVisible();
        anna.page().keyboard().press("Enter");

        var filled = "Thank you, this is Agent anna of The company "
                + people.scene().company().id() + ".";
        assertThat(anna.page().getByTestId("composer")).hasValue(filled);
        anna.reload();
        assertThat(anna.page().getByTestId("composer")).hasValue(filled);
    }

    @Test
    void theDeskSaysWhyThisAgentGotIt(People people) {
        people.agent("ben").page().close();
        var anna = people.agent("anna");
        people.customer().say("Where is my lamp?");
        anna.acceptOffer();

        anna.page().getByTestId("routing-toggle").click();

        assertThat(anna.page().getByTestId("routing-work").first()).containsText("Agent anna");
    }

    @Test
    void aSupervisorSeesQueuesAndAgentsLiveAndAnAgentDoesNot(People people) {
        var boss = people.somebody();
        people.desk(boss, Company.SUPERVISOR);
        var wall = boss.newPage();
        wall.navigate(people.place().web("/supervisor").toString());
        assertThat(wall.locator("body")).containsText("main");
        var anna = people.agent("anna");
        assertThat(wall.locator("body")).containsText("Agent anna");
        anna.page().navigate(people.place().web("/supervisor").toString());

        assertThat(anna.page().locator("body")).not().containsText("Agent ben");
    }

    /** Sound, title and the browser's own notification, of which the page is made to believe that they are there. */
    @Test
    void anOfferIsHeardAndShownToWhoLooksElsewhere(People people) {
        var person = people.somebody();
        person.addInitScript(
                """
                window.told = [];
                window.tones = 0;
                window.Notification = class {
                  static permission = 'granted';
                  constructor(title, options) { window.told.push(`${title}: ${options.body}`); }
                  close() { window.told.push('taken back'); }
                };
                document.hasFocus = () => false;
                const make = AudioContext.prototype.createOscillator;
                AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this); };
                """);
        var anna = people.agent(person, "anna");
        var usual = anna.page().title();
        var chat = people.customer();

        chat.say("Where is my lamp?");

        assertThat(offer(anna)).isVisible();
        anna.page().waitForFunction("() => document.title.startsWith('● ')");
        anna.page().waitForFunction("() => window.told.length === 1 && window.told[0].includes('Web chat')");
        anna.page().waitForFunction("() => window.tones >= 2");
        anna.acceptOffer();
        anna.page().waitForFunction("() => window.told.at(-1) === 'taken back'");
        assertThat(anna.page()).hasTitle(usual);
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
}
