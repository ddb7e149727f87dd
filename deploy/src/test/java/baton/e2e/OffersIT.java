package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Line;
import baton.emulator.phone.Line.Button;
import baton.emulator.site.Provider;
import baton.protocol.config.v1.ChannelAccount;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents send beside words: buttons, and templates when nothing else may be sent. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class OffersIT {

    @ParameterizedTest
    @ValueSource(strings = {"telegram", "whatsapp", "viber", "messenger", "instagram", "vk"})
    void aCustomerAnswersByPressingAButton(String channel, Scene scene) {
        var provider = Messengers.of(scene).provider(channel);
        var anna = scene.agent("anna");
        var olena = provider.customer("Олена", "+380501112403");
        provider.writes(olena, "The lamp is dark", "");
        var episode = anna.awaitOffer("text").getEpisodeId();
        anna.takeChat(episode);

        anna.offer(episode, "Is it plugged in?", "Так", "Ні");

        await().until(() -> company(provider, olena.id()).size() == 1);
        var asked = company(provider, olena.id()).get(0);
        assertThat(asked.text()).isEqualTo("Is it plugged in?");
        assertThat(asked.buttons()).extracting(Button::text).containsExactly("Так", "Ні");
        var pressed = asked.buttons().get(1);
        if (pressed.data().isEmpty()) {
            provider.writes(olena, pressed.text(), "");
        } else {
            provider.presses(olena, asked.id(), pressed.data());
        }
        anna.awaitTexts(episode, "The lamp is dark", "Is it plugged in?", "Ні");
    }

    @Test
    void aTemplateReachesACustomerWhoHasBeenSilentForADay(Scene scene) {
        var messengers = Messengers.of(scene, OffersIT::shipped);
        var whatsapp = messengers.all().whatsapp();
        var anna = scene.agent("anna");
        var olena = whatsapp.customer("Олена", "+380501112404");
        whatsapp.writes(olena, "Where is my lamp?", "");
        var episode = anna.awaitOffer("text").getEpisodeId();
        anna.takeChat(episode);
        whatsapp.closesWindow(olena);

        anna.sendTemplate(episode, "order_shipped", "uk", "№7");

        anna.awaitTexts(episode, "Where is my lamp?", "Замовлення №7 в дорозі.");
        await().until(() -> company(whatsapp, olena.id()).size() == 1);
        assertThat(company(whatsapp, olena.id()).get(0).text()).isEqualTo("[order_shipped uk] №7");
        assertThat(anna.rest("GET", "/api/v1/templates", "").body())
                .contains("order_shipped", "Замовлення {1} в дорозі.");
    }

    @Test
    void aVisitorPressesWhatACannedReplyOffers(People people) {
        Boss.of(people.scene())
                .changes(
                        "replies/ask",
                        "{\"title\":\"Plugged in\",\"text\":\"Is it plugged in?\",\"choices\":[{\"id\":\"yes\",\"title\":\"Так\"},"
                                + "{\"id\":\"no\",\"title\":\"Ні\"}]}");
        var chat = people.customer();
        var anna = people.agent("anna");
        chat.say("The lamp is dark");
        anna.acceptOffer();

        anna.page().getByTestId("open-replies").click();
        anna.page().locator("[data-testid=reply-option][data-reply=ask]").click();
        assertThat(anna.page().getByTestId("offered")).containsText("Ні");
        anna.page().getByTestId("send").click();

        var choices = chat.page().getByTestId("choice");
        assertThat(choices).hasText(new String[] {"Так", "Ні"});
        choices.last().click();
        chat.shows("The lamp is dark", "Is it plugged in?", "Ні");
        assertThat(choices).hasCount(0);
        anna.sees("message-customer", "Ні");
        assertThat(anna.bubble("message-agent", "Is it plugged in?").getByTestId("offered"))
                .containsText("Так");
    }

    @Test
    void anAgentSeesWhichLineANumberMeans(People people) {
        Boss.of(people.scene())
                .changes(
                        "replies/ask",
                        "{\"title\":\"Plugged in\",\"text\":\"Is it plugged in?\",\"choices\":[{\"id\":\"yes\",\"title\":\"Так\"},"
                                + "{\"id\":\"no\",\"title\":\"Ні\"}]}");
        var sms = Messengers.of(people.scene()).all().sms();
        var anna = people.agent("anna");
        var olena = sms.customer("Олена", "+380501112406");
        sms.writes(olena, "The lamp is dark");
        anna.acceptOffer();

        anna.page().getByTestId("open-replies").click();
        anna.page().locator("[data-testid=reply-option][data-reply=ask]").click();
        anna.page().getByTestId("send").click();
        Messengers.awaitTexts(sms, olena, "Is it plugged in?\n\n1. Так\n2. Ні");
        assertThat(anna.bubble("message-agent", "Is it plugged in?").locator("[data-tick=sent]"))
                .isVisible();
        sms.writes(olena, "2)");

        var answer = anna.bubble("message-customer", "2)");
        assertThat(answer.getByTestId("content")).containsText("Ні");
        assertThat(answer.getByTestId("quote")).containsText("Is it plugged in?");
    }

    @Test
    void anAgentFillsATemplateInAndSeesWhatTheCustomerWillRead(People people) {
        var messengers = Messengers.of(people.scene(), OffersIT::shipped);
        var whatsapp = messengers.all().whatsapp();
        var anna = people.agent("anna");
        var olena = whatsapp.customer("Олена", "+380501112405");
        whatsapp.writes(olena, "Where is my lamp?", "");
        anna.acceptOffer();

        anna.page().getByTestId("open-templates").click();
        assertThat(anna.page().getByTestId("template-preview")).hasText("Замовлення {1} в дорозі.");
        assertThat(anna.page().getByTestId("send-template")).isDisabled();
        anna.page().getByTestId("template-gap").fill("№7");
        assertThat(anna.page().getByTestId("template-preview")).hasText("Замовлення №7 в дорозі.");
        anna.page().getByTestId("send-template").click();

        anna.sees("message-agent", "Замовлення №7 в дорозі.");
        await().until(() -> company(whatsapp, olena.id()).size() == 1);
        assertThat(company(whatsapp, olena.id()).get(0).text()).isEqualTo("[order_shipped uk] №7");
    }

    private static void shipped(ChannelAccount.Builder account) {
        account.addTemplatesBuilder().setName("order_shipped").setLanguage("uk").setText("Замовлення {1} в дорозі.");
    }

    private static List<Line> company(Provider provider, String customer) {
        return provider.stage().phones().conversation(customer).stream()
                .filter(Line::company)
                .toList();
    }
}
