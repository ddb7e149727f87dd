package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.FakeEngine;
import baton.engine.web.ServedDoor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramsApiTest {

    private static final String TOKEN = "acme.crm.a-token-of-acme-that-nobody.guesses";
    private static final String PHONE = "/api/v1/customers/by-address/phone/%2B380501112233";

    private final ServedDoor door = new ServedDoor(
            new DeskGateway(),
            "baton.desk.programs { requests-per-second = 1, request-burst = 20, trials-per-address = 2, trial-every = 60s }");

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whatAProgramKnowsIsToldInItsName() {
        var answer = send(
                "PUT",
                PHONE,
                """
                {"name":"Олена","segment":null,"attributes":{"Loyalty points":120,"vat":19.5,"club":true,"note":null,"city":"Київ"},
                 "consents":{"marketing":false}}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(door.engine.told()).singleElement().satisfies(told -> assertThat(told)
                .startsWith("crm of acme|phone|+380501112233: name: \"Олена\" segment: \"\"")
                .contains("key: \"Loyalty points\" value: \"120\"")
                .contains("key: \"vat\" value: \"19.5\"")
                .contains("key: \"club\" value: \"true\"")
                .contains("key: \"note\" value: \"\"")
                .contains("key: \"city\" value: \"Київ\"")
                .contains("key: \"marketing\" value: false")
                .doesNotContain("personal"));
    }

    @Test
    void aPurchaseIsRecorded() {
        var answer = send(
                "POST",
                PHONE + "/activities",
                """
                {"id":"order-1","at":"2026-11-26T14:00:00+02:00","kind":"purchase","title":"Lamp","amount":129.90,
                 "currency":"UAH","url":"https://shop.example/orders/1"}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(door.engine.told()).singleElement().satisfies(told -> assertThat(told)
                .contains(
                        "id: \"order-1\" at { seconds: 1795694400 } kind: \"purchase\" title: \"Lamp\" amount: \"129.9\"")
                .contains("url: \"https://shop.example/orders/1\""));
    }

    @ParameterizedTest
    @CsvSource({
        "email/olena%40example.com, olena@example.com",
        "email/olena@example.com, olena@example.com",
        "phone/+380501112233, +380501112233",
        "webchat/a%2Fb%2520c, a/b%20c",
        "webchat/%D0%9E, О"
    })
    void anAddressIsReadAsItIsWrittenInAUrl(String path, String address) {
        var found = door.get("/api/v1/customers/by-address/" + path, "Authorization", "Bearer " + TOKEN);

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(SignedIn.field(found, "customerId")).isEqualTo("customer of " + address);
    }

    @Test
    void anAttributeIsTakenAwayAndNobodyIsNotFound() {
        assertThat(send("DELETE", PHONE + "/attributes/Loyalty%20points", "").statusCode())
                .isEqualTo(204);
        assertThat(door.engine.told()).singleElement().satisfies(told -> assertThat(told)
                .contains("key: \"Loyalty points\" value: \"\""));

        var nobody = door.get("/api/v1/customers/by-address/phone/nobody", "Authorization", "Bearer " + TOKEN);
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(SignedIn.field(nobody, "code")).isEqualTo("no-such-customer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"nmae":"Ann"}                    | unknown-field
            {"name":7}                        | bad-name
            {"segment":[]}                    | bad-segment
            {"attributes":[]}                 | bad-attribute
            {"attributes":{"a":{"b":1}}}      | bad-attribute
            {"consents":{"marketing":"yes"}}  | bad-consent
            {"consents":{"marketing":null}}   | bad-consent
            {                                 | malformed
            []                                | malformed
            """)
    void aChangeOfAnotherFormIsRefusedByACode(String body, String code) {
        var answer = send("PUT", PHONE, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SignedIn.field(answer, "code")).isEqualTo(code);
        assertThat(door.engine.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"id":"1","kind":"visit","title":"x","at":"yesterday"} | bad-time
            {"id":"1","kind":"visit","title":"x","amount":[]}      | bad-amount
            {"id":1,"kind":"visit","title":"x"}                    | bad-id
            {"id":"1","kind":"visit","titel":"x"}                  | unknown-field
            """)
    void anActivityOfAnotherFormIsRefusedByACode(String body, String code) {
        var answer = send("POST", PHONE + "/activities", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SignedIn.field(answer, "code")).isEqualTo(code);
    }

    @Test
    void whatTheEngineRefusesHasItsCodeAndAFittingStatus() {
        refuses("bad-address", 0, 400);
        refuses("too-many-attributes", 0, 409);
        assertThat(refuses("try-again", 1000, 503).headers().firstValue("retry-after"))
                .contains("1");
    }

    private HttpResponse<String> refuses(String code, int retryAfterMs, int status) {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused(code, retryAfterMs)));
        var answer = send("PUT", PHONE, "{}");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(SignedIn.field(answer, "code")).isEqualTo(code);
        return answer;
    }

    @Test
    void aBodyThatIsTooLargeOrNoJsonIsRefused() {
        assertThat(send("PUT", PHONE, "{\"name\":\"" + "x".repeat(70_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(door.send("PUT", PHONE, "{}", "Content-Type", "text/plain", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer acme.crm",
                "Bearer acme.crm.",
                "Bearer globex.crm.a-token-of-acme-that-nobody.guesses",
                "Bearer acme.shop.a-token-of-acme-that-nobody.guesses",
                "Basic acme.crm.a-token-of-acme-that-nobody.guesses"
            })
    void withoutTheRightTokenNothingIsToldAndNothingIsShown(String authorization) {
        var answer = authorization.isEmpty() ? door.get(PHONE) : door.get(PHONE, "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(SignedIn.field(answer, "code")).isEqualTo("bad-token");
    }

    @Test
    void aProgramIsNoAgentAndAnAgentIsNoProgram() {
        var anna = SignedIn.anna(door);

        assertThat(anna.get(PHONE).statusCode()).isEqualTo(401);
        assertThat(door.get("/api/v1/me", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(401);
        assertThat(door.get("/api/v1/configuration", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToGoOn() {
        for (var i = 0; i < 20; i++) {
            assertThat(send("PUT", PHONE, "{}").statusCode()).isEqualTo(204);
        }

        var tooOften = await429();
        assertThat(SignedIn.field(tooOften, "code")).isEqualTo("too-many-requests");
        assertThat(tooOften.headers().firstValue("retry-after")).contains("1");

        door.putClockForward(Duration.ofSeconds(2));
        assertThat(send("PUT", PHONE, "{}").statusCode()).isEqualTo(204);
    }

    /** While the twenty went a second may have passed, and with it one more was in order. */
    private HttpResponse<String> await429() {
        for (var i = 0; i < 10; i++) {
            var answer = send("PUT", PHONE, "{}");
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("never too often");
    }

    @Test
    void whoGuessesTokensHasToWaitAndWhoHasTheRightOneHasNot() {
        for (var i = 0; i < 2; i++) {
            assertThat(door.get(PHONE, "Authorization", "Bearer acme.crm.wrong").statusCode())
                    .isEqualTo(401);
        }

        var guess = door.get(PHONE, "Authorization", "Bearer acme.crm.wrong");

        assertThat(guess.statusCode()).isEqualTo(429);
        assertThat(SignedIn.field(guess, "code")).isEqualTo("too-many-attempts");
        assertThat(guess.headers().firstValue("retry-after")).isPresent();
        assertThat(send("PUT", PHONE, "{}").statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return door.send(method, path, body, "Content-Type", "application/json", "Authorization", "Bearer " + TOKEN);
    }
}
