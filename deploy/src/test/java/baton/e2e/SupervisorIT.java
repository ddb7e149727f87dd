package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor changes the company in the forms: what is saved stays, is right, and routes whoever waits at once. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class SupervisorIT {

    @Test
    void whoIsGivenTheSkillThatIsMissingIsOfferedWhatWaits(People people) {
        var wall = people.supervisor();
        wall.configure("skills", "+");
        wall.field("id").fill("german");
        wall.save();
        wall.configure("queues", "main");
        wall.add("steps");
        addSkill(wall.field("steps[0].skills"), "german");
        wall.save();
        var anna = people.agent("anna");
        people.customer().say("Wo ist meine Lampe?");
        waitsIn(wall, "main");
        assertThat(offer(anna)).hasCount(0);

        wall.configure("agents", "anna");
        addSkill(wall.field("skills"), "german");
        wall.save();

        assertThat(offer(anna)).isVisible();
        wall.reload();
        assertThat(wall.field("skills").getByRole(AriaRole.TEXTBOX)).hasValue("5");
        wall.configure("queues", "main");
        assertThat(wall.field("steps[0].skills")).containsText("german");
    }

    @Test
    void whoIsPutIntoAQueueBesideTheWallIsOfferedWhatWaitsThere(People people) {
        var wall = people.supervisor();
        wall.configure("queues", "+");
        wall.field("id").fill("returns");
        wall.field("name").fill("Returns");
        wall.save();
        var anna = people.agent("anna");
        var chat = people.scene().customer();
        var waits = chat.say("I want to give it back.").getEpisodeId();
        anna.page().getByTestId("offer-reject").click();
        move(wall, waits, "returns");
        waitsIn(wall, "returns");
        assertThat(offer(anna)).hasCount(0);

        wall.look("agents", "anna");
        var routing = wall.page().getByTestId("agent-routing");
        routing.getByTestId("add-queues").click();
        routing.getByTestId("field-queues[1].queue").selectOption("returns");
        routing.getByTestId("save-routing").click();

        anna.acceptOffer();
        anna.sees("message-customer", "I want to give it back.");
        wall.reload();
        assertThat(routing.getByTestId("field-queues[1].queue")).hasValue("returns");
    }

    @Test
    void hoursThatAreChangedCloseAndOpenAQueueAtOnce(People people) {
        var wall = people.supervisor();
        wall.configure("hours", "+");
        wall.field("id").fill("never");
        wall.field("timeZone").fill("Europe/Kyiv");
        wall.save();
        wall.configure("queues", "main");
        wall.field("hours").selectOption("never");
        wall.save();
        var anna = people.agent("anna");
        people.customer().say("Is anybody there?");
        waitsIn(wall, "main");
        assertThat(wall.page().getByTestId("queue-drawer")).containsText("Closed");
        assertThat(offer(anna)).hasCount(0);

        wall.configure("hours", "never");
        wall.add("week");
        for (var day : new String[] {"Sat", "Sun"}) {
            wall.field("week")
                    .getByText(day, new Locator.GetByTextOptions().setExact(true))
                    .click();
        }
        wall.field("week[0].from").fill("00:00");
        wall.field("week[0].to").fill("24:00");
        wall.save();

        assertThat(offer(anna)).isVisible();
        wall.reload();
        assertThat(wall.field("week[0].to")).hasValue("24:00");
        assertThat(wall.field("timeZone")).hasValue("Europe/Kyiv");
    }

    @Test
    void aRuleOfAQueueHoldsForTheNextCustomer(People people) {
        var wall = people.supervisor();
        wall.configure("queues", "main");
        wall.field("autoAccept").check(new Locator.CheckOptions().setForce(true));
        wall.save();
        var anna = people.agent("anna");

        people.customer().say("Where is my lamp?");

        assertThat(anna.page().getByTestId("worklist-item")).hasCount(1);
        anna.page().getByTestId("worklist-item").click();
        anna.sees("message-customer", "Where is my lamp?");
        wall.reload();
        assertThat(wall.field("autoAccept")).isChecked();
    }

    @Test
    void whatTheServerRefusesIsSaidAtTheFieldAndKeptAsItWasTyped(People people) {
        var wall = people.supervisor();
        wall.configure("hours", "+");
        wall.field("id").fill("shop");
        wall.field("timeZone").fill("Europe/Kiew");
        wall.add("week");
        wall.field("week[0].from").fill("25:00");

        wall.page().getByTestId("save").click();

        assertThat(wall.page().getByTestId("problems")).isVisible();
        assertThat(wall.field("timeZone")).hasAttribute("aria-invalid", "true");
        assertThat(wall.field("timeZone")).hasAccessibleDescription(Pattern.compile("Europe/Kiew"));
        assertThat(wall.field("week[0].from")).hasAttribute("aria-invalid", "true");
        assertThat(wall.field("week[0].from")).hasAccessibleDescription(Pattern.compile("25:00"));
        assertThat(wall.field("week[0].from")).hasValue("25:00");
        wall.field("timeZone").fill("Europe/Kyiv");
        wall.field("week[0].from").fill("08:00");
        wall.save();
        wall.reload();
        assertThat(wall.field("week[0].from")).hasValue("08:00");
    }

    @Test
    void ofTwoWhoChangeTheSameTheSecondIsAsked(People people) {
        var first = people.supervisor();
        var second = people.supervisor();
        first.configure("queues", "main");
        second.configure("queues", "main");
        first.field("name").fill("Named by the first");
        second.field("name").fill("Named by the second");

        first.save();
        second.page().getByTestId("save").click();

        assertThat(second.page().getByTestId("stale")).isVisible();
        assertThat(second.page().getByTestId("save")).isDisabled();
        first.reload();
        assertThat(first.field("name")).hasValue("Named by the first");
        second.reload();
        assertThat(second.field("name")).hasValue("Named by the second");
        second.page().getByTestId("take-theirs").click();
        assertThat(second.field("name")).hasValue("Named by the first");

        first.field("name").fill("Again by the first");
        second.field("name").fill("Again by the second");
        first.save();
        second.page().getByTestId("save").click();
        second.page().getByTestId("save-mine").click();
        second.isSaved();
        first.reload();
        assertThat(first.field("name")).hasValue("Again by the second");
    }

    @Test
    void ofTwoWhoChangeDifferentThingsBothAreSaved(People people) {
        var first = people.supervisor();
        var second = people.supervisor();
        first.configure("queues", "main");
        second.configure("agents", "anna");
        first.field("name").fill("Everything");
        second.field("name").fill("Anna Kovalenko");

        first.save();
        second.save();

        first.reload();
        assertThat(first.field("name")).hasValue("Everything");
        first.configure("agents", "anna");
        assertThat(first.field("name")).hasValue("Anna Kovalenko");
    }

    @Test
    void whoOnlyLooksAtTheWallIsNotAtADesk(People people) {
        var person = people.somebody();
        var desk = people.desk(person, Company.SUPERVISOR);
        desk.goAvailable();
        var wall = WallPage.open(person, people.place());
        wall.look("agents", Company.SUPERVISOR);
        var drawer = wall.page().getByTestId("agent-drawer");
        assertThat(drawer.locator("[data-standing=available]")).isVisible();

        desk.page().close();

        assertThat(drawer.locator("[data-standing=disconnected]")).isVisible();
    }

    private static void addSkill(Locator levels, String skill) {
        levels.getByRole(AriaRole.COMBOBOX).selectOption(skill);
    }

    /** Returns when somebody waits there. */
    private static void waitsIn(WallPage wall, String queue) {
        wall.look("queues", queue);
        assertThat(wall.page().getByTestId("waiting-item")).hasCount(1);
    }

    private static void move(WallPage wall, String episodeId, String queue) {
        wall.look("episodes", episodeId);
        Page page = wall.page();
        page.getByTestId("episode-drawer").getByTestId("move").click();
        page.getByTestId("move-dialog").getByText("Queue").first().click();
        page.getByTestId("move-to-" + queue).click();
        page.getByTestId("move-submit").click();
        assertThat(page.getByTestId("move-dialog")).isHidden();
    }

    private static Locator offer(DeskPage desk) {
        return desk.page().getByTestId("offer-card");
    }
}
