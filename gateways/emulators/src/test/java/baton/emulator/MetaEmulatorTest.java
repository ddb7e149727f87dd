package baton.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.emulator.meta.MetaAccount;
import baton.emulator.meta.MetaEmulator;
import baton.emulator.meta.Platform;
import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Messenger, and where they differ, Instagram. */
class MetaEmulatorTest {

    private static final String TEXT =
            "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{'text':'Good day'}}";

    private FakeBaton baton;
    private Emulators emulators;
    private MetaEmulator meta;
    private Customer ann;

    @BeforeEach
    void start() throws IOException {
        baton = new FakeBaton();
        start(account(Platform.MESSENGER));
    }

    private MetaAccount account(Platform platform) {
        var name = platform == Platform.MESSENGER ? "messenger" : "instagram";
        return new MetaAccount(
                platform, "106728", "acme.shop", "Acme", "token", "secret", "verify", baton.url() + "/hooks/" + name);
    }

    private void start(MetaAccount account) {
        emulators = Emulators.start(EmulatorSettings.demo(baton.url(), "acme")
                .at("127.0.0.1", 0)
                .with(Pauses.forTests())
                .with(account));
        meta = account.platform() == Platform.MESSENGER ? emulators.messenger() : emulators.instagram();
        ann = meta.customer("Ann Lee", "+380501112233");
    }

    private void restart(MetaAccount account) {
        emulators.close();
        start(account);
    }

