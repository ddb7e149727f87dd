package baton.engine.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Configuration.Problem;
import baton.engine.spi.Tenants;
import baton.protocol.config.v1.Program;
import baton.protocol.config.v1.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTokensTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void whatIsStoredOfATokenIsItsHash() {
        var hashed = ProgramTokens.hashed(with(Program.newBuilder().setId("crm").setToken(TOKEN)));

        assertThat(hashed.toString()).doesNotContain(TOKEN);
        var program = Tenants.Tenant.of(hashed, 1).program("crm").orElseThrow();
        assertThat(program.isShownBy(TOKEN)).isTrue();
        assertThat(program.isShownBy(TOKEN + "0")).isFalse();
        assertThat(program.isShownBy("")).isFalse();
        assertThat(program.toString()).doesNotContain(program.tokenHash());
        assertThat(Tenants.Tenant.of(hashed, 1).program("shop")).isEmpty();
        assertThat(problems(hashed)).isEmpty();
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefusedAndNotStored() {
        for (var weak : List.of("short", TOKEN.substring(1), "with spaces 0123456789abcdef01234567", "x".repeat(201))) {
            var hashed =
                    ProgramTokens.hashed(with(Program.newBuilder().setId("crm").setToken(weak)));

            assertThat(hashed.getPrograms(0).getTokenHash()).isEmpty();
            assertThat(problems(hashed)).containsExactly("programs[0].token");
        }
    }

    @Test
    void aProgramHasATokenAndAnIdOfItsOwn() {
        var none = with(Program.newBuilder().setId("crm"));
        var twice = ProgramTokens.hashed(Tenant.newBuilder()
                .addPrograms(Program.newBuilder().setId("crm").setToken(TOKEN))
                .addPrograms(Program.newBuilder().setId("crm").setToken(TOKEN))
                .build());

        assertThat(problems(none)).containsExactly("programs[0].token");
        assertThat(problems(twice)).containsExactly("programs[1].id");
    }

    @Test
    void anEditThatHasNotSeenTheTokenKeepsIt() {
        var before = Company.of(
                ProgramTokens.hashed(with(Program.newBuilder().setId("crm").setToken(TOKEN))));

        var edited = Secrets.kept(with(Program.newBuilder().setId("crm").setName("Our CRM")), before);

        assertThat(edited.getPrograms(0).getTokenHash()).isEqualTo(Tenants.Program.hash(TOKEN));
        assertThat(edited.getPrograms(0).getName()).isEqualTo("Our CRM");
        assertThat(problems(edited)).isEmpty();
    }

    private static Tenant with(Program.Builder program) {
        return Tenant.newBuilder().addPrograms(program).build();
    }

    private static List<String> problems(Tenant tenant) {
        var findings = new Findings();
        ProgramRules.check(tenant.getProgramsList(), findings);
        return findings.all().stream().map(Problem::path).toList();
    }
}
