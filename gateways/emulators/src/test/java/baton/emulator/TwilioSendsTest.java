package baton.emulator;

import static baton.emulator.TwilioBench.ANN;
import static baton.emulator.TwilioBench.NUMBER;
import static baton.emulator.TwilioBench.SID;
import static baton.emulator.TwilioBench.TOKEN;
import static baton.emulator.TwilioBench.encoded;
import static baton.emulator.TwilioBench.field;
import static baton.emulator.TwilioBench.password;
import static baton.emulator.TwilioBench.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import baton.emulator.phone.Line;
import baton.emulator.wire.Bucket.Limit;
import baton.emulator.wire.Mischief.Trouble;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a company writes, and what becomes of it. */
class TwilioSendsTest {

    private TwilioBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new TwilioBench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aMessageOfTheCompanyIsTakenAndItsStateIsTold() throws Exception {
        var callback = bench.baton.url() + "/hooks/sms/acme";

        var reply = bench.send("To", ANN, "From", NUMBER, "Body", "Good day", "StatusCallback", callback);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().path("status").asText()).isEqualTo("queued");
        assertThat(reply.body().path("error_code").isNull()).isTrue();
        var sid = reply.body().path("sid").asText();
        assertThat(bench.twilio.conversation(bench.ann))
                .extracting(Line::id, Line::text)
                .containsExactly(tuple(sid, "Good day"));
        bench.baton.awaitTaken(2);
        bench.twilio.receives(bench.ann);
        var told = bench.baton.awaitTaken(3);
        assertThat(told)
                .extracting(heard -> field(heard, "MessageStatus"))
                .containsExactly("queued", "sent", "delivered");
        assertThat(told).allMatch(heard -> field(heard, "MessageSid").equals(sid));
        assertThat(told.get(2).header("X-Twilio-Signature")).isEqualTo(signature(told.get(2), callback));
        bench.twilio.receives(bench.ann);
        assertThat(bench.line(0).state()).isEqualTo("delivered");
        assertThat(bench.baton.heard()).hasSize(3);
    }

    @Test
    void whoDoesNotAskIsNotTold() {
        bench.send("To", ANN, "From", NUMBER, "Body", "Good day");
        bench.twilio.receives(bench.ann);
        bench.twilio.writes(bench.ann, "Thank you");

        assertThat(field(bench.baton.awaitTaken(1).get(0), "Body")).isEqualTo("Thank you");
        assertThat(bench.baton.heard()).hasSize(1);
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

        var reply = Asking.postForm(bench.messages(), filled, "Authorization", password(TOKEN));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("code").asInt()).isEqualTo(code);
        assertThat(reply.body().path("status").asInt()).isEqualTo(400);
        assertThat(reply.body().path("message").asText()).isNotBlank();
        assertThat(reply.body().path("more_info").asText()).endsWith("/" + code);
        assertThat(bench.twilio.conversation(bench.ann)).isEmpty();
    }

    @Test
    void tenFilesAreTakenAndElevenAreNot() {
        var ten = "&MediaUrl=https%3A%2F%2Fx.example%2Fa.png".repeat(10);
        var form = "To=" + encoded(ANN) + "&From=" + encoded(NUMBER) + ten;

        assertThat(Asking.postForm(bench.messages(), form, "Authorization", password(TOKEN))
                        .status())
                .isEqualTo(201);
        var eleven = form + "&MediaUrl=https%3A%2F%2Fx.example%2Fb.png";
        assertThat(Asking.postForm(bench.messages(), eleven, "Authorization", password(TOKEN))
                        .body()
                        .path("code")
                        .asInt())
                .isEqualTo(21623);
    }

    @Test
    void aLongTextIsTaken() {
        assertThat(bench.send("To", ANN, "From", NUMBER, "Body", "я".repeat(1600))
                        .status())
                .isEqualTo(201);
        assertThatThrownBy(() -> bench.twilio.writes(bench.ann, "я".repeat(1601)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoHasAnotherPasswordOrAccountIsSentAway() {
        var form = "To=" + encoded(ANN) + "&From=" + encoded(NUMBER) + "&Body=x";

        assertThat(Asking.postForm(bench.messages(), form, "Authorization", password("another"))
                        .body()
                        .path("code")
                        .asInt())
                .isEqualTo(20003);
        assertThat(Asking.postForm(bench.messages(), form).status()).isEqualTo(401);
        var elsewhere = bench.messages().replace(SID, "AC2");
        assertThat(Asking.postForm(elsewhere, form, "Authorization", password(TOKEN))
                        .body()
                        .path("code")
                        .asInt())
                .isEqualTo(20404);
        assertThat(bench.twilio.conversation(bench.ann)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", " stop ", "Unsubscribe"})
    void whoSaysStopIsNotWrittenToUntilTheySayStart(String word) {
        bench.twilio.writes(bench.ann, word);

        var refused = bench.send("To", ANN, "From", NUMBER, "Body", "Good day");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("code").asInt()).isEqualTo(21610);
        assertThat(field(bench.baton.awaitTaken(1).get(0), "Body")).isEqualTo(word);

        bench.twilio.blocks(bench.ann, false);
        assertThat(bench.send("To", ANN, "From", NUMBER, "Body", "Good day").status())
                .isEqualTo(201);
        assertThat(field(bench.baton.awaitTaken(2).get(1), "Body")).isEqualTo("START");
    }

    @Test
    void whatDoesNotArriveIsToldWithItsReason() {
        var callback = bench.baton.url() + "/hooks/sms/acme#rc=3&rp=all";
        bench.twilio.failsLater(1, 30004);
        bench.baton.answersNext(503);

        bench.send("To", ANN, "From", NUMBER, "Body", "One", "StatusCallback", callback);
        bench.send("To", "+380509999999", "From", NUMBER, "Body", "Two", "StatusCallback", callback);

        var told =
                bench.baton.awaitTaken(2, heard -> field(heard, "MessageStatus").equals("undelivered"));
        assertThat(told)
                .extracting(heard -> field(heard, "To"), heard -> field(heard, "ErrorCode"))
                .containsExactlyInAnyOrder(tuple(ANN, "30004"), tuple("+380509999999", "30005"));
        assertThat(bench.twilio.conversation(bench.ann)).isEmpty();
    }

    @Test
    void troubleIsMadeOnDemand() {
        bench.twilio.stage().mischief().next(1, Trouble.TOO_MANY);
        bench.twilio.stage().mischief().next(1, Trouble.SERVER_ERROR);
        bench.twilio.stage().mischief().next(1, Trouble.CUT);
        bench.twilio.stage().mischief().next(1, Trouble.SILENCE);

        assertThat(IntStream.range(0, 5).mapToObj(n -> bench.send("To", ANN, "From", NUMBER, "Body", "Text " + n)
                        .status()))
                .containsExactly(429, 500, 0, 0, 201);
        assertThat(bench.twilio.conversation(bench.ann)).extracting(Line::text).containsExactly("Text 3", "Text 4");
    }

    @Test
    void tooManyAreRefused() {
        bench.start(bench.account("").limit(new Limit(2, 0.001)));

        assertThat(IntStream.range(0, 3).mapToObj(n -> bench.send("To", ANN, "From", NUMBER, "Body", "Text " + n)
                        .status()))
                .containsExactly(201, 201, 429);
        assertThat(bench.twilio.conversation(bench.ann)).hasSize(2);
    }
}
