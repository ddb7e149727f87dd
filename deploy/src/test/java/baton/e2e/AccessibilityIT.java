package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody's pages can be used by everybody: axe-core finds nothing serious in any state in which people meet them. */
@ExtendWith(InTheHouse.class)
@Timeout(600)
class AccessibilityIT {

    private enum Size {
        SCREEN,
        TELEPHONE;

        BrowserContext person(People people) {
            return this == SCREEN ? people.somebody() : people.pocket();
        }
    }

    private final Axe axe = new Axe();

    @ParameterizedTest
    @EnumSource
    void theDeskBeforeAnybodyIsThere(Size size, People people) {
        var outside = DeskPage.open(size.person(people), people.place()).page();
        assertThat(outside.getByTestId("login-form")).isVisible();
        axe.look(outside, "sign-in");
        outside.getByTestId("login-agent").fill("anna");
        outside.getByTestId("login-password").fill("wrong");
        outside.getByTestId("login-submit").click();
        assertThat(outside.getByTestId("login-error")).not().isEmpty();
        axe.look(outside, "sign-in refused");

        var inside = people.desk(size.person(people), "anna");
        axe.look(inside.page(), "empty desk");
        inside.goAvailable();
        axe.look(inside.page(), "empty desk of who is available");

        axe.foundNothing();
    }

    @ParameterizedTest
    @EnumSource
    void theDeskAtWork(Size size, People people) {
        takeYourTime(people);
        var chat = people.customer();
        chat.say("Where is my lamp? See https://example.com");
        var anna = people.agent(size.person(people), "anna");
        var page = anna.page();
        assertThat(page.getByTestId("offer-card")).isVisible();
        axe.look(page, "offer");
        anna.acceptOffer();
        anna.say("On its way.");
        anna.note("Second complaint this week.");
        anna.tick("On its way.", "read");
        people.customer().say("Are you there?");
        assertThat(page.locator("[data-testid=offer-card], [data-testid=offer-strip]")
                        .first())
                .isVisible();
        axe.look(page, "conversation and an offer");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.evaluate("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
        axe.look(page, "conversation in the dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));

        page.getByTestId("composer").fill("/");
        axe.look(page, "replies");
        page.getByTestId("composer").fill("");
        page.getByTestId("mode-note").click();
        axe.look(page, "writing a note");
        page.getByTestId("mode-message").click();
        dialogs(page);

        anna.page().getByTestId("finish").click();
        assertThat(page.getByTestId("wrap-up")).isVisible();
        axe.look(page, "wrap-up");

        axe.foundNothing();
    }

    /** Offers and wrap-ups last longer than a slow machine looks at the page. */
    private static void takeYourTime(People people) {
        var boss = people.scene().desk(Company.SUPERVISOR);
        var slow = "{\"name\":\"Main\",\"textOffer\":\"600s\",\"wrapUp\":\"600s\"}";
        assertEquals(
                200, boss.rest("PUT", "/api/v1/configuration/queues/main", slow).statusCode());
    }

    private void dialogs(Page page) {
        page.getByTestId("transfer").click();
        page.getByTestId("transfer-to-ben").click();
        axe.look(page, "transfer");
        page.keyboard().press("Escape");
        page.getByTestId("invite").click();
        page.getByTestId("invite-to-ben").click();
        axe.look(page, "invitation");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.getByTestId("palette-search").fill("a");
        axe.look(page, "palette");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("palette")).isHidden();
        page.getByTestId("menu").click();
        axe.look(page, "menu");
        page.getByTestId("open-keys").click();
        assertThat(page.getByTestId("key-sheet").getByRole(AriaRole.DIALOG)).isVisible();
        axe.look(page, "keys");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("key-sheet").getByRole(AriaRole.DIALOG)).isHidden();
        page.getByTestId("presence").first().click();
        assertThat(page.getByTestId("presence-busy")).isVisible();
        axe.look(page, "presence");
        page.keyboard().press("Escape");
    }

