package baton.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The system's Chromium. Every person has a context of their own, so cookies and storage of their own. */
final class Browsers implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 40_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserContext> people = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();

    static Path chromium() {
        return Peers.require("chromium", "chromium");
    }

    Browsers() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Somebody at a screen of this size. */
    BrowserContext person(int width, int height) {
        var person = browser.newContext(
                new NewContextOptions().setViewportSize(width, height).setLocale("en-GB"));
        person.setDefaultTimeout(PATIENCE_MILLIS);
        person.onPage(this::watch);
        people.add(person);
        return person;
    }

    private void watch(Page page) {
        page.onDialog(dialog -> {
            if (dialog.type().equals("beforeunload")) { // whether to leave what is not saved
                dialog.accept();
                return;
            }
            alarms.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> alarms.add("error: " + error));
    }

    /** Everybody goes home. Returns dialogs and script errors: what should never have happened. */
    List<String> everybodyLeaves() {
        people.forEach(BrowserContext::close);
        people.clear();
        var seen = List.copyOf(alarms);
        alarms.clear();
        return seen;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
