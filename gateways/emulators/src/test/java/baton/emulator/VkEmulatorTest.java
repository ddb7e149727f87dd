package baton.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.vk.VkAccount;
import baton.emulator.vk.VkEmulator;
import baton.emulator.wire.Bucket.Limit;
import baton.emulator.wire.Ledger.Entry;
import baton.emulator.wire.Mischief.Trouble;
import baton.emulator.wire.Pauses;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VkEmulatorTest {

    private static final String TEXT = "access_token=token&v=5.199&peer_id=%s&random_id=0&message=Good+day";

    private static final String ASKING = "access_token=token&v=5.199";
    private static final String FILE = ASKING + "&peer_id=%s&random_id=0&attachment=";

    private FakeBaton baton;
    private Emulators emulators;
    private VkEmulator vk;
    private Customer ann;

    @BeforeEach
    void start() throws IOException {
        baton = new FakeBaton();
        baton.answersWith("ok");
        start(new VkAccount(2141, "acme", "Acme", "token", "secret", "693d0ba9", baton.url() + "/hooks/vk/acme"));
    }

    private void start(VkAccount account) {
        emulators = Emulators.start(EmulatorSettings.demo(baton.url(), "acme")
                .at("127.0.0.1", 0)
                .with(Pauses.forTests())
                .with(account));
        vk = emulators.vk();
        ann = vk.customer("Ann Lee", "+380501112233");
    }

    @AfterEach
    void stop() {
        emulators.close();
        baton.close();
    }

    @Test
    void aMessageHasTheSecretAndAnIdOfItsOwn() {
        var id = vk.writes(ann, "Grüße 😀");

        var event = events(1).get(0);

        assertThat(event.path("type").asText()).isEqualTo("message_new");
        assertThat(event.path("group_id").asLong()).isEqualTo(2141);
        assertThat(event.path("secret").asText()).isEqualTo("secret");
        assertThat(event.path("event_id").asText()).matches("[0-9a-f]{40}");
        var message = event.at("/object/message");
        assertThat(message.path("id").asText()).isEqualTo(id);
        assertThat(message.path("conversation_message_id").asText()).isNotEqualTo(id);
        assertThat(message.path("from_id").asText()).isEqualTo(ann.id());
        assertThat(message.path("peer_id").asText()).isEqualTo(ann.id());
        assertThat(message.path("text").asText()).isEqualTo("Grüße 😀");
    }

    @Test
    void anEventIsToldAgainUntilTheAnswerIsOk() {
        baton.answersWith("");
        baton.answersNext(503, 200, 500);
        vk.writes(ann, "one");
        vk.writes(ann, "two");
        await().until(() -> baton.heard().size() > 3);
        assertThat(vk.conversation(ann)).extracting(Line::state).containsOnly("waiting");

        baton.answersWith("ok");

        await().untilAsserted(() ->
                assertThat(vk.conversation(ann)).extracting(Line::state).containsExactly("told", "told"));
        var heard = baton.heard().stream().map(FakeBaton.Heard::body).toList();
        assertThat(heard)
                .extracting(one -> one.path("event_id").asText())
                .element(1)
                .isEqualTo(heard.get(0).path("event_id").asText());
        assertThat(heard.get(heard.size() - 1).at("/object/message/text").asText())
                .isEqualTo("two");
    }

    @Test
    void theSameRandomIdIsTheSameMessage() {
        vk.writes(ann, "Hello");

        var first = send(TEXT.replace("random_id=0", "random_id=-7"));
        var again = send(TEXT.replace("random_id=0", "random_id=-7"));
        var other = send(TEXT.replace("random_id=0", "random_id=8"));

        assertThat(first.body().path("response").isIntegralNumber()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.body()).isNotEqualTo(first.body());
        assertThat(vk.conversation(ann)).hasSize(3);
        assertThat(send(TEXT).body()).isNotEqualTo(send(TEXT).body());
    }

    @Test
    void theCommunityHearsOfItsOwnMessages() {
        vk.writes(ann, "Hello");
        var id = send(TEXT).body().path("response").asText();

        var reply = events(2).get(1);

        assertThat(reply.path("type").asText()).isEqualTo("message_reply");
        assertThat(reply.at("/object/id").asText()).isEqualTo(id);
        assertThat(reply.at("/object/out").asInt()).isEqualTo(1);
        assertThat(reply.at("/object/from_id").asLong()).isEqualTo(-2141);
    }

    @Test
    void aCodeComesWithWhatIsWrittenFirstAfterTheLink() {
        vk.starts(ann, "AbC_d-1");
        vk.writes(ann, "Hello");
        vk.starts(ann, "EfG");
        vk.writes(ann, "Here I am");

        var messages = events(3).stream().map(one -> one.at("/object/message")).toList();

        assertThat(messages)
                .extracting(one -> one.path("text").asText())
                .containsExactly("Start", "Hello", "Here I am");
        assertThat(messages).extracting(one -> one.path("ref").asText()).containsExactly("AbC_d-1", "", "EfG");
        assertThat(messages.get(0).path("payload").asText()).isEqualTo("{\"command\":\"start\"}");
    }

    @Test
    void whoHasNotWrittenOrDoesNotWantToCannotBeWrittenTo() {
        var early = send(TEXT);
        vk.writes(ann, "Hello");
        vk.blocks(ann, true);
        var blocked = send(TEXT);
        vk.blocks(ann, false);

        assertThat(code(early)).isEqualTo(901);
        assertThat(code(blocked)).isEqualTo(901);
        assertThat(events(3))
                .extracting(one -> one.path("type").asText())
                .containsExactly("message_new", "message_deny", "message_allow");
        assertThat(code(send(TEXT))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "access_token=no&v=5.199&peer_id=%s&random_id=1&message=x, 5",
        "v=5.199&peer_id=%s&random_id=1&message=x, 5",
        "access_token=token&peer_id=%s&random_id=1&message=x, 8",
        "access_token=token&v=4&peer_id=%s&random_id=1&message=x, 8",
        "access_token=token&v=5.199&random_id=1&message=x, 100",
        "access_token=token&v=5.199&peer_id=ann&random_id=1&message=x, 100",
        "access_token=token&v=5.199&peer_id=1&random_id=1&message=x, 901",
        "access_token=token&v=5.199&peer_id=%s&message=x, 100",
        "access_token=token&v=5.199&peer_id=%s&random_id=3000000000&message=x, 100",
        "access_token=token&v=5.199&peer_id=%s&random_id=1, 100",
        "access_token=token&v=5.199&peer_id=%s&random_id=1&message=, 100",
        "access_token=token&v=5.199&peer_id=%s&random_id=1&message=x&message=y, 100",
        "access_token=token&v=5.199&peer_id=%s&random_id=1&message=x&to=y, 100",
        "access_token=token&v=5.199&peer_id=%s&random_id=1&message=x&dont_parse_links=yes, 100"
    })
    void whatIsNotDocumentedIsRefused(String form, int code) {
        vk.writes(ann, "Hello");

        var reply = send(form);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.body().toString()).doesNotContain("\"token\"");
        assertThat(vk.conversation(ann)).hasSize(1);
    }

    @Test
    void whoAsksWithAListHearsTheNumberByWhichReactionsNameTheMessage() {
        vk.writes(ann, "Hello");
        var listed = TEXT.replace("peer_id=", "peer_ids=");

        var reply = send(listed).body().path("response");
        vk.reacts(ann, reply.path(0).path("message_id").asText(), "👍");

        assertThat(reply).hasSize(1);
        var number = reply.path(0).path("conversation_message_id").asLong();
        assertThat(number)
                .isPositive()
                .isNotEqualTo(reply.path(0).path("message_id").asLong());
        var reaction =
                baton.awaitTaken(1, heard -> heard.body().path("type").asText().equals("message_reaction_event"));
        assertThat(reaction.get(0).body().at("/object/cmid").asLong()).isEqualTo(number);
        vk.blocks(ann, true);
        assertThat(send(listed).body().at("/response/0/error/code").asInt()).isEqualTo(901);
        assertThat(vk.stage().ledger().calls(ann.id())).extracting(Entry::taken).containsExactly(true, false);
    }

    @Test
    void theCommunityChangesItsOwnMessagesAndTakesThemBackByTheirNumber() {
        vk.writes(ann, "Hello");
        var sent = send(TEXT.replace("peer_id=", "peer_ids="))
                .body()
                .path("response")
                .path(0);
        var which = ASKING + "&peer_id=" + ann.id() + "&%s="
                + sent.path("conversation_message_id").asText();

        var edited = method("messages.edit", which.replace("%s", "cmid") + "&message=Good+night&dont_parse_links=1");

        assertThat(edited.body().path("response").asInt()).isEqualTo(1);
        assertThat(vk.conversation(ann)).last().satisfies(line -> {
            assertThat(line.text()).isEqualTo("Good night");
            assertThat(line.edited()).isTrue();
        });

        var deletes = which.replace("%s", "cmids") + "&delete_for_all=1";

        assertThat(method("messages.delete", deletes)
                        .body()
                        .at("/response/0/response")
                        .asInt())
                .isEqualTo(1);
        assertThat(vk.conversation(ann)).last().extracting(Line::state).isEqualTo("deleted");
        assertThat(method("messages.delete", deletes)
                        .body()
                        .at("/response/0/error/code")
                        .asInt())
                .isEqualTo(924);
    }

    @Test
    void aTextIsAsLongAsIsAllowed() {
        vk.writes(ann, "Hello");

        assertThat(code(send(TEXT.replace("Good+day", "x".repeat(4096))))).isZero();
        assertThat(code(send(TEXT.replace("Good+day", "x".repeat(4097))))).isEqualTo(914);
    }

    @Test
    void anAddressIsAskedForItsConfirmation() {
        assertThat(vk.confirms()).isFalse();
        baton.answersWith("693d0ba9");
        assertThat(vk.confirms()).isTrue();

        assertThat(baton.heard().get(0).body().toString()).isEqualTo("{\"type\":\"confirmation\",\"group_id\":2141}");
    }

    @Test
    void onDemandSendsAreRefusedBrokenOrTakenWithoutAWord() {
        vk.writes(ann, "Hello");
        for (var trouble : List.of(Trouble.TOO_MANY, Trouble.SERVER_ERROR, Trouble.CUT, Trouble.SILENCE)) {
            vk.stage().mischief().next(1, trouble);
        }

        var replies = IntStream.range(0, 4).mapToObj(n -> send(TEXT)).toList();
        vk.floods(1);

        assertThat(replies).extracting(Asking.Reply::status).containsExactly(200, 200, 0, 0);
        assertThat(replies.subList(0, 2)).extracting(VkEmulatorTest::code).containsExactly(6, 10);
        assertThat(vk.stage().ledger().calls(ann.id()))
                .extracting(Entry::taken)
                .containsExactly(false, false, false, true);
        assertThat(code(send(TEXT))).isEqualTo(9);
        assertThat(code(send(TEXT))).isZero();
    }

    @Test
    void whatWasTakenWithoutAWordIsNotShownTwiceWhenItIsSentAgain() {
        vk.writes(ann, "Hello");
        vk.stage().mischief().next(1, Trouble.SILENCE);
        var once = TEXT.replace("random_id=0", "random_id=7");

        var first = send(once);
        var again = send(once);

        assertThat(first.status()).isZero();
        assertThat(code(again)).isZero();
        assertThat(vk.conversation(ann)).hasSize(2);
    }

    @Test
    void whoAsksFasterThanAllowedIsRefused() {
        emulators.close();
        start(new VkAccount(2141, "acme", "Acme", "token", "secret", "6", baton.url() + "/h").limit(new Limit(2, 0.1)));
        vk.writes(ann, "Hello");

        assertThat(IntStream.range(0, 3).map(n -> code(send(TEXT)))).containsExactly(0, 0, 6);
    }

    @Test
    void aCustomerAnswersEditsReactsAndPresses() {
        var hello = vk.writes(ann, "Hello");
        send(
                TEXT + "&keyboard="
                        + encoded(
                                "{'inline':true,'buttons':[[{'action':{'type':'text','label':'Red','payload':'{}'}},"
                                        + "{'action':{'type':'callback','label':'Blue','payload':'{\\'b\\':1}'},'color':'primary'}]]}"));
        var asked = vk.conversation(ann).get(1);

        vk.presses(ann, asked.id(), "{}");
        vk.presses(ann, asked.id(), asked.buttons().get(1).data());
        vk.writes(ann, "That one", asked.id());
        vk.edits(ann, hello, "Good day");
        vk.reacts(ann, asked.id(), "👍");
        vk.reacts(ann, asked.id(), "");

        var events = events(8);
        var ours = events.get(1).at("/object/conversation_message_id");
        assertThat(events.get(2).at("/object/message/text").asText()).isEqualTo("Red");
        assertThat(events.get(2).at("/object/message/payload").asText()).isEqualTo("{}");
        assertThat(events.get(3).path("type").asText()).isEqualTo("message_event");
        assertThat(events.get(3).at("/object/payload/b").asInt()).isEqualTo(1);
        assertThat(events.get(3).at("/object/conversation_message_id")).isEqualTo(ours);
        assertThat(events.get(4).at("/object/message/reply_message/id").asText())
                .isEqualTo(asked.id());
        assertThat(events.get(5).path("type").asText()).isEqualTo("message_edit");
        assertThat(events.get(5).at("/object/conversation_message_id"))
                .isEqualTo(events.get(0).at("/object/message/conversation_message_id"));
        assertThat(events.get(5).at("/object/text").asText()).isEqualTo("Good day");
        assertThat(events.get(6).at("/object/cmid")).isEqualTo(ours);
        assertThat(events.get(6).at("/object/reaction_id").asInt()).isEqualTo(4);
        assertThat(events.get(7).at("/object").has("reaction_id")).isFalse();
    }

    @Test
    void aCustomerSendsOtherThings() {
        vk.sendsAlbum(ann, 10, "Our holiday");
        vk.sendsLocation(ann, 50.45, 30.52);
        vk.sendsUnsupported(ann);

        var messages = events(3).stream().map(one -> one.at("/object/message")).toList();
        var photos = messages.get(0).path("attachments");
        assertThat(photos.size()).isEqualTo(10);
        assertThat(messages.get(0).path("text").asText()).isEqualTo("Our holiday");
        assertThat(Asking.get(photos.at("/9/photo/sizes/1/url").asText()).status())
                .isEqualTo(200);
        assertThat(messages.get(1).at("/geo/coordinates/latitude").asDouble()).isEqualTo(50.45);
        assertThat(messages.get(2).at("/attachments/0/type").asText()).isEqualTo("poll");
        assertThatThrownBy(() -> vk.sendsContact(ann, "Bob", "+380501112244")).hasMessageContaining("contact");
    }

    @Test
    void namesAreToldToWhoAsksAndMethodsThatAreNotThereAreNot() {
        var asked = "access_token=token&v=5.199&user_ids=" + ann.id();

        assertThat(method("users.get", asked).body().at("/response/0/last_name").asText())
                .isEqualTo("Lee");
        assertThat(code(method("messages.sing", asked))).isEqualTo(3);
    }

    @Test
    void thePageIsThereAndSoIsItsLink() {
        assertThat(Asking.get(emulators.url() + "/vk/").status()).isEqualTo(200);
        assertThat(Asking.get(emulators.url() + "/vk/write/acme?ref=AbC")
                        .whole()
                        .body())
                .contains("id=\"start-button\"");
    }

    @Test
    void aPictureIsBroughtKeptAndThenNamedByAMessage() {
        vk.writes(ann, "Hello");
        var brought = bring("photos.getMessagesUploadServer", "", "photo", "lamp.png", "image/png");
        var kept = method(
                        "photos.saveMessagesPhoto",
                        ASKING + "&server=" + brought.path("server").asText() + "&hash="
                                + brought.path("hash").asText() + "&photo="
                                + encoded(brought.path("photo").asText()))
                .body()
                .at("/response/0");
        var name = "photo" + kept.path("owner_id").asText() + "_"
                + kept.path("id").asText() + "_" + kept.path("access_key").asText();

        var sent = send(FILE + name);

        assertThat(sent.body().path("response").asLong()).isPositive();
        var line = vk.conversation(ann).get(1);
        assertThat(line.kind()).isEqualTo("photo");
        assertThat(vk.stage().phones().file(line.id()).orElseThrow().bytes())
                .isEqualTo("the bytes".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDocumentHasTheTitleUnderWhichItWasKept() {
        vk.writes(ann, "Hello");
        var brought = bring("docs.getMessagesUploadServer", "&type=doc", "file", "file.pdf", "application/pdf");
        var kept = method(
                        "docs.save",
                        ASKING + "&file=" + encoded(brought.path("file").asText()) + "&title=" + encoded("рахунок.pdf"))
                .body()
                .at("/response/doc");

        send(FILE + "doc" + kept.path("owner_id").asText() + "_"
                + kept.path("id").asText());

        var line = vk.conversation(ann).get(1);
        assertThat(line.kind()).isEqualTo("file");
        assertThat(line.text()).isEqualTo("рахунок.pdf");
    }

    @Test
    void whatIsNotTakenAndWhatWasNotKeptIsRefused() {
        vk.writes(ann, "Hello");

        assertThat(bring("photos.getMessagesUploadServer", "", "photo", "a.pdf", "application/pdf")
                        .path("photo")
                        .asText())
                .isEqualTo("[]");
        assertThat(bring("docs.getMessagesUploadServer", "&type=doc", "file", "a.mp3", "audio/mpeg")
                        .has("error"))
                .isTrue();
        assertThat(send(FILE + "photo-2141_1").body().at("/error/error_code").asInt())
                .isEqualTo(100);
        assertThat(method("docs.save", ASKING + "&file=made-up&title=a")
                        .body()
                        .at("/error/error_code")
                        .asInt())
                .isEqualTo(100);
        assertThat(vk.conversation(ann)).hasSize(1);
    }

    private JsonNode bring(String method, String more, String field, String name, String type) {
        var where = method(method, ASKING + "&peer_id=" + ann.id() + more)
                .body()
                .at("/response/upload_url")
                .asText();
        return Asking.form(where, new String[] {field, name, type, "the bytes"}).body();
    }

    private Asking.Reply send(String form) {
        return method("messages.send", form.replace("%s", ann.id()));
    }

    private Asking.Reply method(String method, String form) {
        return Asking.postForm(emulators.url() + "/vk/method/" + method, form);
    }

    private static String encoded(String json) {
        var quoted = json.replace("\\'", "\\\"").replace('\'', '"');
        return URLEncoder.encode(quoted, StandardCharsets.UTF_8);
    }

    private static int code(Asking.Reply reply) {
        return reply.body().at("/error/error_code").asInt();
    }

    private List<JsonNode> events(int count) {
        return baton.awaitTaken(count).stream().map(FakeBaton.Heard::body).toList();
    }
}
