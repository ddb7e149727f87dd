package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine. Every page is of a person of its own: nobody shares cookies or storage. */
final class Browser implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE = 20_000;
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final Map<Page, List<String>> received = new HashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** Skips the test if there is no Chromium, or fails it where peers are required. */
    Browser() {
        require();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(QUIET));
    }

    private static void require() {
        if (!Files.isExecutable(PROGRAM)) {
            var missing = "the peer program chromium is missing (expected at " + PROGRAM + ")";
            if ("required".equals(System.getProperty("baton.peers"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
    }

    Page open(URI address) {
        return open(
                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 900),
                address,
                page -> {});
    }

    /** A browser that is held in one hand; at the address it finds this page. */
    Page openInTheHand(URI address, String html) {
        return open(
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true),
                address,
                page -> page.route(
                        address.toString(),
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody(html))));
    }

    private Page open(com.microsoft.playwright.Browser.NewContextOptions how, URI address, Consumer<Page> before) {
        var context = chromium.newContext(how.setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE);
        context.onWebError(error -> faults.add("error in a page: " + error.error()));
        context.onDialog(dialog -> {
            faults.add("a page opened a dialog: " + dialog.message());
            dialog.dismiss();
        });
        var page = context.newPage();
        var heard = new CopyOnWriteArrayList<String>();
        received.put(page, heard);
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> heard.add(textOf(frame))));
        before.accept(page);
        page.navigate(address.toString());
        return page;
    }

    private static String textOf(WebSocketFrame frame) {
        var text = frame.text();
        return text != null ? text : new String(frame.binary(), StandardCharsets.UTF_8);
    }

    /** Everything that servers have sent to the sockets of this page, now and later. */
    List<String> received(Page page) {
        return received.getOrDefault(page, List.of());
    }

    /** Everybody leaves. No page may have failed or opened a dialog. */
    void leave() {
        new ArrayList<>(chromium.contexts()).forEach(BrowserContext::close);
        var found = List.copyOf(faults);
        faults.clear();
        received.clear();
        assertThat(found).as("what went wrong in the pages").isEmpty();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
