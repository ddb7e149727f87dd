package baton.emulator;

import static baton.emulator.TwilioBench.ANN;
import static baton.emulator.TwilioBench.NUMBER;
import static baton.emulator.TwilioBench.SID;
import static baton.emulator.TwilioBench.TOKEN;
import static baton.emulator.TwilioBench.field;
import static baton.emulator.TwilioBench.password;
import static baton.emulator.TwilioBench.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.wire.Ledger.Entry;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers write, as a company hears it. */
class TwilioEmulatorTest {

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
    void aMessageIsAFormSignedOverTheAddressAndAllFields() throws Exception {
        var id = bench.twilio.writes(bench.ann, "Grüße & 😀+1");

        var heard = bench.baton.awaitTaken(1).get(0);

        assertThat(heard.path()).isEqualTo("/hooks/sms/acme");
        assertThat(heard.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(heard.header("X-Twilio-Signature"))
                .isEqualTo(signature(heard, bench.baton.url() + "/hooks/sms/acme"));
        assertThat(field(heard, "MessageSid")).isEqualTo(id).matches("SM[0-9a-f]{32}");
        assertThat(field(heard, "Body")).isEqualTo("Grüße & 😀+1");
        assertThat(field(heard, "From")).isEqualTo(ANN);
        assertThat(field(heard, "To")).isEqualTo(NUMBER);
        assertThat(field(heard, "NumMedia")).isEqualTo("0");
        assertThat(bench.ann.id()).isEqualTo("380501112233");
        await().until(() -> bench.line(0).state(), "told"::equals);
    }

    @Test
    void anAlbumIsOneMessageWhosePicturesWantThePasswordAndLieElsewhere() {
        bench.twilio.sendsAlbum(bench.ann, 3, "Look");

        var heard = bench.baton.awaitTaken(1).get(0);

        assertThat(field(heard, "NumMedia")).isEqualTo("3");
        assertThat(field(heard, "MessageSid")).startsWith("MM");
        assertThat(field(heard, "Body")).isEqualTo("Look");
        assertThat(field(heard, "MediaContentType2")).isEqualTo("image/png");
        var address = field(heard, "MediaUrl2");
        assertThat(address).startsWith(bench.emulators.url() + "/sms/2010-04-01/Accounts/" + SID + "/Messages/MM");
        assertThat(Asking.get(address).status()).isEqualTo(401);
        var there = Asking.get(address, "Authorization", password(TOKEN));
        assertThat(there.status()).isEqualTo(307);
        var picture = Asking.get(there.whole().headers().firstValue("Location").orElseThrow());
        assertThat(picture.whole().headers().firstValue("Content-Type")).contains("image/png");
    }

    @Test
    void unlessItIsAskedToATwilioThatWasRefusedDoesNotTellAgain() {
        bench.start("");
        bench.baton.answersNext(503);

        bench.twilio.writes(bench.ann, "first");
        bench.twilio.writes(bench.ann, "second");

        assertThat(field(bench.baton.awaitTaken(1).get(0), "Body")).isEqualTo("second");
        assertThat(bench.baton.heard()).hasSize(2);
        assertThat(bench.line(0).state()).isEqualTo("lost");
        await().until(() -> bench.line(1).state(), "told"::equals);
    }

    @Test
    void whoCannotBeReachedIsTriedOnceMore() {
        bench.start("");
        bench.baton.close();

        bench.twilio.writes(bench.ann, "first");

        await().until(() -> bench.line(0).state(), "lost"::equals);
        assertThat(bench.twilio.stage().ledger().webhooks(bench.ann.id()))
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
        bench.start(overrides);
        bench.baton.answersNext(
                IntStream.range(0, attempts).mapToObj(n -> refusal).toArray(Integer[]::new));

        bench.twilio.writes(bench.ann, "first");

        await().until(() -> bench.line(0).state(), "lost"::equals);
        assertThat(bench.baton.heard()).hasSize(attempts);
        assertThat(bench.baton.heard())
                .extracting(heard -> heard.header("I-Twilio-Idempotency-Token"))
                .containsOnly(bench.baton.heard().get(0).header("I-Twilio-Idempotency-Token"));
    }

    @Test
    void whatIsSaidToACustomerInAnswerHasToBeInTwiliosLanguage() {
        bench.baton.answersWith("ok");
        bench.twilio.writes(bench.ann, "first");
        await().until(() -> bench.line(0).state(), "lost"::equals);

        bench.baton.answersWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");
        bench.twilio.writes(bench.ann, "second");
        await().until(() -> bench.line(1).state(), "told"::equals);
    }
}
