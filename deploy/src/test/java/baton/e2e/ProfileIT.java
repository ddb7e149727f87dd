package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.client.v1.CustomerSuggestion;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a company's own programs know of customers, and what becomes of it. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class ProfileIT {

    @Test
    void aCrmThatComesFirstMakesTheCustomerKnownAndTheirSegmentGoesFirst(Scene scene) {
        var messengers = Messengers.of(scene);
        Boss.of(scene).queue("main", "\"segments\":[{\"segment\":\"vip\",\"priority\":50}]");
        var crm = Crm.of(scene);
        var olena = messengers.customer("lena93", "+380501112261");
        crm.knows(
                "telegram",
                olena.id(),
                "{\"name\":\"Олена Ґудзь\",\"segment\":\"vip\",\"attributes\":{\"points\":120}}");
        crm.saw(
                "telegram",
                olena.id(),
                "{\"id\":\"order-1\",\"kind\":\"purchase\",\"title\":\"Lamp\",\"amount\":129.9,\"currency\":\"UAH\"}");
        var early = scene.customer().say("Where is my parcel?").getEpisodeId();
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        await().until(() -> scene.journal().episodes().size() == 2);
        var boss = Boss.of(scene);
        boss.awaitWaiting("main", 2, 0);

        var anna = scene.agent("anna");

        var late = anna.awaitOffer("text").getEpisodeId();
        assertThat(late).isNotEqualTo(early);
        anna.takeChat(late);
        await().until(() -> anna.episode(late).getCustomer().getActivitiesCount() == 1);
        var customer = anna.episode(late).getCustomer();
        assertThat(customer.getName()).isEqualTo("Олена Ґудзь");
        assertThat(customer.getSegment()).isEqualTo("vip");
        assertThat(customer.getAttributesMap()).isEqualTo(Map.of("points", "120"));
        assertThat(customer.getActivities(0).getAmount()).isEqualTo("129.9");
    }

    @Test
    void whatAShopSaysIsOnTheAgentsScreenAtOnce(People people) {
        var crm = Crm.of(people.scene());
        var anna = people.agent("anna");
        people.customer().say("Where is my lamp?");
        anna.acceptOffer();
        var visitor = visitor(anna.page());

        crm.knows("webchat", visitor, "{\"attributes\":{\"Loyalty points\":120},\"consents\":{\"marketing\":false}}");
        for (var i = 1; i <= 7; i++) {
            crm.saw(
                    "webchat",
                    visitor,
                    "{\"id\":\"order-%d\",\"at\":\"2026-11-0%dT10:00:00Z\",\"kind\":\"purchase\",\"title\":\"Lamp %d\",\"url\":\"https://shop.example/orders/%d\"}"
                            .formatted(i, i, i, i));
        }

        var page = anna.page();
        assertThat(page.locator("[data-testid=profile-attribute][data-name='Loyalty points']"))
                .hasText("120");
        assertThat(page.getByTestId("profile-consent")).hasAttribute("data-given", "false");
        assertThat(page.getByTestId("activity").first()).containsText("Lamp 7");
        assertThat(page.getByTestId("activity")).hasCount(5);
        assertThat(page.getByTestId("activity").first().locator("a"))
                .hasAttribute("href", "https://shop.example/orders/7");
        page.getByTestId("all-activities").click();
        assertThat(page.getByTestId("activity")).hasCount(7);
        assertThat(page.getByTestId("activity").last()).containsText("Lamp 1");

        crm.forgets("webchat", visitor, "Loyalty points");
        assertThat(page.locator("[data-testid=profile-attribute]")).hasCount(0);
    }

    @Test
    void whateverAddressOfTheSamePersonIsNamedItIsOneProfile(Scene scene) {
        var messengers = Messengers.of(scene);
        var crm = Crm.of(scene);
        var olena = messengers.customer("Олена", "+380501112262");
        crm.knows("telegram", olena.id(), "{\"attributes\":{\"city\":\"Kyiv\",\"size\":\"M\"}}");
        crm.knows("phone", "+38 (050) 111-22-62", "{\"attributes\":{\"city\":\"Lviv\"}}");
        var visitor = scene.customer();
        var episode = visitor.say("Where is my lamp?").getEpisodeId();
        var anna = scene.agent("anna");
        anna.takeChat(episode);
        anna.linkPhone(episode, "+380501112262");
        var url = visitor.callOptions().getMessengers(0).getUrl();
        messengers.telegram().starts(olena, url.substring(url.indexOf('=') + 1));
        await().until(() -> anna.episode(episode).getCustomer().getAddressesCount() >= 3);

        crm.knows("telegram", olena.id(), "{\"segment\":\"vip\",\"attributes\":{\"city\":\"Odesa\"}}");
        crm.saw("phone", "380501112262", "{\"id\":\"visit-1\",\"kind\":\"visit\",\"title\":\"Shop\"}");
        crm.saw("telegram", olena.id(), "{\"id\":\"visit-1\",\"kind\":\"visit\",\"title\":\"Shop\"}");

        await().until(() -> anna.episode(episode).getCustomer().getSegment().equals("vip")
                && anna.episode(episode).getCustomer().getActivitiesCount() == 1);
        var customer = anna.episode(episode).getCustomer();
        assertThat(customer.getAttributesMap()).containsEntry("city", "Odesa").containsEntry("size", "M");
        assertThat(customer.getActivitiesList())
                .extracting(CustomerActivity::getId)
                .containsExactly("visit-1");
    }

    @Test
    void whoIsNotTheProgramReadsAndWritesNothingAndNobodySeesItsSecret(Scene scene) {
        var crm = Crm.of(scene);
        crm.knows("phone", "+380501112263", "{\"name\":\"Olena\"}");
        var stranger = crm.showing(scene.company().id() + ".crm.guess");

        assertThat(stranger.ask("GET", "phone", "+380501112263", "", "").statusCode())
                .isEqualTo(401);
        assertThat(stranger.ask("PUT", "phone", "+380501112263", "", "{}").statusCode())
                .isEqualTo(401);
        assertThat(crm.ask("GET", "phone", "+380501112263", "", "").body()).contains("Olena");
        assertThat(crm.ask("GET", "phone", "+380501112264", "", "").statusCode())
                .isEqualTo(404);
        assertThat(crm.ask("PUT", "fax", "1", "", "{}").body()).contains("bad-address");
        var shown =
                Boss.of(scene).desk().rest("GET", "/api/v1/configuration", "").body();
        assertThat(shown).contains("\"crm\"").doesNotContain("tokenHash");

        Boss.of(scene)
                .changes(
                        "company",
                        scene.company().with(List.of()).replaceAll("\"tokenHash\": \"[^\"]*\"", "\"name\": \"CRM\""));
        assertThat(crm.ask("GET", "phone", "+380501112263", "", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoWithTheSameNumberAreSuggestedToEachOtherUntilAnAgentSaysThatTheyAreTwo(Scene scene) {
        var messengers = Messengers.of(scene);
        var crm = Crm.of(scene);
        var olena = messengers.customer("Олена", "+380501112265");
        var anna = scene.agent("anna");
        var chat = scene.customer().say("Where is my lamp?").getEpisodeId();
        anna.takeChat(chat);
        var ben = scene.agent("ben");
        anna.goAway();
        messengers.telegram().writes(olena, "Where is my parcel?", "");
        var telegram = ben.awaitOffer("text").getEpisodeId();
        ben.takeChat(telegram);
        var one = anna.customerOf(chat);
        var other = ben.customerOf(telegram);
        var visitor = anna.episode(chat).getCustomer().getAddresses(0).getAddress();

        messengers.telegram().sendsContact(olena, "Олена", "+380501112265");
        crm.knows("webchat", visitor, "{\"attributes\":{\"Phone\":\"00 380 (50) 111-22-65\"}}");

        await().until(() -> suggested(anna, chat).equals(List.of(other))
                && suggested(ben, telegram).equals(List.of(one)));
        assertThat(anna.episode(chat).getCustomer().getMergedList()).isEmpty();
        assertThat(anna.episode(chat).getCustomer().getSuggestions(0).getValue())
                .isEqualTo("380501112265");

        anna.dismiss(one, other);

        await().until(() ->
                suggested(anna, chat).isEmpty() && suggested(ben, telegram).isEmpty());
        crm.knows("webchat", visitor, "{\"attributes\":{\"mobile\":\"+380501112266\"}}");
        crm.knows("telegram", olena.id(), "{\"attributes\":{\"mobile\":\"+380501112266\"}}");
        crm.knows("phone", "+380501112266", "{\"name\":\"Петро\"}");
        await().until(() ->
                suggested(anna, chat).size() == 1 && suggested(ben, telegram).size() == 1);
        assertThat(suggested(anna, chat)).doesNotContain(other);
        assertThat(suggested(anna, chat)).isEqualTo(suggested(ben, telegram));
    }

    private static List<String> suggested(DeskClient desk, String episode) {
        return desk.episode(episode).getCustomer().getSuggestionsList().stream()
                .map(CustomerSuggestion::getCustomerId)
                .toList();
    }

    @Test
    void anAgentSaysAtTheDeskThatASuggestedCustomerIsTheSameOrSomebodyElse(People people) {
        var crm = Crm.of(people.scene());
        var anna = people.agent("anna");
        people.customer().say("Where is my lamp?");
        anna.acceptOffer();
        var page = anna.page();
        var visitor = visitor(page);
        crm.knows("phone", "+380501112267", "{\"name\":\"Петро\"}");
        crm.knows("email", "olena@example.com", "{\"name\":\"Олена\"}");

        crm.knows(
                "webchat", visitor, "{\"attributes\":{\"phone\":\"+380501112267\",\"e-mail\":\"Olena@example.com\"}}");

        assertThat(page.getByTestId("suggestion")).hasCount(2);
        var petro = page.getByTestId("suggestion").filter(named("Петро"));
        assertThat(petro).containsText("Same phone number: 380501112267");
        petro.getByTestId("suggestion-dismiss").click();
        assertThat(page.getByTestId("suggestion")).hasCount(1);
        page.getByTestId("suggestion-same").click();
        page.getByTestId("same-confirm").click();
        assertThat(page.getByTestId("merged-customer")).hasCount(1);
        assertThat(page.getByTestId("customer-name")).hasText("Олена");
        assertThat(page.getByTestId("suggestion")).hasCount(0);
    }

    private static Locator.FilterOptions named(String name) {
        return new Locator.FilterOptions().setHasText(name);
    }

    @Test
    void aNumberThatManyHaveSuggestsNobody(Scene scene) {
        var crm = Crm.of(scene);
        for (var i = 1; i <= 2; i++) {
            crm.knows("webchat", "many-" + i, "{\"attributes\":{\"phone\":\"+380501112268\"}}");
        }
        await().until(() -> crm.ask("GET", "webchat", "many-1", "", "").body().contains("suggestions"));

        for (var i = 3; i <= 12; i++) {
            crm.knows("webchat", "many-" + i, "{\"attributes\":{\"phone\":\"+380501112268\"}}");
        }

        await().until(() -> IntStream.rangeClosed(1, 12)
                .noneMatch(i ->
                        crm.ask("GET", "webchat", "many-" + i, "", "").body().contains("suggestions")));
    }

    /** The whole address, of which the desk shows a short one. */
    private static String visitor(Page page) {
        return page.locator("[data-testid=customer-address][data-channel=webchat] [title]")
                .first()
                .getAttribute("title");
    }
}
