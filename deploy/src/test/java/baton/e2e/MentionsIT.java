package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is named in a note is told once, wherever they are, and may read along and answer by a note. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class MentionsIT {

    @Test
    void aColleagueWhoIsNamedByKeyboardAloneIsToldAndReadsAlong(People people) {
        var anna = atWork(people);
        var ben = people.desk(people.somebody(), "ben");

        mention(anna, "be", "do you know this lamp?");

        anna.sees("note", "@Agent ben do you know this lamp?");
        assertThat(anna.page().getByTestId("named")).hasText("@Agent ben");
        assertThat(notice(ben)).containsText("Agent anna mentioned you in a note");
        unseen(ben, 1);
        ben.page().getByTestId("mention-open").click();
        ben.sees("note", "@Agent ben do you know this lamp?");
        ben.sees("message-customer", "Where is my lamp?");
        assertThat(ben.page().getByTestId("reading")).containsText("Agent anna");
        unseen(ben, 0);
        assertThat(ben.page().getByTestId("worklist-item")).hasCount(0);

        ben.say("It is the yellow one.");
        anna.sees("note", "It is the yellow one.");
        ben.reload();
        ben.sees("note", "It is the yellow one.");
        anna.say("It is yellow.");
        ben.sees("message-agent", "It is yellow.");
        ben.page().getByTestId("stop-reading").click();
        assertThat(ben.page().getByTestId("talk-empty")).isVisible();
    }

    @Test
    void aMentionWaitsForWhoIsNotThereAndIsToldOnce(People people) {
        var anna = atWork(people);
        mention(anna, "chloe", "please look at this tomorrow.");
        anna.sees("note", "please look at this tomorrow.");

        var chloe = people.desk(people.somebody(), "chloe");
        assertThat(notice(chloe)).isVisible();
        chloe.reload();
        unseen(chloe, 1);
        assertThat(notice(chloe)).hasCount(0);
        chloe.page().keyboard().press("Alt+m");
        assertThat(chloe.page().getByTestId("mention-entry")).hasCount(1);
        chloe.page().getByTestId("mentions-seen").click();
        unseen(chloe, 0);

        chloe.reload();
        unseen(chloe, 0);
        chloe.page().getByTestId("mentions").click();
        chloe.page().getByTestId("mention-entry").click();
        chloe.sees("note", "please look at this tomorrow.");
    }

    @Test
    void whatIsNotChosenFromTheListIsJustText(People people) {
        var anna = atWork(people);
        var ben = people.desk(people.somebody(), "ben");

        anna.page().getByTestId("mode-note").click();
        anna.page().getByTestId("composer").pressSequentially("Mail to info@lumen.example, @Agent b");
        assertThat(anna.page().getByTestId("mention-picker")).isVisible();
        anna.page().keyboard().press("Escape");
        assertThat(anna.page().getByTestId("mention-picker")).isHidden();
        anna.page().keyboard().press("Enter");
        anna.sees("note", "@Agent b");
        mention(anna, "ben", "hello.");

        unseen(ben, 1);
        ben.page().getByTestId("mentions").click();
        assertThat(ben.page().getByTestId("mention-entry")).hasCount(1);
    }

    private static DeskPage atWork(People people) {
        var anna = people.agent("anna");
        people.customer().say("Where is my lamp?");
        anna.acceptOffer();
        return anna;
    }

    /** By keyboard alone. */
    private static void mention(DeskPage desk, String begun, String text) {
        Page page = desk.page();
        page.getByTestId("composer").focus();
        page.keyboard().press("Alt+n");
        page.keyboard().type("@" + begun);
        assertThat(page.getByTestId("mention-picker")).isVisible();
        page.keyboard().press("Enter");
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    private static Locator notice(DeskPage desk) {
        return desk.page().getByTestId("mention-notice");
    }

    private static void unseen(DeskPage desk, int count) {
        assertThat(desk.page().getByTestId("mentions")).hasAttribute("data-unseen", String.valueOf(count));
    }
}
