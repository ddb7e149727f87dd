package baton.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import baton.emulator.Asking.Reply;
import baton.emulator.FakeBaton.Heard;
import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.twilio.TwilioAccount;
import baton.emulator.twilio.TwilioEmulator;
import baton.emulator.wire.Bucket.Limit;
import baton.emulator.wire.Ledger.Entry;
import baton.emulator.wire.Mischief.Trouble;
import baton.emulator.wire.Pauses;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioEmulatorTest {

    private static final String TOKEN = "twilio-token";
    private static final String SID = "AC1234567890abcdef1234567890abcdef";
    private static final String NUMBER = "+380443900101";
    private static final String ANN = "+380501112233";

    private FakeBaton baton;
    private Emulators emulators;
    private TwilioEmulator twilio;
    private Customer ann;

    @BeforeEach
    void start() throws IOException {
        baton = new FakeBaton();
        start("#rc=5&rp=all");
    }

    private void start(String overrides) {
        start(account(overrides));
    }

    private TwilioAccount account(String overrides) {
        return new TwilioAccount(SID, NUMBER, "Acme", TOKEN, baton.url() + "/hooks/sms/acme" + overrides);
    }

    private void start(TwilioAccount account) {
        if (emulators != null) {
            emulators.close();
        }
        emulators = Emulators.start(EmulatorSettings.demo(baton.url(), "acme")
                .at("127.0.0.1", 0)
                .with(Pauses.forTests())
                .with(account));
        twilio = emulators.sms();
        ann = twilio.customer("Ann Lee", ANN);
    }

    @AfterEach
    void stop() {
        emulators.close();
        baton.close();
    }

    @Test
    void aMessageIsAFormSignedOverTheAddressAndAllFields() throws Exception {
        var id = twilio.writes(ann, "Grüße & 😀+1");

        var heard = baton.awaitTaken(1).get(0);

        assertThat(heard.path()).isEqualTo("/hooks/sms/acme");
        assertThat(heard.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(heard.header("X-Twilio-Signature")).isEqualTo(signature(heard, baton.url() + "/hooks/sms/acme"));
        assertThat(field(heard, "MessageSid")).isEqualTo(id).matches("SM[0-9a-f]{32}");
        assertThat(field(heard, "Body")).isEqualTo("Grüße & 😀+1");
        assertThat(field(heard, "From")).isEqualTo(ANN);
        assertThat(field(heard, "To")).isEqualTo(NUMBER);
        assertThat(field(heard, "NumMedia")).isEqualTo("0");
        assertThat(ann.id()).isEqualTo("380501112233");
        await().until(() -> line(0).state(), "told"::equals);
    }

    @Test
    void anAlbumIsOneMessageWhosePicturesWantThePasswordAndLieElsewhere() {
        twilio.sendsAlbum(ann, 3, "Look");

        var heard = baton.awaitTaken(1).get(0);

        assertThat(field(heard, "NumMedia")).isEqualTo("3");
        assertThat(field(heard, "MessageSid")).startsWith("MM");
        assertThat(field(heard, "Body")).isEqualTo("Look");
        assertThat(field(heard, "MediaContentType2")).isEqualTo("image/png");
        var address = field(heard, "MediaUrl2");
        assertThat(address).startsWith(emulators.url() + "/sms/2010-04-01/Accounts/" + SID + "/Messages/MM");
        assertThat(Asking.get(address).status()).isEqualTo(401);
        var there = Asking.get(address, "Authorization", password(TOKEN));
        assertThat(there.status()).isEqualTo(307);
        var picture = Asking.get(there.whole().headers().firstValue("Location").orElseThrow());
        assertThat(picture.whole().headers().firstValue("Content-Type")).contains("image/png");
    }

    @Test
    void unlessItIsAskedToATwilioThatWasRefusedDoesNotTellAgain() {
        start("");
        baton.answersNext(503);

        twilio.writes(ann, "first");
        twilio.writes(ann, "second");

        assertThat(field(baton.awaitTaken(1).get(0), "Body")).isEqualTo("second");
        assertThat(baton.heard()).hasSize(2);
        assertThat(line(0).state()).isEqualTo("lost");
        await().until(() -> line(1).state(), "told"::equals);
    }

    @Test
    void whoCannotBeReachedIsTriedOnceMore() {
        start("");
        baton.close();

        twilio.writes(ann, "first");

        await().until(() -> line(0).state(), "lost"::equals);
        assertThat(twilio.stage().ledger().webhooks(ann.id()))
                .extracting(Entry::status)
                .containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'#rc=5&rp=all', 503, 6",
        "'#rc=2&rp=all', 404, 3",
        "'#rc=9&rp=all', 503, 6",
        "'#rc=5&rp=5xx', 503, 6",
        "'#rc=5&rp=4xx,ct', 503, 1",
        "'#rc=5', 503, 1",
        "'#rc=0&rp=all', 503, 1",
        "'#rc=5&rp=all&tt=1', 503, 1"
    })
    void howOftenItIsToldAgainStandsBehindTheAddress(String overrides, int refusal, int attempts) {
        start(overrides);
        baton.answersNext(IntStream.range(0, attempts).mapToObj(n -> refusal).toArray(Integer[]::new));

        twilio.writes(ann, "first");

        await().until(() -> line(0).state(), "lost"::equals);
        assertThat(baton.heard()).hasSize(attempts);
        assertThat(baton.heard())
                .extracting(heard -> heard.header("I-Twilio-Idempotency-Token"))
                .containsOnly(baton.heard().get(0).header("I-Twilio-Idempotency-Token"));
    }

    @Test
    void whatIsSaidToACustomerInAnswerHasToBeInTwiliosLanguage() {
        baton.answersWith("ok");
        twilio.writes(ann, "first");
        await().until(() -> line(0).state(), "lost"::equals);

        baton.answersWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");
        twilio.writes(ann, "second");
        await().until(() -> line(1).state(), "told"::equals);
    }

    @Test
    void aMessageOfTheCompanyIsTakenAndItsStateIsTold() throws Exception {
        var callback = baton.url() + "/hooks/sms/acme";

        var reply = send("To", ANN, "From", NUMBER, "Body", "Good day", "StatusCallback", callback);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().path("status").asText()).isEqualTo("queued");
        assertThat(reply.body().path("error_code").isNull()).isTrue();
        var sid = reply.body().path("sid").asText();
        assertThat(twilio.conversation(ann)).extracting(Line::id, Line::text).containsExactly(tuple(sid, "Good day"));
        baton.awaitTaken(2);
        twilio.receives(ann);
        var told = baton.awaitTaken(3);
        assertThat(told)
                .extracting(heard -> field(heard, "MessageStatus"))
                .containsExactly("queued", "sent", "delivered");
        assertThat(told).allMatch(heard -> field(heard, "MessageSid").equals(sid));
        assertThat(told.get(2).header("X-Twilio-Signature")).isEqualTo(signature(told.get(2), callback));
        twilio.receives(ann);
        assertThat(line(0).state()).isEqualTo("delivered");
        assertThat(baton.heard()).hasSize(3);
    }

    @Test
    void whoDoesNotAskIsNotTold() {
        send("To", ANN, "From", NUMBER, "Body", "Good day");
        twilio.receives(ann);
        twilio.writes(ann, "Thank you");

        assertThat(field(baton.awaitTaken(1).get(0), "Body")).isEqualTo("Thank you");
        assertThat(baton.heard()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "From=A&Body=x, 21604",
        "To=380501112233&From=A&Body=x, 21211",
        "To=%2B38050&From=A&Body=x, 21211",
        "To=B&Body=x, 21603",
        "To=B&From=%2B15005550006&Body=x, 21606",
        "To=B&From=A, 21602",
        "To=B&From=A&Body=, 21602",
        "To=B&From=A&Body=LONG, 21617",
        "To=B&From=A&Body=x&StatusCallback=nowhere, 21609",
        "To=B&From=A&MediaUrl=nowhere, 21620",
        "To=B&From=A&Body=x&Colour=red, 20001",
        "To=B&From=A&Body=x&Body=y, 21602"
    })
    void whatIsNotInOrderIsRefusedInTwiliosForm(String form, int code) {
        var filled = form.replace("=A", "=" + encoded(NUMBER))
                .replace("=B", "=" + encoded(ANN))
                .replace("LONG", "x".repeat(1601));

        var reply = Asking.postForm(messages(), filled, "Authorization", password(TOKEN));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("code").asInt()).isEqualTo(code);
        assertThat(reply.body().path("status").asInt()).isEqualTo(400);
        assertThat(reply.body().path("message").asText()).isNotBlank();
        assertThat(reply.body().path("more_info").asText()).endsWith("/" + code);
        assertThat(twilio.conversation(ann)).isEmpty();
    }

    @Test
    void tenFilesAreTakenAndElevenAreNot() {
        var ten = "&MediaUrl=https%3A%2F%2Fx.example%2Fa.png".repeat(10);
        var form = "To=" + encoded(ANN) + "&From=" + encoded(NUMBER) + ten;

        assertThat(Asking.postForm(messages(), form, "Authorization", password(TOKEN))
                        .status())
                .isEqualTo(201);
        var eleven = form + "&MediaUrl=https%3A%2F%2Fx.example%2Fb.png";
        assertThat(Asking.postForm(messages(), eleven, "Authorization", password(TOKEN))
                        .body()
                        .path("code")
                        .asInt())
                .isEqualTo(21623);
    }

    @Test
    void aLongTextIsTaken() {
        assertThat(send("To", ANN, "From", NUMBER, "Body", "я".repeat(1600)).status())
                .isEqualTo(201);
        assertThatThrownBy(() -> twilio.writes(ann, "я".repeat(1601))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoHasAnotherPasswordOrAccountIsSentAway() {
        var form = "To=" + encoded(ANN) + "&From=" + encoded(NUMBER) + "&Body=x";

        assertThat(Asking.postForm(messages(), form, "Authorization", password("another"))
                        .body()
                        .path("code")
                        .asInt())
                .isEqualTo(20003);
        assertThat(Asking.postForm(messages(), form).status()).isEqualTo(401);
        var elsewhere = messages().replace(SID, "AC2");
        assertThat(Asking.postForm(elsewhere, form, "Authorization", password(TOKEN))
                        .body()
                        .path("code")
                        .asInt())
                .isEqualTo(20404);
        assertThat(twilio.conversation(ann)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", " stop ", "Unsubscribe"})
    void whoSaysStopIsNotWrittenToUntilTheySayStart(String word) {
        twilio.writes(ann, word);

        var refused = send("To", ANN, "From", NUMBER, "Body", "Good day");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("code").asInt()).isEqualTo(21610);
        assertThat(field(baton.awaitTaken(1).get(0), "Body")).isEqualTo(word);

        twilio.blocks(ann, false);
        assertThat(send("To", ANN, "From", NUMBER, "Body", "Good day").status()).isEqualTo(201);
        assertThat(field(baton.awaitTaken(2).get(1), "Body")).isEqualTo("START");
    }

    @Test
    void whatDoesNotArriveIsToldWithItsReason() {
        var callback = baton.url() + "/hooks/sms/acme#rc=3&rp=all";
        twilio.failsLater(1, 30004);
        baton.answersNext(503);

        send("To", ANN, "From", NUMBER, "Body", "One", "StatusCallback", callback);
        send("To", "+380509999999", "From", NUMBER, "Body", "Two", "StatusCallback", callback);

        var told = baton.awaitTaken(2, heard -> field(heard, "MessageStatus").equals("undelivered"));
        assertThat(told)
                .extracting(heard -> field(heard, "To"), heard -> field(heard, "ErrorCode"))
                .containsExactlyInAnyOrder(tuple(ANN, "30004"), tuple("+380509999999", "30005"));
        assertThat(twilio.conversation(ann)).isEmpty();
    }

    @Test
    void troubleIsMadeOnDemand() {
        twilio.stage().mischief().next(1, Trouble.TOO_MANY);
        twilio.stage().mischief().next(1, Trouble.SERVER_ERROR);
        twilio.stage().mischief().next(1, Trouble.CUT);
        twilio.stage().mischief().next(1, Trouble.SILENCE);

        assertThat(IntStream.range(0, 5).mapToObj(n -> send("To", ANN, "From", NUMBER, "Body", "Text " + n)
                        .status()))
                .containsExactly(429, 500, 0, 0, 201);
        assertThat(twilio.conversation(ann)).extracting(Line::text).containsExactly("Text 3", "Text 4");
    }

    @Test
    void tooManyAreRefused() {
        start(account("").limit(new Limit(2, 0.001)));

        assertThat(IntStream.range(0, 3).mapToObj(n -> send("To", ANN, "From", NUMBER, "Body", "Text " + n)
                        .status()))
                .containsExactly(201, 201, 429);
        assertThat(twilio.conversation(ann)).hasSize(2);
    }

    private Reply send(String... fields) {
        var form = new StringBuilder();
        for (var at = 0; at < fields.length; at += 2) {
            form.append(at == 0 ? "" : "&").append(fields[at]).append('=').append(encoded(fields[at + 1]));
        }
        return Asking.postForm(messages(), form.toString(), "Authorization", password(TOKEN));
    }

    private String messages() {
        return emulators.url() + "/sms/2010-04-01/Accounts/" + SID + "/Messages.json";
    }

    private static String password(String token) {
        return "Basic " + Base64.getEncoder().encodeToString((SID + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Line line(int place) {
        return List.copyOf(twilio.conversation(ann)).get(place);
    }

    private static String field(Heard heard, String name) {
        return heard.body().path(name).asText();
    }

    private static String signature(Heard heard, String url) throws Exception {
        var fields = new TreeMap<String, String>();
        heard.body()
                .properties()
                .forEach(one -> fields.put(one.getKey(), one.getValue().asText()));
        var signed = new StringBuilder(url);
        fields.forEach((name, value) -> signed.append(name).append(value));
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
