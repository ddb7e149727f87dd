package baton.engine.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final String TOKEN = "123456:ABC-DEF";

    private final Vault vault = new Vault("0123456789abcdef0123456789abcdef");

    @Test
    void whatIsSealedCannotBeReadAndOpensAgain() {
        var sealed = vault.sealed(acme("telegram", TOKEN));

        assertThat(secret(sealed)).startsWith("sealed:1:").doesNotContain(TOKEN);
        assertThat(vault.opened(sealed)).isEqualTo(acme("telegram", TOKEN));
    }

    @Test
    void theSameSecretAtTheSamePlaceIsSealedTheSame() {
        assertThat(vault.sealed(acme("telegram", TOKEN))).isEqualTo(vault.sealed(acme("telegram", TOKEN)));
        assertThat(vault.sealed(vault.sealed(acme("telegram", TOKEN))))
                .isEqualTo(vault.sealed(acme("telegram", TOKEN)));
        assertThat(secret(vault.sealed(acme("telegram", TOKEN))))
                .isNotEqualTo(secret(vault.sealed(acme("viber", TOKEN))));
    }

    @Test
    void whatHasBeenTouchedOrMovedIsNotOpened() {
        var sealed = secret(vault.sealed(acme("telegram", TOKEN)));

        assertThat(secret(vault.opened(acme("viber", sealed)))).isEmpty();
        assertThat(secret(vault.opened(acme("telegram", sealed.substring(0, sealed.length() - 4)))))
                .isEmpty();
        assertThat(secret(vault.opened(acme("telegram", "sealed:1:nothing")))).isEmpty();
    }

    @Test
    void anotherInstallationCannotOpenIt() {
        var sealed = vault.sealed(acme("telegram", TOKEN));

        assertThat(secret(new Vault("another secret of 32 characters...").opened(sealed)))
                .isEmpty();
    }

    private static Tenant acme(String channel, String token) {
        return Tenant.newBuilder()
                .setId("acme")
                .addAccounts(ChannelAccount.newBuilder()
                        .setChannel(channel)
                        .putSettings("username", "acme_bot")
                        .putSecrets("token", token))
                .build();
    }

    private static String secret(Tenant tenant) {
        return tenant.getAccounts(0).getSecretsOrThrow("token");
    }
}
