package baton.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.telegram.TelegramAccount;
import baton.emulator.telegram.TelegramEmulator;
import baton.emulator.wire.Bucket.Limit;
import baton.emulator.wire.Ledger.Entry;
import baton.emulator.wire.Mischief.Trouble;
import baton.emulator.wire.Pauses;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramEmulatorTest {

    private static final String SECRET = "what-telegram-says";
    private static final String TOKEN = "42:secret";

    private FakeBaton baton;
    private Emulators emulators;
    private TelegramEmulator telegram;
    private Customer ann;

    @BeforeEach
    void start() throws IOException {
        baton = new FakeBaton();
        start(new TelegramAccount("acme_bot", "Acme", TOKEN, baton.url() + "/hooks/telegram/acme", SECRET));
    }

    private void start(TelegramAccount account) {
        emulators = Emulators.start(EmulatorSettings.demo(baton.url(), "acme")
                .at("127.0.0.1", 0)
                .with(Pauses.forTests())
                .with(account));
        telegram = emulators.telegram();
        ann = telegram.customer("Ann Lee", "+380501112233");
    }

    @AfterEach
    void stop() {
        emulators.close();
        baton.close();
    }

    @Test
    void aMessageIsToldWithTheSecretAndInTheProvidersForm() {
        var before = Instant.now().getEpochSecond();
        var id = telegram.writes(ann, "Hello");

        var heard = baton.awaitTaken(1).get(0);

        assertThat(heard.path()).isEqualTo("/hooks/telegram/acme");
        assertThat(heard.header("X-Telegram-Bot-Api-Secret-Token")).isEqualTo(SECRET);
        assertThat(heard.header("Content-Type")).isEqualTo("application/json");
        assertThat(heard.body().path("update_id").isIntegralNumber()).isTrue();
        var message = heard.body().path("message");
        assertThat(message.path("message_id").asText()).isEqualTo(id);
        assertThat(message.path("text").asText()).isEqualTo("Hello");
        assertThat(message.at("/chat/id").asText()).isEqualTo(ann.id());
        assertThat(message.at("/chat/type").asText()).isEqualTo("private");
        assertThat(message.at("/from/first_name").asText()).isEqualTo("Ann");
        assertThat(message.at("/from/last_name").asText()).isEqualTo("Lee");
        assertThat(message.path("date").asLong())
                .isBetween(before, Instant.now().getEpochSecond());
    }

    @Test
    void whatIsNotConfirmedIsToldAgainUntilItIs() {
        baton.answersNext(503, 500, 403);

        telegram.writes(ann, "Hello");

        baton.awaitTaken(1);
        assertThat(baton.heard()).extracting(FakeBaton.Heard::answered).containsExactly(503, 500, 403, 200);
        assertThat(baton.heard())
                .extracting(FakeBaton.Heard::body)
                .containsOnly(baton.heard().get(0).body());
        await().untilAsserted(() ->
                assertThat(telegram.conversation(ann)).extracting(Line::state).containsExactly("told"));
    }

    @Test
    void aPauseThatBatonAsksForIsKept() {
        baton.answersNext(429);
        baton.says("1");

        telegram.writes(ann, "Hello");

        baton.awaitTaken(1);
        var first = baton.heard().get(0).at();
        var second = baton.heard().get(1).at();
        assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void messagesOfOneCustomerStayInOrderWhileAnotherGoesOn() {
        var bob = telegram.customer("Bob", "+380501112244");
        baton.answersNext(503, 503, 503, 503);

        IntStream.range(0, 20).forEach(n -> {
            telegram.writes(ann, "a" + n);
            telegram.writes(bob, "b" + n);
        });

        var all = baton.awaitTaken(40);
        assertThat(texts(all, ann))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(n -> "a" + n).toList());
        assertThat(texts(all, bob))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(n -> "b" + n).toList());
        await().until(() -> telegram.stage().courier().waiting() == 0);
    }

    @Test
    void whatIsToldWhileBatonIsAwayArrivesWhenItIsBack() throws IOException {
        var url = baton.url();
        baton.close();
        telegram.writes(ann, "one");
        telegram.writes(ann, "two");
        await().until(() -> telegram.stage().ledger().webhooks().size() > 2);

        baton = new FakeBaton();
        Asking.post(api("setWebhook"), "{'url':'" + baton.url() + "/hooks/telegram/acme','secret_token':'other'}");

        assertThat(baton.url()).isNotEqualTo(url);
        assertThat(texts(baton.awaitTaken(2), ann)).containsExactly("one", "two");
        assertThat(baton.heard().get(0).header("X-Telegram-Bot-Api-Secret-Token"))
                .isEqualTo("other");
    }

    @Test
    void onDemandEverythingIsToldTwice() {
        telegram.stage().courier().twice(true);

        telegram.writes(ann, "one");
        telegram.writes(ann, "two");

        var all = baton.awaitTaken(4);
        assertThat(texts(all, ann)).containsExactly("one", "one", "two", "two");
        assertThat(all.get(0).body()).isEqualTo(all.get(1).body());
    }

    @Test
    void onDemandTheNextTwoComeInTheOppositeOrder() {
        telegram.stage().courier().reorder(2);

        telegram.writes(ann, "one");
        telegram.writes(ann, "two");
        telegram.writes(ann, "three");

        assertThat(texts(baton.awaitTaken(3), ann)).containsExactly("two", "one", "three");
    }

    @Test
    void anAlbumIsABurstOfPhotosWithOneGroup() {
        var ids = telegram.sendsAlbum(ann, 10, "Our holiday");

        var all = baton.awaitTaken(10);

        assertThat(all)
                .extracting(one -> one.body().at("/message/message_id").asText())
                .containsExactlyElementsOf(ids);
        assertThat(all)
                .extracting(one -> one.body().at("/message/media_group_id").asText())
                .containsOnly(all.get(0).body().at("/message/media_group_id").asText())
                .doesNotContain("");
        assertThat(all)
                .extracting(one -> one.body().at("/message/caption").asText())
                .contains("Our holiday", "");
        var file = all.get(0).body().at("/message/photo/0/file_id").asText();
        var path =
                Asking.post(api("getFile"), "{'file_id':'" + file + "'}").body().at("/result/file_path");
        var got = Asking.get(emulators.url() + "/telegram/file/bot" + TOKEN + "/" + path.asText());
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.whole().headers().firstValue("Content-Type")).contains("image/png");
    }

    @Test
    void aCustomerEditsReactsPressesSharesAndBlocks() {
        var written = telegram.writes(ann, "Helo");
        var sent = Long.toString(send("{'chat_id':%s,'text':'Which?','reply_markup':{'inline_keyboard':"
                        + "[[{'text':'Red','callback_data':'red'}]]}}")
                .body()
                .at("/result/message_id")
                .asLong());

        telegram.edits(ann, written, "Hello");
        telegram.reacts(ann, sent, "👍");
        telegram.presses(ann, sent, "red");
        telegram.sendsLocation(ann, 50.45, 30.52);
        telegram.sendsContact(ann, "Ann Lee", ann.number());
        telegram.writes(ann, "This one", sent);
        telegram.blocks(ann, true);

        var all = baton.awaitTaken(8).stream().map(FakeBaton.Heard::body).toList();
        assertThat(all.get(1).at("/edited_message/text").asText()).isEqualTo("Hello");
        assertThat(all.get(1).at("/edited_message/message_id").asText()).isEqualTo(written);
        assertThat(all.get(2).at("/message_reaction/new_reaction/0/emoji").asText())
                .isEqualTo("👍");
        assertThat(all.get(3).at("/callback_query/data").asText()).isEqualTo("red");
        assertThat(all.get(3).at("/callback_query/message/text").asText()).isEqualTo("Which?");
        assertThat(all.get(4).at("/message/location/latitude").asDouble()).isEqualTo(50.45);
        assertThat(all.get(5).at("/message/contact/phone_number").asText()).isEqualTo("+380501112233");
        assertThat(all.get(6).at("/message/reply_to_message/message_id").asText())
                .isEqualTo(sent);
        assertThat(all.get(7).at("/my_chat_member/new_chat_member/status").asText())
                .isEqualTo("kicked");
        assertThat(new HashSet<>(
                        all.stream().map(one -> one.path("update_id").asLong()).toList()))
                .hasSize(8);
        var query = all.get(3).at("/callback_query/id").asText();
        var answered = "{'callback_query_id':'" + query + "'}";
        assertThat(Asking.post(api("answerCallbackQuery"), answered).status()).isEqualTo(200);
        assertThat(Asking.post(api("answerCallbackQuery"), answered).status()).isEqualTo(400);
    }

    @Test
    void aDeletedMessageIsGoneFromTheTelephoneAndTheBotIsNotTold() {
        var id = telegram.writes(ann, "Oops");
        baton.awaitTaken(1);
        await().until(() -> telegram.stage().courier().waiting() == 0);

        telegram.deletes(ann, id);

        assertThat(telegram.conversation(ann)).extracting(Line::state).containsExactly("deleted");
        assertThat(telegram.stage().courier().waiting()).isZero();
    }

    @Test
    void whatBatonSendsIsShownAndAnsweredWithTheMessage() {
        var asked = telegram.writes(ann, "Hello");

        var reply = send("{'chat_id':%s,'text':'Good day','reply_parameters':{'message_id':" + asked
                + "},'link_preview_options':{'is_disabled':true}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("ok").asBoolean()).isTrue();
        assertThat(reply.body().at("/result/text").asText()).isEqualTo("Good day");
        assertThat(reply.body().at("/result/from/is_bot").asBoolean()).isTrue();
        assertThat(reply.body().at("/result/reply_to_message/message_id").asText())
                .isEqualTo(asked);
        var shown = telegram.conversation(ann).get(1);
        assertThat(shown.company()).isTrue();
        assertThat(shown.text()).isEqualTo("Good day");
        assertThat(shown.id()).isEqualTo(reply.body().at("/result/message_id").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'chat_id':%s,'text':'x','foo':1}                              | there is no field "foo" here
            {'chat_id':%s}                                                 | message text is empty
            {'chat_id':%s,'text':''}                                       | message text is empty
            {'chat_id':%s,'text':'   '}                                    | message text is empty
            {'chat_id':%s,'text':5}                                        | text must be a string
            {'chat_id':%s,'text':null}                                     | text must be something, not null
            {'text':'x'}                                                   | chat_id is missing
            {'chat_id':true,'text':'x'}                                    | chat_id must be an integer
            {'chat_id':1.5,'text':'x'}                                     | chat_id must be an integer
            {'chat_id':99,'text':'x'}                                      | chat not found
            {'chat_id':%s,'text':'x','reply_parameters':{}}                | reply_parameters.message_id is missing
            {'chat_id':%s,'text':'x','reply_parameters':{'message_id':1}}  | message to be replied not found
            {'chat_id':%s,'text':'x','link_preview_options':{'off':true}}  | there is no field "link_preview_options.off" here
            {'chat_id':%s,'text':'x','text':'y'}                           | the body must be a JSON object
            [1]                                                            | the body must be a JSON object
            """)
    void whatTheProviderDoesNotDocumentIsRefused(String body, String why) {
        telegram.writes(ann, "Hello");

        var reply = send(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("ok").asBoolean(true)).isFalse();
        assertThat(reply.body().path("error_code").asInt()).isEqualTo(400);
        assertThat(reply.body().path("description").asText())
                .startsWith("Bad Request: ")
                .contains(why.replace("chat_id is missing", "chat_id"));
        assertThat(telegram.conversation(ann)).hasSize(1);
    }

    @Test
    void aTextIsAsLongAsTheProviderAllows() {
        telegram.writes(ann, "Hello");

        assertThat(send("{'chat_id':%s,'text':'" + "😀".repeat(4096) + "'}").status())
                .isEqualTo(200);
        var tooLong = send("{'chat_id':%s,'text':'" + "x".repeat(4097) + "'}");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.body().path("description").asText()).isEqualTo("Bad Request: message is too long");
    }

    @Test
    void whoHasTheWrongTokenOrMethodIsTurnedAway() {
        var wrong = Asking.post(emulators.url() + "/telegram/bot42:wrong/getMe", "{}");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().path("description").asText()).isEqualTo("Unauthorized");
        assertThat(Asking.post(api("sendMesage"), "{}").status()).isEqualTo(404);
        assertThat(Asking.get(api("getMe")).body().at("/result/username").asText())
                .isEqualTo("acme_bot");
    }

    @Test
    void aBotCannotWriteFirstNorToWhoHasBlockedIt() {
        assertThat(send("{'chat_id':%s,'text':'x'}").body().path("description").asText())
                .isEqualTo("Bad Request: chat not found");
        telegram.starts(ann, "");
        telegram.blocks(ann, true);

        var blocked = send("{'chat_id':%s,'text':'x'}");

        assertThat(blocked.status()).isEqualTo(403);
        assertThat(blocked.body().path("description").asText()).isEqualTo("Forbidden: bot was blocked by the user");
        telegram.blocks(ann, false);
        assertThat(send("{'chat_id':%s,'text':'x'}").status()).isEqualTo(200);
    }

    @Test
    void whoSendsFasterThanAllowedIsToldHowLongToWait() {
        emulators.close();
        start(new TelegramAccount("acme_bot", "Acme", TOKEN, "", SECRET)
                .limits(new Limit(2, 0.05), new Limit(100, 100)));
        telegram.writes(ann, "Hello");

        var statuses = IntStream.range(0, 3)
                .mapToObj(n -> send("{'chat_id':%s,'text':'x'}"))
                .toList();

        assertThat(statuses).extracting(Asking.Reply::status).containsExactly(200, 200, 429);
        assertThat(statuses.get(2).body().at("/parameters/retry_after").asInt()).isBetween(1, 20);
        assertThat(telegram.conversation(ann)).hasSize(3);
    }

    @Test
    void onDemandSendsAreRefusedBrokenOrTakenWithoutAWord() {
        telegram.writes(ann, "Hello");
        var mischief = telegram.stage().mischief();
        mischief.next(1, Trouble.TOO_MANY);
        mischief.next(1, Trouble.SERVER_ERROR);
        mischief.next(1, Trouble.CUT);
        mischief.next(1, Trouble.SILENCE);

        var statuses = IntStream.range(1, 6)
                .mapToObj(n -> send("{'chat_id':%s,'text':'" + n + "'}").status())
                .toList();

        assertThat(statuses).containsExactly(429, 500, 0, 0, 200);
        assertThat(telegram.conversation(ann)).extracting(Line::text).containsExactly("Hello", "4", "5");
        assertThat(telegram.stage().ledger().calls(ann.id()))
                .extracting(Entry::status)
                .containsExactly(429, 500, 0, 0, 200);
        assertThat(telegram.stage().ledger().calls(ann.id()))
                .extracting(Entry::taken)
                .containsExactly(false, false, false, true, true);
    }

    @Test
    void whileTheProviderIsAwayNothingIsTakenAndNothingTold() {
        telegram.writes(ann, "Hello");
        baton.awaitTaken(1);
        telegram.stage().mischief().awayFor(Duration.ofMinutes(1));

        telegram.writes(ann, "Are you there?");
        assertThat(send("{'chat_id':%s,'text':'x'}").status()).isZero();
        assertThat(baton.heard()).hasSize(1);

        telegram.stage().mischief().behave();
        baton.awaitTaken(2);
        assertThat(send("{'chat_id':%s,'text':'x'}").status()).isEqualTo(200);
    }

    @Test
    void reactionsAreOnlyToldToABotThatAsksForThem() {
        telegram.writes(ann, "Hello");
        var sent = send("{'chat_id':%s,'text':'x'}")
                .body()
                .at("/result/message_id")
                .asText();
        Asking.post(api("setWebhook"), "{'url':'" + baton.url() + "/h'}");

        telegram.reacts(ann, sent, "👍");
        telegram.writes(ann, "And?");

        assertThat(baton.awaitTaken(2)).noneMatch(one -> one.body().has("message_reaction"));
    }

    @Test
    void aDeepLinkShowsAPageThatRunsNothingOfOthers() {
        var page = Asking.get(emulators.url() + "/telegram/acme_bot?start=AbC_d-1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.whole().body()).contains("id=\"start-button\"");
        assertThat(page.whole().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        for (var file : List.of("/", "/telegram/", "/phone.js", "/phone.css", "/placeholder.png")) {
            assertThat(Asking.get(emulators.url() + file).status()).as(file).isEqualTo(200);
        }
        assertThat(Asking.get(emulators.url() + "/../secret").status()).isEqualTo(404);
    }

    @Test
    void whoFollowsADeepLinkIsHeardWithItsCode() {
        telegram.starts(ann, "AbC_d-1");

        var message = baton.awaitTaken(1).get(0).body().path("message");

        assertThat(message.path("text").asText()).isEqualTo("/start AbC_d-1");
        assertThat(message.at("/entities/0/type").asText()).isEqualTo("bot_command");
        assertThat(message.at("/entities/0/length").asInt()).isEqualTo(6);
    }

    @Test
    void thePageWorksATelephoneAndATestControlsTheProvider() {
        var made = Asking.post(emulators.url() + "/telegram/phone/create", "{'name':'Zoe','number':'+15550100'}");
        var zoe = made.body().path("customer").asText();

        Asking.post(emulators.url() + "/control/telegram/twice", "{'on':true}");
        Asking.post(emulators.url() + "/telegram/phone/write", "{'customer':'" + zoe + "','text':'Hi'}");
        baton.awaitTaken(2);
        Asking.post(emulators.url() + "/control/telegram/next", "{'with':'server-error','count':1}");
        var broken = Asking.post(api("sendMessage"), "{'chat_id':" + zoe + ",'text':'x'}");
        var wrong = Asking.post(emulators.url() + "/telegram/phone/write", "{'customer':'1','text':'Hi'}");
        var ledger = Asking.get(emulators.url() + "/control/telegram/ledger?customer=" + zoe);

        assertThat(broken.status()).isEqualTo(500);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(ledger.body().path("entries"))
                .extracting(one -> one.path("direction").asText() + " "
                        + one.path("status").asInt())
                .containsExactly("WEBHOOK 200", "WEBHOOK 200", "CALL 500");
    }

    @Test
    void theBotChangesItsOwnTextsAndTakesThemBack() {
        telegram.writes(ann, "Hello");
        var id = send("{'chat_id':%s,'text':'Tomorow.'}")
                .body()
                .at("/result/message_id")
                .asText();
        var which = "{'chat_id':" + ann.id() + ",'message_id':" + id;

        var edited = Asking.post(api("editMessageText"), which + ",'text':'Tomorrow.'}");
        var again = Asking.post(api("editMessageText"), which + ",'text':'Tomorrow.'}");

        assertThat(edited.body().at("/result/text").asText()).isEqualTo("Tomorrow.");
        assertThat(again.body().path("description").asText()).contains("message is not modified");
        assertThat(telegram.conversation(ann)).last().satisfies(line -> {
            assertThat(line.text()).isEqualTo("Tomorrow.");
            assertThat(line.edited()).isTrue();
        });

        var deleted = Asking.post(api("deleteMessage"), which + "}");
        var twice = Asking.post(api("deleteMessage"), which + "}");

        assertThat(deleted.body().path("result").asBoolean()).isTrue();
        assertThat(twice.body().path("description").asText()).contains("message to delete not found");
        assertThat(telegram.conversation(ann)).last().extracting(Line::state).isEqualTo("deleted");
        assertThat(Asking.post(api("editMessageText"), which + ",'text':'x'}").status())
                .isEqualTo(400);
    }

    @Test
    void theBotDoesNotChangeWhatCustomersWrote() {
        var id = telegram.writes(ann, "Hello");

        var edited = Asking.post(
                api("editMessageText"), "{'chat_id':" + ann.id() + ",'message_id':" + id + ",'text':'Bye'}");

        assertThat(edited.body().path("description").asText()).contains("message can't be edited");
    }

    @Test
    void aPageOfSomebodyElseCannotWorkATelephone() throws Exception {
        var plain = Asking.CLIENT.send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create(emulators.url() + "/telegram/phone/create"))
                        .header("Content-Type", "text/plain")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"name\":\"X\",\"number\":\"1\"}"))
                        .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());

        assertThat(plain.statusCode()).isEqualTo(400);
    }

    @Test
    void theSameNumberIsTheSameCustomerAlsoAfterARestart() {
        var before = ann.id();

        emulators.close();
        start(new TelegramAccount("acme_bot", "Acme", TOKEN, "", SECRET));

        assertThat(ann.id()).isEqualTo(before);
        assertThat(telegram.customer("Somebody", "+380 50 111 22 33").id()).isEqualTo(before);
    }

    private Asking.Reply send(String body) {
        return Asking.post(api("sendMessage"), body.replace("%s", ann.id()));
    }

    private String api(String method) {
        return emulators.url() + "/telegram/bot" + TOKEN + "/" + method;
    }

    private static List<String> texts(List<FakeBaton.Heard> heard, Customer customer) {
        return heard.stream()
                .map(one -> one.body().path("message"))
                .filter(one -> one.at("/chat/id").asText().equals(customer.id()))
                .map((JsonNode one) -> one.path("text").asText())
                .toList();
    }

    @Test
    void aPictureOfTheBotIsOnTheTelephoneWithItsBytes() {
        telegram.writes(ann, "Hello");
        var png = "\u0089PNG\r\n\u001a\n and so on";

        var reply = Asking.form(
                url("/bot" + TOKEN + "/sendPhoto"),
                new String[] {"chat_id", "", "text/plain", ann.id()},
                new String[] {"photo", "cat.png", "image/png", png});

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        var id = reply.body().path("result").path("message_id").asText();
        var line = last();
        assertThat(line.kind()).isEqualTo("photo");
        assertThat(line.id()).isEqualTo(id);
        var file = telegram.stage().phones().file(id).orElseThrow();
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo(png);
        assertThat(Asking.get(url("/phone/files/" + id)).whole().headers().firstValue("Content-Type"))
                .contains("image/png");
    }

    @Test
    void aDocumentKeepsItsName() {
        telegram.writes(ann, "Hello");

        var reply = Asking.form(
                url("/bot" + TOKEN + "/sendDocument"),
                new String[] {"chat_id", "", "text/plain", ann.id()},
                new String[] {"document", "offer.pdf", "application/pdf", "%PDF-1.7"});

        assertThat(reply.body()
                        .path("result")
                        .path("document")
                        .path("file_name")
                        .asText())
                .isEqualTo("offer.pdf");
        assertThat(last().kind()).isEqualTo("file");
        assertThat(last().text()).isEqualTo("offer.pdf");
    }

    @Test
    void aFormThatIsNotAsItShouldBeIsRefused() {
        telegram.writes(ann, "Hello");
        var chat = new String[] {"chat_id", "", "text/plain", ann.id()};
        var pdf = new String[] {"photo", "a.pdf", "application/pdf", "%PDF-1.7"};
        var unknown = new String[] {"colour", "", "text/plain", "red"};
        var document = new String[] {"document", "a.pdf", "application/pdf", "%PDF-1.7"};

        assertThat(Asking.form(url("/bot" + TOKEN + "/sendPhoto"), chat, pdf).status())
                .isEqualTo(400);
        assertThat(Asking.form(url("/bot" + TOKEN + "/sendDocument"), document).status())
                .isEqualTo(400);
        assertThat(Asking.form(url("/bot" + TOKEN + "/sendDocument"), chat).status())
                .isEqualTo(400);
        assertThat(Asking.form(url("/bot" + TOKEN + "/sendDocument"), chat, document, unknown)
                        .status())
                .isEqualTo(400);
        assertThat(telegram.conversation(ann)).hasSize(1);
    }

    private String url(String path) {
        return emulators.url() + "/telegram" + path;
    }

    private Line last() {
        var lines = telegram.conversation(ann);
        return lines.get(lines.size() - 1);
    }
}
