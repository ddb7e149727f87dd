package baton.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import baton.emulator.EmulatorSettings;
import baton.emulator.Emulators;
import baton.emulator.phone.Line;
import baton.emulator.site.Provider;
import baton.emulator.wire.Pauses;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The telephones of the emulated messengers, in the browser: as people use them to try Baton, without Baton. */
@Timeout(360)
class TelephonePagesIT {

    private static Browsers browsers;

    private final Axe axe = new Axe();
    private HttpServer webhooks;
    private EmulatorSettings settings;
    private Emulators emulators;

    @BeforeAll
    static void openBrowser() {
        browsers = new Browsers();
    }

    @AfterAll
    static void closeBrowser() {
        browsers.close();
    }

    @BeforeEach
    void start() throws IOException {
        webhooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhooks.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var isTwilio = exchange.getRequestURI().getPath().startsWith("/hooks/sms/");
            var answer = (isTwilio ? "<Response/>" : "ok").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        webhooks.start();
        settings = EmulatorSettings.demo(
                        "http://127.0.0.1:" + webhooks.getAddress().getPort(), "acme", "Acme")
                .at(EmulatorSettings.HOST, 0)
                .with(Pauses.forTests());
        emulators = Emulators.start(settings);
    }

    @AfterEach
    void stop() {
        var alarms = browsers.everybodyLeaves();
        emulators.close();
        webhooks.stop(0);
        assertThat(alarms).as("dialogs and script errors").isEmpty();
    }

    @Test
    void whoFollowsALinkToTelegramStartsWithItsCodeAndTalks() {
        var page = open("/telegram/acme_bot?start=AbC_d-1", 390, 844);
        axe.look(page, "before the start");

        button(page, "START").click();
        say(page, "Where is <b>my</b> lamp?");
        assertThat(page.locator(".mine .ticks[aria-label='Baton has it']")).hasCount(2);
        var ann = customer(emulators.telegram());
        send(
                "/telegram/bot" + settings.telegram().token() + "/sendMessage",
                "{\"chat_id\":" + ann + ",\"text\":\"<img src=x onerror=alert(1)>\"}");
        assertThat(page.locator(".theirs .bubble p")).hasText("<img src=x onerror=alert(1)>");
        page.locator(".theirs summary").click();
        button(page, "React with \uD83D\uDC4D").click();
        assertThat(page.locator(".reaction")).hasText("\uD83D\uDC4D");
        axe.look(page, "a talk");

        page.reload();
        assertThat(page.locator(".bubble")).hasCount(3);
        assertThat(page.locator(".mine p").last()).hasText("Where is <b>my</b> lamp?");
        assertThat(emulators.telegram().stage().phones().conversation(ann))
                .extracting(Line::text)
                .containsExactly("/start AbC_d-1", "Where is <b>my</b> lamp?", "<img src=x onerror=alert(1)>");
        axe.foundNothing();
    }

