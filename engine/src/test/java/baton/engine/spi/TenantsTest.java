package baton.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Tenants.Tenant;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Program;
import baton.protocol.config.v1.Site;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TenantsTest {

    private final Tenant tenant = Tenant.of(
            baton.protocol.config.v1.Tenant.newBuilder()
                    .setId("acme")
                    .setSite(Site.newBuilder().setKey("site-key").setIdentitySecret("not-for-the-log"))
                    .addAgents(Agent.newBuilder()
                            .setId("anna")
                            .setPasswordHash("not-for-the-log")
                            .setPhoneSecret("not-for-the-log"))
                    .addAccounts(
                            ChannelAccount.newBuilder().setChannel("telegram").putSecrets("token", "not-for-the-log"))
                    .addPrograms(Program.newBuilder().setId("crm").setTokenHash("not-for-the-log"))
                    .build(),
            7);

    /** Whoever writes one of these into a message for the log writes no secret. */
    @Test
    void whatIsSaidOfACompanyAndWhatBelongsToItHasNoSecrets() {
        var said = Stream.of(
                        tenant,
                        tenant.site(),
                        tenant.agent("anna").orElseThrow(),
                        tenant.account("telegram").orElseThrow(),
                        tenant.program("crm").orElseThrow())
                .map(Object::toString);

        assertThat(said)
                .noneMatch(text -> text.contains("not-for-the-log"))
                .satisfiesExactly(
                        company -> assertThat(company).contains("acme"),
                        site -> assertThat(site).contains("site-key"),
                        agent -> assertThat(agent).contains("anna"),
                        account -> assertThat(account).contains("telegram"),
                        program -> assertThat(program).contains("crm"));
    }
}
