package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messengers as people at screens see them: agents, customers of the web chat, and supervisors who enter the accounts. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class MessengerPagesIT {

    @Test
    void anAgentSeesWhatACustomerSendsAndHowFarTheAnswerHasGot(People people) {
        var messengers = Messengers.of(people.scene());
        var telegram = messengers.telegram();
        var olena = messengers.customer("Олена", "+380501112301");
        var anna = people.agent("anna");

        var lamp = telegram.writes(olena, "Where is my lamp?", "");
        anna.acceptOffer();
        telegram.sendsPhoto(olena, "This one");
        telegram.sendsLocation(olena, 50.4501, 30.5234);
        telegram.edits(olena, lamp, "Where is my green lamp?");
        telegram.reacts(olena, lamp, "👍");

        assertThat(anna.page().getByTestId("file-picture")).isVisible();
        anna.sees("message-customer", "This one");
        assertThat(content(anna, "location", "Location").locator("a"))
                .hasAttribute(
                        "href",
                        Pattern.compile("^https://www\\.openstreetmap\\.org/\\?mlat=50\\.45010&mlon=30\\.52340#.*"));
        anna.sees("message-customer", "Where is my green lamp?");
        assertThat(anna.bubble("message-customer", "edited").first()).containsText("Where is my lamp?");
        assertThat(anna.page().locator("[data-testid=event][data-kind=reaction]"))
                .containsText("“Where is my green lamp?”");
        assertThat(anna.page().getByTestId("channel-choice")).containsText("Telegram");
        anna.say("On its way.");
        messengers.awaitTexts(olena, "On its way.");
        anna.tick("On its way.", "sent");
        assertThat(anna.bubble("message-agent", "On its way.")).containsText("Telegram");
    }

    @Test
    void whatIsNotDeliveredIsToldAndCanBeWrittenAgain(People people) {
        var messengers = Messengers.of(people.scene());
        var olena = messengers.customer("Олена", "+380501112302");
        var anna = people.agent("anna");
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        anna.acceptOffer();

        messengers.telegram().blocks(olena, true);
        anna.say("On its way.");

        var failure = anna.page().locator("[data-testid=event][data-fact=deliveryFailed]");
        assertThat(failure).containsText("the customer does not want messages from us there");
        anna.tick("On its way.", "failed");
        anna.page().getByTestId("send-again").click();
        assertThat(anna.page().getByTestId("composer")).hasValue("On its way.");
        messengers.telegram().blocks(olena, false);
        anna.page().getByTestId("send").click();
        messengers.awaitTexts(olena, "On its way.");
        assertThat(anna.bubble("message-agent", "On its way.").last().locator("[data-tick=sent]"))
                .isVisible();
    }

    @Test
    void aCustomerGoesOnInAMessengerAndTheAgentChoosesWhereToWrite(People people) {
        var messengers = Messengers.of(people.scene());
        var olena = messengers.customer("Олена", "+380501112303");
        var anna = people.agent("anna");
        var chat = people.customer();
        chat.say("Where is my lamp?");
        anna.acceptOffer();
        assertThat(anna.page().getByTestId("channel-choice")).isHidden();

        chat.page().getByTestId("call-button").click();
        var link = chat.page().locator("[data-testid=messenger][data-channel=telegram]");
        assertThat(link).hasAttribute("rel", "noopener noreferrer");
        messengers.telegram().starts(olena, link.getAttribute("href").replaceAll(".*start=", ""));
        assertThat(anna.page().getByTestId("channel-choice")).containsText("Telegram");
        messengers.telegram().writes(olena, "I am here now.", "");

        anna.sees("message-customer", "I am here now.");
        assertThat(chat.message("I am here now.")).hasAttribute("data-channel", "telegram");
        choose(anna, "[data-testid=channel-option][data-leg^=webchat]");
        anna.say("You left your page open.");
        assertThat(chat.message("You left your page open.")).isVisible();
        choose(anna, "[data-testid=channel-automatic]");
        anna.say("On its way.");
        messengers.awaitTexts(olena, "On its way.");
    }

    @Test
    void theSupervisorsFormKeepsTheAccountsAndTheirSecrets(People people) {
        var messengers = Messengers.of(people.scene());
        var olena = messengers.customer("Олена", "+380501112304");
        var dora = people.supervisor().configure("company", "");
        assertThat(dora.field("accounts[0].channel")).hasValue("telegram");
        assertThat(dora.field("accounts[0].secrets.token")).hasValue("");

        dora.field("company").fill("Another name");
        dora.save();
        dora.reload();

        assertThat(dora.configure("company", "").field("accounts[0].settings.username"))
                .not()
                .hasValue("");
        var anna = people.agent("anna");
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        anna.acceptOffer();
        anna.say("On its way.");
        messengers.awaitTexts(olena, "On its way.");
    }

    private static Locator content(DeskPage desk, String kind, String words) {
        var content = desk.page().locator("[data-testid=content][data-kind=" + kind + "]");
        assertThat(content).containsText(words);
        return content;
    }

    private static void choose(DeskPage desk, String option) {
        desk.page().getByTestId("channel-choice").click();
        desk.page().locator(option).click();
    }
}
