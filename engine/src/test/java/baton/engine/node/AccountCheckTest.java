package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Tenants;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountCheckTest {

    private static final Pigeons PIGEONS = new Pigeons();

    @Test
    void anAccountWithEverythingIsFine() {
        assertThat(problems(account("pigeon").putSettings("loft", "north").putSecrets("ring", "42")))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsNamedAndNoSecretIsTold() {
        assertThat(problems(account("pigeon").putSettings("loft", "").putSecrets("corn", "yellow")))
                .containsExactly(
                        "the account of acme with pigeon lacks the setting loft",
                        "the account of acme with pigeon lacks the secret ring");
    }

    @Test
    void whatItsDoorCannotWorkWithIsSaid() {
        assertThat(problems(account("pigeon").putSettings("loft", "flooded").putSecrets("ring", "42")))
                .containsExactly("the account of acme with pigeon cannot work: there is no landing in the loft");
    }

    @Test
    void anAccountWithoutADoorIsNamed() {
        assertThat(problems(account("smoke")))
                .containsExactly("the account of acme with smoke is of no use: there is no door of that name");
    }

    private static List<String> problems(ChannelAccount.Builder account) {
        var tenant = Tenant.newBuilder().setId("acme").addAccounts(account).build();
        return AccountCheck.problems(
                Tenants.Tenant.of(tenant, 1),
                name -> Optional.of(PIGEONS.accountRules()).filter(rules -> name.equals(PIGEONS.name())),
                ConfigFactory.empty());
    }

    private static ChannelAccount.Builder account(String channel) {
        return ChannelAccount.newBuilder().setChannel(channel);
    }
}
