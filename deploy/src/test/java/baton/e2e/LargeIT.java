package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.DeedAccepted;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Far more than a day brings stays as quick as little: what is not in sight is not in the page. */
@ExtendWith(InTheHouse.class)
@Timeout(540)
class LargeIT {

    private static final int MESSAGES = 1_000;
    private static final int AGENTS = 1_000;
    /** Each may write 40 at once. */
    private static final int WINDOWS = 25;

    private static final int AT_ONCE = 100;

    /** How often something has changed in the conversation since the last look. */
    private static final String COUNT_CHANGES =
            """
            () => {
              window.changes = 0;
              new MutationObserver(all => { window.changes += all.length; })
                .observe(document.querySelector('[data-testid=timeline]'),
                         { subtree: true, childList: true, attributes: true, characterData: true });
            }""";

    @Test
    void aConversationOfAThousandMessagesIsReadFromOneEndToTheOther(People people) {
        var scene = people.scene();
        var customer = scene.customer();
        var episode = customer.say("The first of all.").getEpisodeId();
        var boss = scene.agent("anna");
        boss.takeChat(episode);
        talk(scene, boss, episode);
        customer.say("The last of all.");

        var anna = people.desk(people.somebody(), "anna");
        var page = anna.page();
        page.getByTestId("worklist-item").click();

        anna.sees("message-customer", "The last of all.");
        assertThat(rows(page)).as("rows in the page").isBetween(5, 60);
        assertThat(nodes(page)).as("elements in the page").isLessThan(2_000);
        page.getByTestId("timeline").focus();
        page.keyboard().press("Home");
        anna.sees("message-customer", "The first of all.");
        assertThat(rows(page)).isBetween(5, 60);
        page.getByTestId("to-end").click();
        anna.sees("message-customer", "The last of all.");

        page.evaluate(COUNT_CHANGES);
        page.getByTestId("composer").pressSequentially("A sentence that is typed and not yet sent.");
        assertThat(page.evaluate("() => window.changes"))
                .as("what typing changes in the conversation")
                .isEqualTo(0);
        page.keyboard().press("Enter");
        anna.sees("message-agent", "A sentence that is typed and not yet sent.");
        assertThat((Integer) page.evaluate("() => window.changes"))
                .as("what one more message changes in the conversation")
                .isLessThan(400);
        customer.say("Are you still there?");
        anna.sees("message-customer", "Are you still there?");
        assertThat(rows(page)).isBetween(5, 60);
    }

    private static void talk(Scene scene, DeskClient agent, String episodeId) {
        var windows = windows(scene, agent);
        var sent = new ArrayList<CompletableFuture<DeedAccepted>>();
        for (var i = 0; i < MESSAGES; i++) {
            sent.add(windows.get(i % WINDOWS)
                    .send(episodeId, "m" + i, "Message " + i + ", " + "and so on ".repeat(i % 9)));
            notTooMany(sent);
        }
        sent.forEach(CompletableFuture::join);
        windows.forEach(DeskClient::close);
    }

    /** One entity is not asked for more at a time than a slow machine stores in time. */
    private static void notTooMany(List<CompletableFuture<DeedAccepted>> sent) {
        if (sent.size() % AT_ONCE == 0) {
            sent.forEach(CompletableFuture::join);
        }
    }

    @Test
    void aWallOfAThousandAgentsIsSearchedAndScrolled(People people) {
        var boss = people.scene().desk(Company.SUPERVISOR);
        hire(boss);
        comeToWork(people.scene(), boss);
        people.scene().agent("ben");

        var page = people.supervisor().page();
        var agents = page.getByTestId("agents");

        assertThat(agents).containsText("Temp");
        assertThat(page.locator("[data-pane=agents] h2")).containsText(String.valueOf(AGENTS + 2));
        assertThat(nodes(page)).as("elements in the page").isLessThan(2_500);
        page.getByTestId("search").fill("temp 0777");
        assertThat(agents).containsText("Temp 0777");
        assertThat(agents).not().containsText("Agent ben");
        page.getByTestId("search").fill("");
        page.getByTestId("by-presence").selectOption("available");
        assertThat(agents).containsText("Agent ben");
        assertThat(agents).not().containsText("Temp");
        page.getByTestId("by-presence").selectOption("");
        assertThat(agents).containsText("Temp");
        agents.focus();
        page.keyboard().press("End");
        assertThat(agents.locator("[aria-rowindex='" + (AGENTS + 3) + "']")).isVisible();
        assertThat(nodes(page)).as("elements in the page").isLessThan(2_500);

        page.evaluate("() => { location.hash = '#/configuration/agents/temp0500' }");
        assertThat(page.getByTestId("field-name")).hasValue("Temp 0500");
        assertThat(nodes(page)).as("elements in the page").isLessThan(2_500);
    }

    /** A thousand more. */
    private static void hire(DeskClient boss) {
        var answer = JsonParser.parseString(
                        boss.rest("GET", "/api/v1/configuration", "").body())
                .getAsJsonObject();
        var tenant = answer.getAsJsonObject("tenant");
        for (var i = 0; i < AGENTS; i++) {
            var agent = new JsonObject();
            agent.addProperty("id", "temp%04d".formatted(i));
            agent.addProperty("name", "Temp %04d".formatted(i));
            tenant.getAsJsonArray("agents").add(agent);
        }
        var saved = boss.rest("PUT", "/api/v1/configuration", tenant.toString());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    private static void comeToWork(Scene scene, DeskClient boss) {
        var windows = windows(scene, boss);
        var sent = new ArrayList<CompletableFuture<DeedAccepted>>();
        for (var i = 0; i < AGENTS; i++) {
            sent.add(windows.get(i % WINDOWS).sendPresenceOf("temp%04d".formatted(i), "busy"));
            notTooMany(sent);
        }
        sent.forEach(CompletableFuture::join);
        windows.forEach(DeskClient::close);
    }

    private static List<DeskClient> windows(Scene scene, DeskClient agent) {
        return IntStream.range(0, WINDOWS).mapToObj(i -> scene.window(agent)).toList();
    }

    private static int rows(Page page) {
        return page.getByTestId("timeline").locator("[data-index]").count();
    }

    private static int nodes(Page page) {
        return (Integer) page.evaluate("() => document.querySelectorAll('*').length");
    }
}