    @AfterEach
    void stop() {
        emulators.close();
        baton.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsSignedOverItsBytesAndInTheProvidersForm(Platform platform) throws Exception {
        restart(account(platform));

        var id = meta.writes(ann, "Grüße 😀");

        var heard = baton.awaitTaken(1).get(0);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(heard.header("X-Hub-Signature-256"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(heard.raw())));
        assertThat(new String(heard.raw(), StandardCharsets.UTF_8)).isASCII();
        assertThat(heard.body().path("object").asText())
                .isEqualTo(platform == Platform.MESSENGER ? "page" : "instagram");
        assertThat(heard.body().at("/entry/0/id").asText()).isEqualTo("106728");
        var event = event(heard);
        assertThat(event.at("/sender/id").asText()).isEqualTo(ann.id()).matches("[0-9]{16}");
        assertThat(event.at("/recipient/id").asText()).isEqualTo("106728");
        assertThat(event.at("/message/mid").asText()).isEqualTo(id);
        assertThat(event.at("/message/text").asText()).isEqualTo("Grüße 😀");
        assertThat(id.length() > 100).isEqualTo(platform == Platform.INSTAGRAM);
    }

    @Test
    void onMessengerWhatHasArrivedIsNamedAndWhatWasReadIsNot() {
        meta.writes(ann, "Hello");
        var sent = send(TEXT);
        var mid = sent.body().path("message_id").asText();

        meta.receives(ann);
        meta.reads(ann);

        assertThat(sent.body().path("recipient_id").asText()).isEqualTo(ann.id());
        var events = events(3);
        assertThat(events.get(1).at("/delivery/mids/0").asText()).isEqualTo(mid);
        assertThat(events.get(1).at("/delivery/watermark").isIntegralNumber()).isTrue();
        assertThat(events.get(2).at("/read").size()).isEqualTo(1);
        assertThat(events.get(2).at("/read/watermark").isIntegralNumber()).isTrue();
        assertThat(meta.conversation(ann).get(1).state()).isEqualTo("read");
    }

    @Test
    void onInstagramWhatWasReadIsNamedAndWhatHasArrivedIsNotTold() {
        restart(account(Platform.INSTAGRAM));
        meta.writes(ann, "Hello");
        var mid = send(TEXT).body().path("message_id").asText();

        meta.receives(ann);
        meta.reads(ann);

        assertThat(events(2).get(1).at("/read/mid").asText()).isEqualTo(mid);
    }

    @Test
    void whoFollowsALinkForTheFirstTimePressesAButtonThatTellsItsCode() {
        meta.starts(ann, "AbC_d-1");

        var event = events(1).get(0);

        assertThat(event.at("/postback/title").asText()).isEqualTo("Get Started");
        assertThat(event.at("/postback/referral/ref").asText()).isEqualTo("AbC_d-1");
        assertThat(event.at("/postback/referral/source").asText()).isEqualTo("SHORTLINK");
        assertThat(send(TEXT).status()).isEqualTo(200);
    }

    @Test
    void whoFollowsALinkIntoAnOpenConversationOpensTheWindowAgain() {
        meta.writes(ann, "Hello");
        meta.closesWindow(ann);

        meta.starts(ann, "AbC_d-1");

        assertThat(events(2).get(1).at("/referral/ref").asText()).isEqualTo("AbC_d-1");
        assertThat(events(2).get(1).has("message")).isFalse();
        assertThat(send(TEXT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"MESSENGER, 2018278, 2018001", "INSTAGRAM, 2534022, 2534014"})
    void nobodyIsWrittenToWhoHasNotWrittenInTheLastDay(Platform platform, int window, int nobody) {
        restart(account(platform));

        var early = send(TEXT);
        meta.writes(ann, "Hello");
        meta.closesWindow(ann);
        var late = send(TEXT);
        meta.blocks(ann, true);
        var blocked = send(TEXT);
        meta.blocks(ann, false);
        meta.writes(ann, "Hello again");

        assertError(early, 100, nobody);
        assertError(late, 10, window);
        assertError(blocked, 551, 1545041);
        assertThat(send(TEXT).status()).isEqualTo(200);
        assertThat(meta.conversation(ann)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'messaging_type':'RESPONSE','message':{'text':'x'}}",
                "{'recipient':'%s','messaging_type':'RESPONSE','message':{'text':'x'}}",
                "{'recipient':{'id':7},'messaging_type':'RESPONSE','message':{'text':'x'}}",
                "{'recipient':{'id':'%s'},'message':{'text':'x'}}",
                "{'recipient':{'id':'%s'},'messaging_type':'MESSAGE_TAG','message':{'text':'x'}}",
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE'}",
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{}}",
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{'text':''}}",
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{'text':'x','to':'y'}}",
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{'text':'x'},'to':'y'}",
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{'text':'x','text':'y'}}",
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{'text':'x'},'reply_to':{'mid':'m_none'}}",
                "[]"
            })
    void whatTheProviderDoesNotDocumentIsRefused(String body) {
        meta.writes(ann, "Hello");

        var reply = send(body);

        assertError(reply, 100, 0);
        assertThat(reply.body().at("/error/type").asText()).isEqualTo("OAuthException");
        assertThat(meta.conversation(ann)).hasSize(1);
    }

    @Test
    void aTextIsAsLongAsThePlatformAllows() {
        meta.writes(ann, "Hello");
        assertThat(send(TEXT.replace("Good day", "ж".repeat(2000))).status()).isEqualTo(200);
        assertError(send(TEXT.replace("Good day", "x".repeat(2001))), 100, 0);

        restart(account(Platform.INSTAGRAM));
        meta.writes(ann, "Hello");
        assertThat(send(TEXT.replace("Good day", "ж".repeat(500))).status()).isEqualTo(200);
        assertError(send(TEXT.replace("Good day", "ж".repeat(500) + "x")), 100, 0);
    }

    @Test
    void whoHasTheWrongTokenIsTurnedAway() {
        meta.writes(ann, "Hello");

        assertError(Asking.post(url("me/messages"), TEXT, "Authorization", "Bearer no"), 190, 0);
        assertError(Asking.post(url("me/messages"), TEXT), 190, 0);
        var byQuery = Asking.post(url("106728/messages?access_token=token"), TEXT.replace("%s", ann.id()));
        assertThat(byQuery.status()).isEqualTo(200);
        assertThat(Asking.get(url(ann.id() + "?access_token=token"))
                        .body()
                        .path("name")
                        .asText())
                .isEqualTo("Ann Lee");
    }

    @Test
    void aWebhookIsAskedForItsChallenge() {
        assertThat(meta.verifies()).isTrue();

        restart(new MetaAccount(
                Platform.MESSENGER, "106728", "acme.shop", "Acme", "token", "secret", "no", baton.url() + "/hooks"));

        assertThat(meta.verifies()).isFalse();
    }

    @Test
    void onDemandSendsAreRefusedBrokenOrTakenWithoutAWord() {
        meta.writes(ann, "Hello");
        for (var trouble : List.of(Trouble.TOO_MANY, Trouble.SERVER_ERROR, Trouble.CUT, Trouble.SILENCE)) {
            meta.stage().mischief().next(1, trouble);
        }

        var replies = IntStream.range(0, 4).mapToObj(n -> send(TEXT)).toList();

        assertError(replies.get(0), 613, 0);
        assertThat(replies).extracting(Asking.Reply::status).containsExactly(400, 500, 0, 0);
        assertThat(meta.stage().ledger().calls(ann.id()))
                .extracting(Entry::taken)
                .containsExactly(false, false, false, true);
    }

    @Test
    void whoSendsFasterThanAllowedIsRefused() {
        restart(account(Platform.MESSENGER).limit(new Limit(2, 0.01)));
        meta.writes(ann, "Hello");

        assertThat(IntStream.range(0, 3).map(n -> send(TEXT).status())).containsExactly(200, 200, 400);
    }

    @Test
    void aCustomerAnswersEditsReactsAndPresses() {
        var hello = meta.writes(ann, "Hello");
        send(
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':{'attachment':{'type':'template','payload':"
                        + "{'template_type':'button','text':'Which?','buttons':[{'type':'postback','title':'Red','payload':'r'}]}}}}");
        var asked = meta.conversation(ann).get(1);

        meta.presses(ann, asked.id(), "r");
        meta.writes(ann, "That one", asked.id());
        meta.edits(ann, hello, "Good day");
        meta.edits(ann, hello, "Good evening");
        meta.reacts(ann, asked.id(), "❤");
        meta.reacts(ann, asked.id(), "");

        var events = events(7);
        assertThat(events.get(1).at("/postback/payload").asText()).isEqualTo("r");
        assertThat(events.get(1).at("/postback/title").asText()).isEqualTo("Red");
        assertThat(events.get(2).at("/message/reply_to/mid").asText()).isEqualTo(asked.id());
        assertThat(events.get(3).at("/message_edit/mid").asText()).isEqualTo(hello);
        assertThat(events.get(4).at("/message_edit/num_edit").asInt()).isEqualTo(2);
        assertThat(events.get(5).at("/reaction/reaction").asText()).isEqualTo("love");
        assertThat(events.get(6).at("/reaction/action").asText()).isEqualTo("unreact");
    }

    @Test
    void aCustomerSendsOtherThings() {
        meta.sendsAlbum(ann, 10, "Our holiday");
        meta.sendsLocation(ann, 50.45, 30.52);
        meta.sendsUnsupported(ann);

        var events = events(4);
        var photo = events.get(0).at("/message/attachments");
        assertThat(photo.size()).isEqualTo(10);
        assertThat(photo.at("/9/type").asText()).isEqualTo("image");
        assertThat(Asking.get(photo.at("/9/payload/url").asText()).status()).isEqualTo(200);
        assertThat(events.get(1).at("/message/text").asText()).isEqualTo("Our holiday");
        assertThat(events.get(2)
                        .at("/message/attachments/0/payload/coordinates/long")
                        .asDouble())
                .isEqualTo(30.52);
        assertThat(events.get(3).at("/message/attachments/0/type").asText()).isEqualTo("fallback");
        assertThatThrownBy(() -> meta.sendsContact(ann, "Bob", "+380501112244")).hasMessageContaining("contact");
    }

    @Test
    void onlyInstagramTellsThatAMessageWasTakenBack() {
        meta.deletes(ann, meta.writes(ann, "one"));
        meta.writes(ann, "two");
        assertThat(events(2).get(1).at("/message/text").asText()).isEqualTo("two");

        restart(account(Platform.INSTAGRAM));
        var id = meta.writes(ann, "three");
        meta.deletes(ann, id);
        assertThat(events(4).get(3).at("/message/mid").asText()).isEqualTo(id);
        assertThat(events(4).get(3).at("/message/is_deleted").asBoolean()).isTrue();
    }

    @Test
    void whatIsNotConfirmedIsToldAgainInOrderAndOnDemandTwice() {
        baton.answersNext(503, 429, 500);
        meta.stage().courier().twice(true);

        meta.writes(ann, "one");
        meta.writes(ann, "two");

        assertThat(events(4))
                .extracting(one -> one.at("/message/text").asText())
                .containsExactly("one", "one", "two", "two");
        await().untilAsserted(() ->
                assertThat(meta.conversation(ann)).extracting(Line::state).containsExactly("told", "told"));
    }

    @Test
    void thePageIsThereAndSoIsItsLink() {
        assertThat(Asking.get(emulators.url() + "/messenger/").status()).isEqualTo(200);
        assertThat(Asking.get(emulators.url() + "/instagram/m/acme.shop?ref=AbC")
                        .whole()
                        .body())
                .contains("id=\"start-button\"");
    }

    @Test
    void aFileComesWithItsMessageAndLiesOnTheTelephone() {
        meta.writes(ann, "Hello");

        var sent = sendFile("image", "lamp.png", "image/png");

        assertThat(sent.status()).isEqualTo(200);
        var line = meta.conversation(ann).get(1);
        assertThat(line.kind()).isEqualTo("photo");
        assertThat(sent.body().path("message_id").asText()).isEqualTo(line.id());
        assertThat(meta.stage().phones().file(line.id()).orElseThrow().fileName())
                .isEqualTo("lamp.png");
        assertThat(meta.stage()
                        .ledger()
                        .calls(ann.id())
                        .get(0)
                        .body()
                        .at("/filedata/size")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void aFileInAWrongFormIsRefused() {
        meta.writes(ann, "Hello");

        assertThat(sendFile("image", "лампа.png", "image/png").status()).isEqualTo(400);
        assertThat(sendFile("image", "lamp.pdf", "application/pdf").status()).isEqualTo(400);
        assertThat(sendFile("picture", "lamp.png", "image/png").status()).isEqualTo(400);
        assertThat(sendFile("file", "offer.zip", "application/zip").status()).isEqualTo(200);
        restart(account(Platform.INSTAGRAM));
        meta.writes(ann, "Hello");
        assertThat(sendFile("file", "offer.zip", "application/zip").status()).isEqualTo(400);
        assertThat(sendFile("file", "offer.pdf", "application/pdf").status()).isEqualTo(200);
    }

    private Asking.Reply sendFile(String kind, String name, String type) {
        var letters = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var message = "{\"attachment\":{\"type\":\"" + kind + "\",\"payload\":{\"is_reusable\":false}}}";
        return Asking.form(url("me/messages"), new String[] {"Authorization", "Bearer token"}, new String[][] {
            {"recipient", "", "text/plain", "{\"id\":\"" + ann.id() + "\"}"},
            {"messaging_type", "", "text/plain", "RESPONSE"},
            {"message", "", "text/plain", message},
            {"filedata", letters, type, "the bytes"}
        });
    }

    private Asking.Reply send(String body) {
        return Asking.post(url("me/messages"), body.replace("%s", ann.id()), "Authorization", "Bearer token");
    }

    private String url(String path) {
        return emulators.url() + "/" + meta.name() + "/v23.0/" + path;
    }

    private static void assertError(Asking.Reply reply, int code, int subcode) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/error/code").asInt()).isEqualTo(code);
        assertThat(reply.body().at("/error/error_subcode").asInt()).isEqualTo(subcode);
    }

    private List<JsonNode> events(int count) {
        return baton.awaitTaken(count).stream().map(MetaEmulatorTest::event).toList();
    }

    private static JsonNode event(FakeBaton.Heard heard) {
        return heard.body().at("/entry/0/messaging/0");
    }
}
