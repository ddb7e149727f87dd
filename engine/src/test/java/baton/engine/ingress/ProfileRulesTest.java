package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.config.v1.Agent;
import baton.protocol.gateway.v1.ProfileChange;
import baton.protocol.gateway.v1.Receipt;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Tenant ACME = Tenant.of(
            baton.protocol.config.v1.Tenant.newBuilder()
                    .setId("acme")
                    .addAgents(Agent.newBuilder().setId("anna"))
                    .build(),
            1);

    private final ProfileRules rules = new ProfileRules(() -> NOW);

    @Test
    void whatShopsAndCrmsSayIsTaken() {
        assertThat(change(c -> c.setName("Олена Ґудзь-Чорна 👩‍💻")
                        .setSegment("vip")
                        .setPersonalAgentId("anna")
                        .putAttributes("Loyalty points", "120")
                        .putAttributes("Місто", "Київ")
                        .putConsents("marketing", false)))
                .isEmpty();
        assertThat(change(c -> c.setName("").setSegment("").putAttributes("gone", "")))
                .isEmpty();
        assertThat(change(c -> c.setSegment("x".repeat(64)))).isEmpty();
        assertThat(activity(a -> {})).isEmpty();
        assertThat(activity(a -> a.setAmount("-12.5").setCurrency("UAH").setUrl("https://shop.example/a?b=c#d")))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithAChangeHasACode() {
        assertThat(change(c -> c.setName("x".repeat(81)))).contains("bad-name");
        assertThat(change(c -> c.setName("two\nlines"))).contains("bad-name");
        assertThat(change(c -> c.setName("\u202Enna"))).contains("bad-name");
        assertThat(change(c -> c.setSegment("x".repeat(65)))).contains("bad-segment");
        assertThat(change(c -> c.setPersonalAgentId("nobody"))).contains("no-such-agent");
        assertThat(change(c -> c.putAttributes("", "x"))).contains("bad-attribute");
        assertThat(change(c -> c.putAttributes("1st", "x"))).contains("bad-attribute");
        assertThat(change(c -> c.putAttributes("<b>", "x"))).contains("bad-attribute");
        assertThat(change(c -> c.putAttributes("a".repeat(41), "x"))).contains("bad-attribute");
        assertThat(change(c -> c.putAttributes("a", "x".repeat(501)))).contains("bad-attribute");
        assertThat(change(c -> c.putConsents("E-Mail please", true))).contains("bad-consent");
    }

    @Test
    void whatIsWrongWithAnActivityHasACode() {
        assertThat(activity(a -> a.setId(""))).contains("bad-id");
        assertThat(activity(a -> a.setId("x".repeat(129)))).contains("bad-id");
        assertThat(activity(a -> a.setKind("Purchase!"))).contains("bad-kind");
        assertThat(activity(a -> a.setTitle(" "))).contains("bad-title");
        assertThat(activity(a -> a.setTitle("x".repeat(201)))).contains("bad-title");
        assertThat(activity(a -> a.setAmount("12"))).contains("bad-amount");
        assertThat(activity(a -> a.setCurrency("UAH"))).contains("bad-amount");
        assertThat(activity(a -> a.setAmount("1e9").setCurrency("UAH"))).contains("bad-amount");
        assertThat(activity(a -> a.setAmount("1").setCurrency("hryvnia"))).contains("bad-amount");
        assertThat(activity(a -> a.setAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))))
                .contains("bad-time");
        var emptyDateOfAProgram = Instant.parse("0000-12-31T22:00:00Z").getEpochSecond();
        assertThat(activity(a -> a.setAt(Timestamp.newBuilder().setSeconds(emptyDateOfAProgram))))
                .contains("bad-time");
        assertThat(activity(a -> a.setAt(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond() + 400L * 86_400))))
                .contains("bad-time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/1",
                "javascript:alert(1)",
                "https:/shop",
                "//shop.example",
                "https://",
                "https://bank.example@evil.example/",
                "https://shop.example/ 1",
                "not an address"
            })
    void onlyAnHttpsAddressIsShownToAgents(String url) {
        assertThat(activity(a -> a.setUrl(url))).contains("bad-url");
    }

    @Test
    void withoutATimeItIsNow() {
        var read = rules.read(CustomerActivity.newBuilder().setTitle(" Lamp ").build());

        assertThat(read.at()).isEqualTo(NOW);
        assertThat(read.title()).isEqualTo("Lamp");
    }

    private Optional<String> change(Consumer<ProfileChange.Builder> says) {
        var change = ProfileChange.newBuilder();
        says.accept(change);
        return code(rules.wrong(ACME, change.build()));
    }

    private Optional<String> activity(Consumer<CustomerActivity.Builder> says) {
        var activity = CustomerActivity.newBuilder()
                .setId("order-1")
                .setKind("purchase")
                .setTitle("Lamp");
        says.accept(activity);
        return code(rules.wrong(activity.build()));
    }

    private static Optional<String> code(Optional<Receipt> refusal) {
        return refusal.map(receipt -> receipt.getRefused().getCode());
    }
}
