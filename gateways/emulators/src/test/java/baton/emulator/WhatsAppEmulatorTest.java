package baton.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.whatsapp.WhatsAppAccount;
import baton.emulator.whatsapp.WhatsAppEmulator;
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

class WhatsAppEmulatorTest {

    private static final String APP_SECRET = "app-secret";
    private static final String TEXT =
            "{'messaging_product':'whatsapp','to':'380501112233','text':{'body':'Good day'}}";

    private FakeBaton baton;
    private Emulators emulators;
    private WhatsAppEmulator whatsapp;
    private Customer ann;

    @BeforeEach
    void start() throws IOException {
        baton = new FakeBaton();
        start(new Limit(45, 1), new Limit(80, 80));
    }

    private void start(Limit customer, Limit all) {
        var account = new WhatsAppAccount(
                "1065",
                "+15550783881",
                "Acme",
                "1022",
                "EAAtoken",
                APP_SECRET,
                "verify",
                baton.url() + "/hooks/w/acme");
        emulators = Emulators.start(EmulatorSettings.demo(baton.url(), "acme")
                .at("127.0.0.1", 0)
                .with(Pauses.forTests())
                .with(account.limits(customer, all)));
        whatsapp = emulators.whatsapp();
        ann = whatsapp.customer("Ann Lee", "+380501112233");
    }

    @AfterEach
    void stop() {
        emulators.close();
        baton.close();
    }

    @Test
    void aMessageIsSignedOverItsBytesAndInTheProvidersForm() throws Exception {
        var id = whatsapp.writes(ann, "Grüße 😀");

        var heard = baton.awaitTaken(1).get(0);

        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(heard.header("X-Hub-Signature-256"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(heard.raw())));
        assertThat(new String(heard.raw(), StandardCharsets.UTF_8)).isASCII();
        assertThat(heard.body().path("object").asText()).isEqualTo("whatsapp_business_account");
        var value = value(heard);
        assertThat(value.at("/metadata/phone_number_id").asText()).isEqualTo("1065");
        assertThat(value.at("/contacts/0/profile/name").asText()).isEqualTo("Ann Lee");
        assertThat(value.at("/contacts/0/wa_id").asText()).isEqualTo("380501112233");
        var message = value.at("/messages/0");
        assertThat(message.path("id").asText()).isEqualTo(id).startsWith("wamid.");
        assertThat(message.path("from").asText()).isEqualTo("380501112233");
        assertThat(message.path("from_user_id").asText()).isEqualTo(ann.id()).matches("[A-Z]{2}[.][0-9]+");
        assertThat(message.path("timestamp").isTextual()).isTrue();
        assertThat(message.at("/text/body").asText()).isEqualTo("Grüße 😀");
    }