    @Test
    void whatIsLookedAtInWhatsAppIsReadAndALinkBringsItsText() {
        var page = open("/whatsapp/send/380443900100?text=%23AbC", 1280, 900);

        assertThat(page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("#AbC");
        button(page, "Send").click();
        assertThat(page.locator(".mine p")).hasText("#AbC");
        var ann = emulators.whatsapp().stage().phones().get(customer(emulators.whatsapp()));
        send(
                "/whatsapp/v23.0/" + settings.whatsapp().phoneNumberId() + "/messages",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"" + ann.digits() + "\",\"text\":{\"body\":\"Good day\"}}",
                "Authorization",
                "Bearer " + settings.whatsapp().accessToken());

        assertThat(page.locator(".theirs .ticks")).hasText("✓✓ read");
        button(page, "Block the company").click();
        assertThat(page.getByText("You have blocked this company.")).isVisible();
        axe.look(page, "blocked");
        axe.foundNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "/messenger/m/acme, Get Started, Messenger, true",
        "/instagram/m/acme, Open the chat, Instagram, false",
        "/vk/write/acme, Start, VK, true"
    })
    void whoFollowsALinkBeginsWithItsCodeAndSendsWhatThereIs(
            String path, String begin, String messenger, boolean hasPlaces) {
        var page = open(path + "?ref=AbC_d-1", 390, 844);
        assertThat(page.locator("#start-why")).containsText("AbC_d-1");
        axe.look(page, messenger + " before the start");

        button(page, begin).click();
        say(page, "Where is my lamp?");
        button(page, "Send something else").click();
        assertThat(button(page, "My contact")).hasCount(0);
        assertThat(button(page, "A location: Kyiv, Khreshchatyk")).hasCount(hasPlaces ? 1 : 0);
        button(page, "A photo").click();

        assertThat(page.locator(".mine img")).hasCount(1);
        assertThat(page.locator(".mine .ticks[aria-label='Baton has it']").last())
                .isVisible();
        axe.look(page, messenger + ", a talk");
        page.navigate(emulators.url() + "/");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(messenger).setExact(true))
                .click();
        assertThat(page.locator(".mine p").filter(new Locator.FilterOptions().setHasText("Where is my lamp?")))
                .hasCount(1);
        axe.foundNothing();
    }

    @Test
    void shortMessagesAndPicturesGoOutAndStopIsAWord() {
        var page = open("/sms/", 390, 844);

        say(page, "Where is my lamp?");
        button(page, "Send something else").click();
        assertThat(button(page, "My contact")).hasCount(0);
        button(page, "An album of ten photos").click();

        assertThat(page.locator(".mine .ticks[aria-label='Baton has it']")).hasCount(2);
        assertThat(page.locator("#handle")).hasText(settings.sms().number());
        axe.look(page, "short messages");
        page.setViewportSize(1280, 900);
        button(page, "Block the company").click();
        assertThat(page.locator(".mine p").last()).hasText("STOP");
        assertThat(page.getByText("You have blocked this company.")).isVisible();
        axe.look(page, "after STOP");
        axe.foundNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sms/", "/vk/write/acme?ref=AbC_d-1"})
    void nobodyCanBeginBeforeTheTelephoneIsTheirs(String path) {
        var page = browsers.person(390, 844).newPage();
        var held = new CompletableFuture<Route>();
        page.route("**/phone/create", held::complete);
        page.waitForRequest("**/phone/create", () -> page.navigate(emulators.url() + path));
        page.waitForCondition(held::isDone);
        assertThat(page.locator("#title")).not().isEmpty();
        assertThat(page.locator("#composer")).isHidden();
        assertThat(page.locator("#start")).isHidden();

        held.join().resume();

        assertThat(page.locator("#composer:not([hidden]), #start:not([hidden])"))
                .hasCount(1);
    }

    @Test
    void severalPeopleHaveTelephonesInOneBrowserAndEachSeesOnlyItsOwn() {
        var page = open("/viber/chat/acme?context=AbC", 1280, 900);
        button(page, "Open the chat").click();
        say(page, "I am the first");
        assertThat(page.locator(".mine")).hasCount(1);

        button(page, "New customer").click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill("Wolfeschlegelsteinhausenbergerdorff Bartholomew the Third of Somewhere");
        button(page, "Take this telephone").click();
        assertThat(page.locator(".mine")).hasCount(0);
        button(page, "Open the chat").click();
        button(page, "Send something else").click();
        button(page, "My contact").click();

        assertThat(page.locator(".mine")).hasCount(1);
        assertThat(page.locator(".mine p")).containsText("Wolfeschlegelsteinhausenbergerdorff");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1280);
        axe.look(page, "a long name");
        axe.foundNothing();
    }

    private Page open(String path, int width, int height) {
        var page = browsers.person(width, height).newPage();
        page.navigate(emulators.url() + path);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void say(Page page, String text) {
        var message = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
        message.fill(text);
        message.press("Enter");
    }

    private static String customer(Provider provider) {
        return provider.stage().phones().all().get(0).id();
    }

    private void send(String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(emulators.url() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
