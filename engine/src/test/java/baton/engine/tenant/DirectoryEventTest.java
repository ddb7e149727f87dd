package baton.engine.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.tenant.DirectoryEvent.AgentSaved;
import baton.engine.tenant.DirectoryEvent.Stamp;
import baton.engine.tenant.DirectoryEvent.TenantSaved;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DirectoryEventTest {

    private static final Stamp STAMP = new Stamp("acme", 7, "operator", Instant.EPOCH);

    /** Whoever writes one of these into a message for the log writes no secret. */
    @Test
    void whatIsSaidOfASavedCompanyOrAgentHasNoSecrets() {
        var account = ChannelAccount.newBuilder().setChannel("telegram").putSecrets("token", "not-for-the-log");
        var tenant = new TenantSaved(
                Tenant.newBuilder().setId("acme").addAccounts(account).build(), STAMP);
        var agent = new AgentSaved(
                Agent.newBuilder()
                        .setId("anna")
                        .setPasswordHash("not-for-the-log")
                        .setPhoneSecret("not-for-the-log")
                        .build(),
                STAMP);

        assertThat(tenant).hasToString("TenantSaved[acme, stamp=" + STAMP + "]");
        assertThat(agent).hasToString("AgentSaved[anna, stamp=" + STAMP + "]");
    }
}