    @Test
    void whoHidesTheNumberIsKnownByTheUserIdAlone() {
        whatsapp.hidesNumber(ann, true);
        whatsapp.writes(ann, "Hello");

        var value = value(baton.awaitTaken(1).get(0));
        var sent = send("{'messaging_product':'whatsapp','recipient':'" + ann.id() + "','text':{'body':'Good day'}}");

        assertThat(value.at("/messages/0").has("from")).isFalse();
        assertThat(value.at("/contacts/0").has("wa_id")).isFalse();
        assertThat(value.at("/contacts/0/profile/username").asText()).startsWith("ann.lee");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body().at("/contacts/0/user_id").asText()).isEqualTo(ann.id());
        assertThat(value(baton.awaitTaken(2).get(1)).at("/statuses/0").has("recipient_id"))
                .isFalse();
    }

    @Test
    void aMessageOfTheCompanyIsSentThenArrivesThenIsRead() {
        whatsapp.writes(ann, "Hello");
        var sent = send(TEXT.replace("}}", "},'biz_opaque_callback_data':'ep1#3'}"));
        var id = sent.body().at("/messages/0/id").asText();

        whatsapp.receives(ann);
        whatsapp.reads(ann);

        var statuses = baton.awaitTaken(4).subList(1, 4).stream()
                .map(one -> value(one).at("/statuses/0"))
                .toList();
        assertThat(sent.body().at("/contacts/0/wa_id").asText()).isEqualTo("380501112233");
        assertThat(statuses)
                .extracting(one -> one.path("status").asText())
                .containsExactly("sent", "delivered", "read");
        assertThat(statuses).extracting(one -> one.path("id").asText()).containsOnly(id);
        assertThat(statuses)
                .extracting(one -> one.path("recipient_id").asText())
                .containsOnly("380501112233");
        assertThat(statuses)
                .extracting(one -> one.path("biz_opaque_callback_data").asText())
                .containsOnly("ep1#3");
        assertThat(whatsapp.conversation(ann)).extracting(Line::state).containsExactly("told", "read");
    }

    @Test
    void whatIsReadAtOnceIsNotSaidToHaveArrived() {
        whatsapp.writes(ann, "Hello");
        send(TEXT);

        whatsapp.reads(ann);

        assertThat(baton.awaitTaken(3).subList(1, 3))
                .extracting(one -> value(one).at("/statuses/0/status").asText())
                .containsExactly("sent", "read");
    }

    @Test
    void toWhoHasBlockedTheCompanyNothingEverArrives() {
        whatsapp.writes(ann, "Hello");
        whatsapp.blocks(ann, true);

        assertThat(send(TEXT).status()).isEqualTo(200);
        whatsapp.receives(ann);
        whatsapp.reads(ann);

        await().until(() -> whatsapp.stage().courier().waiting() == 0);
        assertThat(baton.taken())
                .extracting(one -> value(one).at("/statuses/0/status").asText())
                .containsExactly("", "sent");
    }

    @Test
    void afterADayTheCompanyMayNotWriteFreely() {
        assertThat(code(send(TEXT))).isEqualTo(131047);
        whatsapp.writes(ann, "Hello");
        assertThat(send(TEXT).status()).isEqualTo(200);
        whatsapp.closesWindow(ann);

        var refused = send(TEXT);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(code(refused)).isEqualTo(131047);
        assertThat(refused.body().at("/error/error_data/messaging_product").asText())
                .isEqualTo("whatsapp");
        whatsapp.writes(ann, "Are you there?");
        assertThat(send(TEXT).status()).isEqualTo(200);
    }

    @Test
    void aClosedWindowMayAlsoBeSaidLater() {
        whatsapp.saysWindowLater(true);

        var id = send(TEXT).body().at("/messages/0/id").asText();

        var value = value(baton.awaitTaken(1).get(0));
        assertThat(value.has("contacts")).isFalse();
        assertThat(value.at("/statuses/0/id").asText()).isEqualTo(id);
        assertThat(value.at("/statuses/0/status").asText()).isEqualTo("failed");
        assertThat(value.at("/statuses/0/errors/0/code").asInt()).isEqualTo(131047);
        assertThat(whatsapp.conversation(ann)).isEmpty();
    }

    @Test
    void aNumberThatNobodyHasIsFoundOutLater() {
        var taken = send(TEXT.replace("380501112233", "4915550000"));

        var status = value(baton.awaitTaken(1).get(0)).at("/statuses/0");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(status.path("recipient_id").asText()).isEqualTo("4915550000");
        assertThat(status.at("/errors/0/code").asInt()).isEqualTo(131026);
    }

    @Test
    void limitsAreKeptForEachCustomerAndForTheNumber() {
        emulators.close();
        start(new Limit(2, 0.01), new Limit(3, 0.01));
        var bob = whatsapp.customer("Bob", "+380501112244");
        whatsapp.writes(ann, "Hello");
        whatsapp.writes(bob, "Hello");
        var toBob = TEXT.replace("380501112233", bob.digits());

        var codes = List.of(code(send(TEXT)), code(send(TEXT)), code(send(TEXT)), code(send(toBob)), code(send(toBob)));

        assertThat(codes).containsExactly(0, 0, 131056, 0, 130429);
    }

    @Test
    void onDemandSendsAreRefusedBrokenOrTakenWithoutAWord() {
        whatsapp.writes(ann, "Hello");
        for (var trouble : List.of(Trouble.TOO_MANY, Trouble.SERVER_ERROR, Trouble.CUT, Trouble.SILENCE)) {
            whatsapp.stage().mischief().next(1, trouble);
        }

        var statuses = IntStream.range(0, 5).mapToObj(n -> send(TEXT).status()).toList();

        assertThat(statuses).containsExactly(429, 500, 0, 0, 200);
        assertThat(whatsapp.conversation(ann)).hasSize(3);
        assertThat(whatsapp.stage().ledger().calls(ann.id()))
                .extracting(Entry::taken)
                .containsExactly(false, false, false, true, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'to':'380501112233','text':{'body':'x'}}                                            | 131008
            {'messaging_product':'viber','to':'380501112233','text':{'body':'x'}}                | 131009
            {'messaging_product':'whatsapp','text':{'body':'x'}}                                 | 131008
            {'messaging_product':'whatsapp','to':'ann','text':{'body':'x'}}                      | 131009
            {'messaging_product':'whatsapp','to':380501112233,'text':{'body':'x'}}               | 100
            {'messaging_product':'whatsapp','to':'380501112233'}                                 | 131008
            {'messaging_product':'whatsapp','to':'380501112233','text':'x'}                      | 100
            {'messaging_product':'whatsapp','to':'380501112233','text':{'body':''}}              | 131009
            {'messaging_product':'whatsapp','to':'380501112233','text':{'body':'x','format':1}}  | 100
            {'messaging_product':'whatsapp','to':'380501112233','text':{'body':'x'},'id':'1'}    | 100
            {'messaging_product':'whatsapp','to':'380501112233','type':'song','text':{'body':'x'}} | 131009
            {'messaging_product':'whatsapp','to':'380501112233','text':{'body':'x'},'context':{'message_id':'wamid.no'}} | 131009
            {'messaging_product':'whatsapp','recipient':'12','text':{'body':'x'}}                | 131009
            """)
    void whatTheProviderDoesNotDocumentIsRefused(String body, int code) {
        whatsapp.writes(ann, "Hello");

        var reply = send(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.body().at("/error/message").asText()).startsWith("(#" + code + ") ");
        assertThat(whatsapp.conversation(ann)).hasSize(1);
    }

    @Test
    void aTextIsAsLongAsTheProviderAllows() {
        whatsapp.writes(ann, "Hello");

        assertThat(send(TEXT.replace("Good day", "😀".repeat(4096))).status()).isEqualTo(200);
        assertThat(code(send(TEXT.replace("Good day", "x".repeat(4097))))).isEqualTo(100);
    }

    @Test
    void whoHasTheWrongTokenOrNumberIsTurnedAway() {
        var wrong = Asking.post(url("1065/messages"), TEXT, "Authorization", "Bearer no");
        var other = Asking.post(url("999/messages"), TEXT, "Authorization", "Bearer EAAtoken");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(code(wrong)).isEqualTo(190);
        assertThat(other.status()).isEqualTo(400);
        assertThat(code(other)).isEqualTo(100);
    }

    @Test
    void aCustomerAnswersReactsPressesAndSendsOtherThings() {
        whatsapp.writes(ann, "Hello");
        var asked = send("{'messaging_product':'whatsapp','to':'380501112233','type':'interactive','interactive':"
                        + "{'type':'button','body':{'text':'Which?'},'action':{'buttons':"
                        + "[{'type':'reply','reply':{'id':'red','title':'The red one'}}]}}}")
                .body()
                .at("/messages/0/id")
                .asText();
        baton.awaitTaken(2);

        whatsapp.writes(ann, "Hm", asked);
        whatsapp.reacts(ann, asked, "❤");
        whatsapp.presses(ann, asked, "red");
        whatsapp.sendsLocation(ann, 50.45, 30.52);
        whatsapp.sendsContact(ann, "Bob", "+380501112244");
        whatsapp.sendsUnsupported(ann);

        var messages = baton.awaitTaken(8).subList(2, 8).stream()
                .map(one -> value(one).at("/messages/0"))
                .toList();
        assertThat(messages)
                .extracting(one -> one.path("type").asText())
                .containsExactly("text", "reaction", "interactive", "location", "contacts", "unsupported");
        assertThat(messages.get(0).at("/context/id").asText()).isEqualTo(asked);
        assertThat(messages.get(1).at("/reaction/message_id").asText()).isEqualTo(asked);
        assertThat(messages.get(2).at("/interactive/button_reply/title").asText())
                .isEqualTo("The red one");
        assertThat(messages.get(3).at("/location/longitude").asDouble()).isEqualTo(30.52);
        assertThat(messages.get(4).at("/contacts/0/phones/0/wa_id").asText()).isEqualTo("380501112244");
        assertThat(messages.get(5).at("/errors/0/code").asInt()).isEqualTo(131051);
        assertThatThrownBy(() -> whatsapp.presses(ann, asked, "blue")).hasMessageContaining("no such button");
    }

    @Test
    void aPhotoIsFetchedInTwoSteps() {
        whatsapp.sendsAlbum(ann, 10, "Our holiday");
        var images = baton.awaitTaken(10).stream()
                .map(one -> value(one).at("/messages/0/image"))
                .toList();
        var auth = new String[] {"Authorization", "Bearer EAAtoken"};

        var media = Asking.get(url(images.get(0).path("id").asText()), auth);
        var file = Asking.get(media.body().path("url").asText(), auth);

        assertThat(images).extracting(one -> one.path("id").asText()).doesNotHaveDuplicates();
        assertThat(images.get(0).path("caption").asText()).isEqualTo("Our holiday");
        assertThat(media.body().path("sha256")).isEqualTo(images.get(0).path("sha256"));
        assertThat(file.whole().headers().firstValue("Content-Type")).contains("image/png");
        assertThat(Asking.get(media.body().path("url").asText()).status()).isEqualTo(401);
    }

    @Test
    void severalMessagesMayComeInOneWebhook() {
        whatsapp.writesTogether(ann, List.of("one", "two", "three"));

        var messages = value(baton.awaitTaken(1).get(0)).path("messages");

        assertThat(messages).extracting(one -> one.at("/text/body").asText()).containsExactly("one", "two", "three");
    }

    @Test
    void whatIsNotConfirmedIsToldAgainInOrderAndOnDemandTwice() {
        baton.answersNext(503, 429, 500);
        whatsapp.stage().courier().twice(true);

        whatsapp.writes(ann, "one");
        whatsapp.writes(ann, "two");

        assertThat(baton.awaitTaken(4))
                .extracting(one -> value(one).at("/messages/0/text/body").asText())
                .containsExactly("one", "one", "two", "two");
    }

    @Test
    void theCompanyReadsAndTypes() {
        var id = whatsapp.writes(ann, "Hello");
        await().until(() -> whatsapp.conversation(ann).get(0).state().equals("told"));

        var read = send("{'messaging_product':'whatsapp','status':'read','message_id':'" + id
                + "','typing_indicator':{'type':'text'}}");

        assertThat(read.body().path("success").asBoolean()).isTrue();
        assertThat(whatsapp.conversation(ann)).extracting(Line::state).containsExactly("read");
    }

    @Test
    void aWebhookIsConfirmedByItsChallengeIfTheTokenIsKnown() {
        assertThat(whatsapp.verifies()).isTrue();
        assertThat(Asking.post(emulators.url() + "/control/whatsapp/verify", "{}")
                        .status())
                .isEqualTo(200);

        baton.close();

        assertThat(whatsapp.verifies()).isFalse();
    }

    @Test
    void thePageIsThereAndSoIsItsLinkWithATextInIt() {
        var page = Asking.get(emulators.url() + "/whatsapp/send/15550783881?text=%23code");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.whole().body()).contains("id=\"composer\"");
        assertThat(Asking.get(emulators.url() + "/whatsapp/").status()).isEqualTo(200);
    }

    private Asking.Reply send(String body) {
        return Asking.post(url("1065/messages"), body, "Authorization", "Bearer EAAtoken");
    }

    private String url(String path) {
        return emulators.url() + "/whatsapp/v23.0/" + path;
    }

    private static int code(Asking.Reply reply) {
        return reply.body().at("/error/code").asInt();
    }

    private static JsonNode value(FakeBaton.Heard heard) {
        return heard.body().at("/entry/0/changes/0/value");
    }

    @Test
    void aFileIsUploadedAndThenNamed() {
        whatsapp.writes(ann, "Hello");
        var uploaded = upload("%PDF-1.7", "application/pdf", "application/pdf");
        assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(200);
        var id = uploaded.body().path("id").asText();

        var sent = send("{'messaging_product':'whatsapp','to':'380501112233','type':'document','document':{'id':'" + id
                + "','filename':'offer.pdf'}}");

        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(200);
        var lines = whatsapp.conversation(ann);
        var line = lines.get(lines.size() - 1);
        assertThat(line.kind()).isEqualTo("file");
        assertThat(line.text()).isEqualTo("offer.pdf");
        assertThat(new String(
                        whatsapp.stage().phones().file(line.id()).orElseThrow().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("%PDF-1.7");
    }

    @Test
    void aFileThatWasNeverUploadedOrIsSaidToBeSomethingElseIsRefused() {
        whatsapp.writes(ann, "Hello");

        assertThat(upload("%PDF-1.7", "application/pdf", "image/png").status()).isEqualTo(400);
        assertThat(send("{'messaging_product':'whatsapp','to':'380501112233','type':'image','image':{'id':'made-up'}}")
                        .status())
                .isEqualTo(400);
        assertThat(whatsapp.conversation(ann)).hasSize(1);
    }

    private Asking.Reply upload(String bytes, String type, String saidType) {
        return Asking.form(url("1065/media"), new String[] {"Authorization", "Bearer EAAtoken"}, new String[][] {
            {"messaging_product", "", "text/plain", "whatsapp"},
            {"type", "", "text/plain", saidType},
            {"file", "offer.pdf", type, bytes}
        });
    }
}
