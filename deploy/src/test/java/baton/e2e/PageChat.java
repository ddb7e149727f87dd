package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.assertj.core.api.Assertions;

/** The widget on a page of the company, as the customer sees and uses it. */
record PageChat(Page page) {

    /** On the page of the demo's company. */
    static PageChat atTheShop(Browser browser, Place place) {
        return new PageChat(browser.open(place.web("/chat"))).opened();
    }

    /** The chat as a page of its own, without a host page. */
    static PageChat plain(Browser browser, Place place, Company company) {
        var chat = new PageChat(browser.open(place.web("/chat/app.html?site=" + company.site())));
        chat.isOnline();
        return chat;
    }

    /** On a page of that company, on a small screen. */
    static PageChat inTheHand(Browser browser, Place place, Company company) {
        var html = "<!doctype html><meta name=viewport content='width=device-width'><h1>Shop</h1>"
                + "<script async src='/chat/widget.js' data-site='" + company.site() + "'></script>";
        return new PageChat(browser.openInTheHand(place.web("/shop-of-a-test"), html)).opened();
    }

    PageChat opened() {
        page.getByTestId("launcher").click();
        isOnline();
        return this;
    }

    Locator at(String testId) {
        return framed() ? frame().getByTestId(testId) : page.getByTestId(testId);
    }

    private boolean framed() {
        return !page.url().contains("/app.html");
    }

    private FrameLocator frame() {
        return page.frameLocator("[data-testid=chat-frame]");
    }

    Locator line(String line) {
        return at("line").and(framed() ? frame().locator(dataLine(line)) : page.locator(dataLine(line)));
    }

    private static String dataLine(String line) {
        return "[data-line='" + line + "']";
    }

    void isOnline() {
        assertThat(at("connection-state")).hasAttribute("data-state", "online");
    }

    void hasStatus(String status) {
        assertThat(at("connection-state")).hasAttribute("data-status", status);
    }

    /** At the speed of people: that somebody types is told every few seconds only. */
    void types(String text) {
        at("composer").pressSequentially(text, new Locator.PressSequentiallyOptions().setDelay(150));
    }

    void says(String text) {
        at("composer").fill(text);
        at("send").click();
    }

    /** These and no others, in this order, of both sides. */
    void shows(List<String> texts) {
        assertThat(at("message")).containsText(texts.toArray(String[]::new));
    }

    /** How far the last message of the customer has got. */
    void lastTickIs(String state) {
        assertThat(at("tick").last()).hasAttribute("data-state", state);
    }

    String codeToDial() {
        at("call-button").click();
        assertThat(at("call-code")).isVisible();
        var code = at("call-code").getAttribute("data-dial");
        at("call-close").click();
        return code;
    }

    void reload() {
        page.reload();
        if (framed()) {
            opened();
        }
        isOnline();
    }

    /** It fills the screen, and nothing has to be moved aside to be read. */
    void isAsWideAsTheScreen() {
        var screen = page.viewportSize().width;
        var chat = page.getByTestId("chat-frame").boundingBox();
        Assertions.assertThat(chat.x).isZero();
        Assertions.assertThat(chat.width).isEqualTo(screen);
        var widest = "element => element.ownerDocument.documentElement.scrollWidth";
        Assertions.assertThat(at("log").evaluate(widest)).isEqualTo(screen);
        Assertions.assertThat(at("log").evaluate("log => log.scrollWidth - log.clientWidth"))
                .isEqualTo(0);
    }
}