    @ParameterizedTest
    @EnumSource(names = "SCREEN")
    void theSupervisorsWall(Size size, People people) {
        people.scene().desk("ben").goAway(); // whoever has never been here is not on the wall
        var waiting = people.scene().customer();
        waiting.say("Where is my lamp?");
        var outside = WallPage.open(size.person(people), people.place()).page();
        assertThat(outside.getByTestId("login-form")).isVisible();
        axe.look(outside, "sign-in of a supervisor");

        var wall = people.supervisor(size.person(people));
        var page = wall.page();
        axe.look(page, "wall");
        wall.look("queues", "main");
        assertThat(page.getByTestId("waiting-item")).isVisible();
        axe.look(page, "queue beside the wall");
        page.getByTestId("waiting-item").getByTestId("move").click();
        assertThat(page.getByTestId("move-dialog")).isVisible();
        axe.look(page, "moving");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("move-dialog")).isHidden();
        wall.look("agents", "ben");
        assertThat(page.getByTestId("agent-routing")).isVisible();
        axe.look(page, "agent beside the wall");
        page.getByTestId("change-presence").click();
        assertThat(page.getByTestId("presence-dialog")).isVisible();
        axe.look(page, "changing a presence");
        page.keyboard().press("Escape");
        wall.look("episodes", waiting.episodeId());
        assertThat(page.getByTestId("transcript")).containsText("Where is my lamp?");
        axe.look(page, "episode beside the wall");

        axe.foundNothing();
    }

    @ParameterizedTest
    @EnumSource(names = "SCREEN")
    void theSupervisorsConfiguration(Size size, People people) {
        var wall = people.supervisor(size.person(people));
        var page = wall.page();
        wall.configure("company", "");
        axe.look(page, "company");
        wall.configure("queues", "main");
        wall.add("steps");
        wall.add("segments");
        wall.field("segments[0].segment").fill("");
        page.getByTestId("save").click();
        assertThat(page.getByTestId("problems")).isVisible();
        axe.look(page, "queue that is refused");
        page.getByTestId("discard").click();
        wall.configure("agents", "anna");
        axe.look(page, "agent");
        page.getByTestId("delete-item").click();
        assertThat(page.getByTestId("delete-sure")).isVisible();
        axe.look(page, "deleting");
        page.keyboard().press("Escape");
        for (var part : new String[] {"skills", "replies", "hours"}) {
            wall.configure(part, "+");
            axe.look(page, "new one of " + part);
        }
        wall.add("week");
        wall.add("holidays");
        axe.look(page, "week and holidays");

        axe.foundNothing();
    }

    @ParameterizedTest
    @EnumSource
    void theCustomersChat(Size size, People people) {
        var chat = people.customer(size.person(people));
        var page = chat.page();
        assertThat(page.getByTestId("composer")).isVisible();
        axe.look(page, "chat before the first word");
        chat.say("Where is my lamp?");
        chat.tick("Where is my lamp?", "sent");
        axe.look(page, "chat that waits");
        takeYourTime(people);
        var anna = people.agent("anna");
        anna.acceptOffer();
        anna.say("On its way. See https://example.com");
        chat.shows("Where is my lamp?", "On its way.");
        axe.look(page, "chat with an agent");
        page.getByTestId("call-button").click();
        assertThat(page.getByTestId("call-panel")).isVisible();
        axe.look(page, "numbers to call");
        page.getByTestId("call-close").click();
        anna.closeAs("resolved");
        chat.line("closed");
        axe.look(page, "chat that is closed");

        axe.foundNothing();
    }

    /** Those of the demo company. */
    @ParameterizedTest
    @EnumSource(names = "SCREEN")
    void theShopTheTelephonesAndTheFirstPage(Size size, People people) {
        for (var path : new String[] {"/", "/phone", "/chat"}) {
            var page = size.person(people).newPage();
            page.navigate(people.place().web(path).toString());
            axe.look(page, path);
        }
        var shop = size.person(people).newPage();
        shop.navigate(people.place().web("/chat").toString());
        shop.getByTestId("launcher").click();
        assertThat(shop.frameLocator("[data-testid=chat-frame]").getByTestId("composer"))
                .isVisible();
        axe.look(shop, "shop with the chat open");
        shop.frames().stream()
                .filter(frame -> frame.url().contains("app.html"))
                .forEach(frame -> axe.look(frame, "chat in the shop"));

        axe.foundNothing();
    }
}
