package baton.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.viber.ViberAccount;
import baton.emulator.viber.ViberEmulator;
import baton.emulator.wire.Bucket.Limit;
import baton.emulator.wire.Ledger.Entry;
import baton.emulator.wire.Mischief.Trouble;
import baton.emulator.wire.Pauses;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViberEmulatorTest {

    private static final String TOKEN = "viber-token";
    private static final String TEXT = "{'receiver':'%s','min_api_version':1,'sender':{'name':'Acme'},'type':'text',"
            + "'text':'Good day','tracking_data':'ep1#3'}";

    private FakeBaton baton;
    private Emulators emulators;
    private ViberEmulator viber;
    private Customer ann;

    @BeforeEach
    void start() throws IOException {
        baton = new FakeBaton();
        start(new ViberAccount("acme", "Acme", TOKEN, baton.url() + "/hooks/viber/acme"));
    }

    private void start(ViberAccount account) {
        emulators = Emulators.start(EmulatorSettings.demo(baton.url(), "acme")
                .at("127.0.0.1", 0)
                .with(Pauses.forTests())
                .with(account));
        viber = emulators.viber();
        ann = viber.customer("Ann Lee", "+380501112233");
    }

    @AfterEach
    void stop() {
        emulators.close();
        baton.close();
    }

    @Test
    void aMessageIsSignedOverItsBytesAndInTheProvidersForm() throws Exception {
        var id = viber.writes(ann, "Grüße 😀");

        var heard = baton.awaitTaken(1).get(0);

        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(heard.header("X-Viber-Content-Signature"))
                .isEqualTo(HexFormat.of().formatHex(mac.doFinal(heard.raw())));
        assertThat(heard.body().path("event").asText()).isEqualTo("message");
        assertThat(heard.body().path("message_token").isIntegralNumber()).isTrue();
        assertThat(heard.body().path("message_token").asText()).isEqualTo(id);
        assertThat(heard.body().path("message_token").asLong()).isGreaterThan(1L << 53);
        assertThat(heard.body().at("/sender/id").asText()).isEqualTo(ann.id()).hasSize(24);
        assertThat(heard.body().at("/sender/name").asText()).isEqualTo("Ann Lee");
        assertThat(heard.body().at("/message/text").asText()).isEqualTo("Grüße 😀");
    }

    @Test
    void aMessageOfTheCompanyArrivesAndIsSeen() {
        viber.writes(ann, "Hello");
        var sent = send(TEXT);
        var token = sent.body().path("message_token").asText();

        viber.receives(ann);
        viber.reads(ann);
        viber.writes(ann, "Thank you");

        var events = baton.awaitTaken(4).subList(1, 4).stream()
                .map(FakeBaton.Heard::body)
                .toList();
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body().path("status").asInt(-1)).isZero();
        assertThat(events)
                .extracting(one -> one.path("event").asText())
                .containsExactly("delivered", "seen", "message");
        assertThat(events.subList(0, 2))
                .extracting(one -> one.path("message_token").asText())
                .containsOnly(token);
        assertThat(events.subList(0, 2))
                .extracting(one -> one.path("user_id").asText())
                .containsOnly(ann.id());
        assertThat(events.get(2).at("/message/tracking_data").asText()).isEqualTo("ep1#3");
        assertThat(viber.conversation(ann).get(1).state()).isEqualTo("read");
    }

    @Test
    void aFileIsFetchedFromItsAddressAndLiesOnTheTelephone() throws Exception {
        viber.writes(ann, "Hello");
        try (var shelf = new Shelf("/lamp.png", "the bytes")) {
            var sent = send("{'receiver':'%s','min_api_version':1,'sender':{'name':'Acme'},'type':'picture','text':'',"
                    + "'media':'" + shelf.url() + "/lamp.png'}");

            assertThat(status(sent)).isZero();
            var line = viber.conversation(ann).get(1);
            assertThat(line.kind()).isEqualTo("photo");
            var file = viber.stage().phones().file(line.id()).orElseThrow();
            assertThat(file.fileName()).isEqualTo("lamp.png");
            assertThat(file.bytes()).isEqualTo("the bytes".getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'picture','text':'','media':'SHELF/lamp.bin'",
                "'type':'picture','text':'','media':'SHELF/none.png'",
                "'type':'picture','media':'SHELF/lamp.png'",
                "'type':'video','media':'SHELF/lamp.png','size':9",
                "'type':'file','media':'SHELF/lamp.png','size':9",
                "'type':'file','media':'SHELF/lamp.png','size':9,'file_name':'lamp'",
                "'type':'file','media':'SHELF/lamp.png','size':10,'file_name':'lamp.png'",
                "'type':'file','media':'file:///etc/passwd','size':10,'file_name':'lamp.png'",
                "'type':'file','media':'SHELF/лампа.png','size':9,'file_name':'lamp.png'"
            })
    void aFileThatCannotBeShownIsRefused(String fields) throws Exception {
        viber.writes(ann, "Hello");
        try (var shelf = new Shelf("/lamp.png", "the bytes")) {
            var sent = send("{'receiver':'%s','min_api_version':1,'sender':{'name':'Acme'},"
                    + fields.replace("SHELF", shelf.url()) + "}");

            assertThat(status(sent)).isIn(3, 4);
            assertThat(viber.conversation(ann)).hasSize(1);
        }
    }

    @Test
    void whoFollowsADeepLinkIsHeardWithItsContextAndCannotBeWrittenToYet() {
        viber.starts(ann, "AbC_d-1");

        var event = baton.awaitTaken(1).get(0).body();

        assertThat(event.path("event").asText()).isEqualTo("conversation_started");
        assertThat(event.path("context").asText()).isEqualTo("AbC_d-1");
        assertThat(event.at("/user/id").asText()).isEqualTo(ann.id());
        assertThat(event.path("subscribed").asBoolean(true)).isFalse();
        assertThat(status(send(TEXT))).isEqualTo(6);
        viber.writes(ann, "Hello");
        assertThat(status(send(TEXT))).isZero();
    }

    @Test
    void whoBlocksTheCompanyHasUnsubscribed() {
        viber.writes(ann, "Hello");
        viber.blocks(ann, true);
        var refused = send(TEXT);
        viber.blocks(ann, false);

        assertThat(status(refused)).isEqualTo(6);
        assertThat(refused.body().path("status_message").asText()).isEqualTo("receiverNotSubscribed");
        assertThat(baton.awaitTaken(3))
                .extracting(one -> one.body().path("event").asText())
                .containsExactly("message", "unsubscribed", "subscribed");
        assertThat(status(send(TEXT))).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'sender':{'name':'A'},'type':'text','text':'x'}                                      | 4
            {'receiver':'%s','type':'text','text':'x'}                                            | 4
            {'receiver':'%s','sender':{},'type':'text','text':'x'}                                | 4
            {'receiver':'%s','sender':{'name':'A'},'text':'x'}                                    | 4
            {'receiver':'%s','sender':{'name':'A'},'type':'text'}                                 | 4
            {'receiver':'%s','sender':{'name':'A'},'type':'text','text':''}                       | 3
            {'receiver':'%s','sender':{'name':'A'},'type':'song','text':'x'}                      | 3
            {'receiver':'%s','sender':{'name':'A'},'type':'text','text':7}                        | 3
            {'receiver':'%s','sender':{'name':'A','age':1},'type':'text','text':'x'}              | 3
            {'receiver':'%s','sender':{'name':'A'},'type':'text','text':'x','to':'y'}             | 3
            {'receiver':'%s','sender':{'name':'A name of more than 28 letters'},'type':'text','text':'x'} | 3
            {'receiver':'nobody','sender':{'name':'A'},'type':'text','text':'x'}                  | 5
            """)
    void whatTheProviderDoesNotDocumentIsRefused(String body, int status) {
        viber.writes(ann, "Hello");

        var reply = send(body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(status(reply)).isEqualTo(status);
        assertThat(viber.conversation(ann)).hasSize(1);
    }

    @Test
    void aTextIsAsLongAsTheProviderAllows() {
        viber.writes(ann, "Hello");

        assertThat(status(send(TEXT.replace("Good day", "x".repeat(7000))))).isZero();
        assertThat(status(send(TEXT.replace("Good day", "x".repeat(7001))))).isEqualTo(3);
    }

    @Test
    void whoHasTheWrongTokenIsTurnedAway() {
        var wrong = Asking.post(url("send_message"), TEXT, "X-Viber-Auth-Token", "no");

        assertThat(status(wrong)).isEqualTo(2);
        assertThat(wrong.body().path("status_message").asText()).isEqualTo("invalidAuthToken");
        assertThat(call("get_account_info", "{}").body().path("uri").asText()).isEqualTo("acme");
    }

    @Test
    void aWebhookIsAskedBeforeItIsUsed() {
        emulators.close();
        start(new ViberAccount("acme", "Acme", TOKEN, ""));
        viber.writes(ann, "Hello");
        assertThat(status(send(TEXT))).isEqualTo(10);

        assertThat(status(call("set_webhook", "{'url':'http://127.0.0.1:1/'}"))).isEqualTo(1);
        assertThat(status(call("set_webhook", "{'url':'" + baton.url() + "/h','event_types':['seen']}")))
                .isZero();
        send(TEXT);
        viber.reads(ann);

        assertThat(baton.awaitTaken(3))
                .extracting(one -> one.body().path("event").asText())
                .containsExactlyInAnyOrder("webhook", "message", "seen");
    }

    @Test
    void onDemandSendsAreRefusedBrokenTakenWithoutAWordOrFailLater() {
        viber.writes(ann, "Hello");
        for (var trouble : List.of(Trouble.TOO_MANY, Trouble.SERVER_ERROR, Trouble.CUT, Trouble.SILENCE)) {
            viber.stage().mischief().next(1, trouble);
        }

        var replies = IntStream.range(0, 4).mapToObj(n -> send(TEXT)).toList();
        viber.failsLater(1);
        var failing = send(TEXT);

        assertThat(replies).extracting(Asking.Reply::status).containsExactly(200, 500, 0, 0);
        assertThat(status(replies.get(0))).isEqualTo(12);
        assertThat(viber.stage().ledger().calls(ann.id()))
                .extracting(Entry::taken)
                .containsExactly(false, false, false, true, true);
        var failed = baton.awaitTaken(2).get(1).body();
        assertThat(failed.path("event").asText()).isEqualTo("failed");
        assertThat(failed.path("message_token")).isEqualTo(failing.body().path("message_token"));
    }

    @Test
    void whoSendsFasterThanAllowedIsRefused() {
        emulators.close();
        start(new ViberAccount("acme", "Acme", TOKEN, baton.url() + "/h").limit(new Limit(2, 0.01)));
        viber.writes(ann, "Hello");

        assertThat(IntStream.range(0, 3).map(n -> status(send(TEXT)))).containsExactly(0, 0, 12);
    }

    @Test
    void aCustomerPressesAndSendsOtherThings() {
        viber.writes(ann, "Hello");
        send(TEXT.replace(
                "'text':'Good day'",
                "'text':'Which?','keyboard':{'Type':'keyboard','Buttons':"
                        + "[{'ActionType':'reply','ActionBody':'red','Text':'The red one'}]}"));
        var asked = viber.conversation(ann).get(1);

        viber.presses(ann, asked.id(), asked.buttons().get(0).data());
        viber.sendsAlbum(ann, 10, "Our holiday");
        viber.sendsLocation(ann, 50.45, 30.52);
        viber.sendsContact(ann, "Bob", "+380501112244");

        var messages = baton.awaitTaken(14).stream()
                .map(one -> one.body().path("message"))
                .toList();
        assertThat(messages.get(1).path("text").asText()).isEqualTo("red");
        var pictures = messages.subList(2, 12);
        assertThat(pictures).extracting(one -> one.path("type").asText()).containsOnly("picture");
        assertThat(pictures).extracting(one -> one.path("media").asText()).doesNotHaveDuplicates();
        assertThat(pictures.get(0).path("text").asText()).isEqualTo("Our holiday");
        assertThat(Asking.get(pictures.get(0).path("media").asText()).status()).isEqualTo(200);
        assertThat(messages.get(12).at("/location/lat").asDouble()).isEqualTo(50.45);
        assertThat(messages.get(13).at("/contact/phone_number").asText()).isEqualTo("+380501112244");
    }

    @Test
    void whatIsNotConfirmedIsToldAgainInOrderAndOnDemandTwice() {
        baton.answersNext(503, 429, 500);
        viber.stage().courier().twice(true);

        viber.writes(ann, "one");
        viber.writes(ann, "two");

        assertThat(texts(baton.awaitTaken(4))).containsExactly("one", "one", "two", "two");
        await().untilAsserted(() ->
                assertThat(viber.conversation(ann)).extracting(Line::state).containsExactly("told", "told"));
    }

    @Test
    void thePageIsThereAndSoIsItsLink() {
        assertThat(Asking.get(emulators.url() + "/viber/").status()).isEqualTo(200);
        assertThat(Asking.get(emulators.url() + "/viber/chat/acme?context=AbC")
                        .whole()
                        .body())
                .contains("id=\"start-button\"");
    }

    private Asking.Reply send(String body) {
        return call("send_message", body.replace("%s", ann.id()));
    }

    private Asking.Reply call(String method, String body) {
        return Asking.post(url(method), body, "X-Viber-Auth-Token", TOKEN);
    }

    private String url(String method) {
        return emulators.url() + "/viber/pa/" + method;
    }

    private static int status(Asking.Reply reply) {
        return reply.body().path("status").asInt(-1);
    }

    private static List<String> texts(List<FakeBaton.Heard> heard) {
        return heard.stream()
                .map((FakeBaton.Heard one) -> one.body())
                .map((JsonNode one) -> one.at("/message/text").asText())
                .toList();
    }
}
