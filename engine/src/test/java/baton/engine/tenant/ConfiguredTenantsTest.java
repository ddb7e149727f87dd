package baton.engine.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Numbers;
import baton.engine.spi.Tenants.Site;
import baton.engine.spi.Tenants.Tenant;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfiguredTenantsTest {

    @Test
    void aCompanyIsReadAsItIsWritten() {
        var tenants = tenants(company("acme", "site-a", "100", "101"));

        assertThat(tenants.all())
                .containsExactly(new Tenant(
                        "acme",
                        "Company acme",
                        new Site("site-a", List.of("https://acme.example"), "s3cret"),
                        new Numbers("+380 44 100", "100", List.of("101")),
                        List.of(
                                new Account("anna", "Anna", "$argon2id$...", "phone-secret", 4),
                                new Account("ben", "Ben", "$argon2id$...", "", 2)),
                        List.of("resolved", "sold"),
                        "main"));
    }

    @Test
    void aCompanyIsFoundByAllItsNames() {
        var tenants = tenants(company("acme", "site-a", "100", "101") + company("globex", "site-g", "200", "201"));

        assertThat(tenants.byId("globex")).map(Tenant::id).contains("globex");
        assertThat(tenants.bySite("site-g")).map(Tenant::id).contains("globex");
        assertThat(tenants.byDialled("200")).map(Tenant::id).contains("globex");
        assertThat(tenants.byDialled("201")).map(Tenant::id).contains("globex");
        assertThat(tenants.byDialled("100*471100")).map(Tenant::id).contains("acme");
        assertThat(tenants.all()).extracting(Tenant::id).containsExactly("acme", "globex");
    }

    @Test
    void aStrangerIsNobody() {
        var tenants = tenants(company("acme", "site-a", "100", "101"));

        assertThat(tenants.byId("")).isEmpty();
        assertThat(tenants.bySite("site-z")).isEmpty();
        assertThat(tenants.byDialled("*471100")).isEmpty();
        assertThat(tenants.byDialled("999")).isEmpty();
        assertThat(tenants.byId("acme").orElseThrow().agent("mallory")).isEmpty();
        assertThat(tenants(" ").all()).isEmpty();
    }

    @Test
    void twoCompaniesMayNotClaimTheSame() {
        assertThatThrownBy(
                        () -> tenants(company("acme", "site", "100", "101") + company("globex", "site", "200", "201")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baton.tenants: site key 'site' belongs to both acme and globex");
        assertThatThrownBy(() -> tenants(company("acme", "a", "100", "101") + company("globex", "g", "200", "100")))
                .hasMessage("baton.tenants: number '100' belongs to both acme and globex");
        assertThatThrownBy(() -> tenants(company("acme", "a", "100", "100")))
                .hasMessage("baton.tenants: number '100' belongs to both acme and acme");
    }

    @Test
    void whatIsMissingIsNamed() {
        var withoutQueue = company("acme", "a", "100", "101").replace("queue = main", "");

        assertThatThrownBy(() -> tenants(withoutQueue))
                .isInstanceOf(ConfigException.Missing.class)
                .hasMessageContaining("queue");
    }

    private static ConfiguredTenants tenants(String companies) {
        return ConfiguredTenants.from(ConfigFactory.parseString("baton.tenants {\n" + companies + "\n}"));
    }

    private static String company(String id, String siteKey, String main, String direct) {
        return """
                %1$s {
                  company = "Company %1$s"
                  queue = main
                  site { key = "%2$s", origins = ["https://%1$s.example"], identity-secret = "s3cret" }
                  numbers { display = "+380 44 %3$s", main = "%3$s", direct = ["%4$s"] }
                  dispositions = [resolved, sold]
                  agents {
                    ben { name = Ben, password-hash = "$argon2id$...", phone-secret = "", text-capacity = 2 }
                    anna { name = Anna, password-hash = "$argon2id$...", phone-secret = phone-secret, text-capacity = 4 }
                  }
                }
                """
                .formatted(id, siteKey, main, direct);
    }
}
