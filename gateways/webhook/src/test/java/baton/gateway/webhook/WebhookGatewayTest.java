package baton.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.FakeProvider;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.ServedDoor;
import baton.protocol.gateway.v1.Delivery;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookGatewayTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"type\":\"episode.messageReceived\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakeProvider program = new FakeProvider();
    private final WebhookGateway gateway = new WebhookGateway();
    private final ServedDoor door = new ServedDoor(gateway, "baton.http.reach-private = true");

    @AfterAll
    void close() {
        door.close();
        program.close();
    }

    @BeforeEach
    void forget() {
        program.asked.clear();
    }

    @Test
    void anEntryIsPostedSigned() {
        program.says(204, "");

        assertThat(tell()).isEqualTo(Deliveries.taken(""));

        assertThat(program.asked).hasSize(1);
        var asked = program.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /crm?from=baton");
        assertThat(asked.body()).isEqualTo(BODY);
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
        assertThat(asked.header("webhook-id")).isEqualTo("e1.7");
        var at = Long.parseLong(asked.header("webhook-timestamp"));
        assertThat(Instant.ofEpochSecond(at))
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        assertThat(asked.header("webhook-signature")).isEqualTo(Signature.of(SECRET, "e1.7", at, BODY));
    }

    @Test
    void theSignatureIsThatOfTheStandard() {
        // An example that senders of the standard publish.
        var body = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";

        assertThat(Signature.of("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1731705121L, body))
                .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 500, 503})
    void whatSomebodyMayMendIsTriedAgainAndAllWait(int status) {
        program.says(status, "no");

        assertThat(tell()).isEqualTo(Deliveries.allLater("provider-away", Duration.ZERO));
    }

    @Test
    void theProgramsOwnPauseIsKept() {
        program.asksToWait(429, "42");

        assertThat(tell()).isEqualTo(Deliveries.allLater("rate-limited", Duration.ofSeconds(42)));
    }

    @Test
    void whatIsGoneIsNotToldAgain() {
        program.says(410, "");

        assertThat(tell().getFailed().getCode()).isEqualTo("gone");
    }

    @Test
    void whatCannotBeAskedFailsTheStage() {
        assertThat(gateway.tell(account("no address at all"), "e1.7", BODY)).failsWithin(PATIENCE);
        assertThat(gateway.tell(account("ftp://crm.example"), "e1.7", BODY)).failsWithin(PATIENCE);
        var unsigned = new ChannelAccount("webhook", Map.of("url", program.url()), Map.of());
        assertThat(gateway.tell(unsigned, "e1.7", BODY)).failsWithin(PATIENCE);
        assertThat(new WebhookGateway().tell(account(program.url()), "e1.7", BODY))
                .failsWithin(PATIENCE);
        assertThat(program.asked).isEmpty();
    }

    @Test
    void noCompanyReachesWhatStandsBesideTheNode() {
        var careful = new WebhookGateway();
        try (var ignored = new ServedDoor(careful, "baton.http.reach-private = false")) {
            assertThat(careful.tell(account(program.url()), "e1.7", BODY))
                    .as("without TLS")
                    .failsWithin(PATIENCE);
            var byName = program.url().replace("http://127.0.0.1", "https://localhost");
            assertThat(careful.tell(account(byName), "e1.7", BODY))
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(Exception.class)
                    .withStackTraceContaining("is not in a public network");
        }
        assertThat(program.asked).isEmpty();
    }

    @Test
    void whoeverOperatesTheNodeIsToldOfAnAddressThatItNeverAsks() {
        assertThat(objection("http://crm.example", false))
                .contains(
                        "the setting url has to begin with https:// (http:// only with BATON_HTTP_REACH_PRIVATE=true)");
        assertThat(objection("https://crm.example", false)).isEmpty();
        assertThat(objection("http://crm.example", true)).isEmpty();
        assertThat(objection("ftp://crm.example", true)).isPresent();
    }

    private static Optional<String> objection(String url, boolean reachPrivate) {
        var node = ConfigFactory.parseString("baton.http.reach-private = " + reachPrivate);
        return new WebhookGateway().accountRules().objection().to(account(url), node);
    }

    @Test
    void aCompanyChoosesWhatItIsToldOf() {
        assertThat(gateway.wanted(account("https://crm.example"))).isEmpty();
        var choosy = new ChannelAccount(
                "webhook", Map.of("url", "https://crm.example", "events", " messageReceived, episodeClosed"), Map.of());
        assertThat(gateway.wanted(choosy)).containsExactlyInAnyOrder("messageReceived", "episodeClosed");
    }

    private Delivery tell() {
        try {
            return gateway.tell(account(program.url() + "/crm?from=baton"), "e1.7", BODY)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("not told", failure);
        }
    }

    private static ChannelAccount account(String url) {
        return new ChannelAccount("webhook", Map.of("url", url), Map.of("signingSecret", SECRET));
    }
}
