package baton.engine.tenant;

import static baton.engine.tenant.Companies.acme;
import static baton.engine.tenant.Companies.agent;
import static baton.engine.tenant.Companies.company;
import static baton.engine.tenant.Companies.globex;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.MovableClock;
import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Done;
import baton.engine.spi.Configuration.Outcome;
import baton.engine.spi.Configuration.Part;
import baton.engine.spi.Configuration.Refused;
import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Numbers;
import baton.engine.spi.Tenants.Site;
import baton.protocol.config.v1.Tenant;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Companies on a node of a real cluster, with a real directory: what is edited is known, whatever is asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTenantsTest {

    private final ActorTestKit actors = Clusters.ofOne(
            "tenants",
            ConfigFactory.parseString(
                            """
                    pekko.cluster.sharding.remember-entities-store = eventsourced
                    pekko.actor.testkit.typed.system-shutdown-default = 60s
                    """)
                    .withFallback(PersistenceTestKitPlugin.config())
                    .withFallback(PersistenceTestKitSnapshotPlugin.config()));
    private final Tenancy tenancy = Tenancy.get(actors.system());
    private final LiveTenants tenants = tenancy.tenants();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    @BeforeAll
    void start() {
        Directory.initSharding(actors.system(), new MovableClock());
        tenants.onChange((id, before, after) ->
                changes.add(id + ": " + before.map(t -> t.company()).orElse("-") + " -> "
                        + after.map(t -> t.company()).orElse("-")));
        await(tenancy.follow());
    }

    @BeforeEach
    void nobody() {
        tenants.all().forEach(tenant -> done(tenancy.configuration().removeTenant(author(tenant.id()))));
        changes.clear();
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void aCompanyIsKnownAsSoonAsItIsLoaded() {
        var loaded = done(load(acme()));

        var tenant = tenants.byId("acme").orElseThrow();
        assertThat(tenant.config()).isEqualTo(acme());
        assertThat(tenant.version()).isEqualTo(loaded.version());
        assertThat(tenant.company()).isEqualTo("The company acme");
        assertThat(tenant.queueId()).isEqualTo("main");
        assertThat(tenant.dispositions()).containsExactly("resolved");
        assertThat(tenant.site()).isEqualTo(new Site("site-of-acme", List.of("https://acme.example"), "s3cret"));
        assertThat(tenant.numbers()).isEqualTo(new Numbers("+380 44 100", "100", List.of("1001")));
        assertThat(tenant.agent("anna")).contains(Account.of(acme().getAgents(0)));
    }

    @Test
    void aCompanyIsFoundByAllItsNames() {
        done(load(acme()));
        done(load(globex()));

        assertThat(tenants.bySite("site-of-globex")).map(t -> t.id()).contains("globex");
        assertThat(tenants.byDialled("200")).map(t -> t.id()).contains("globex");
        assertThat(tenants.byDialled("2001")).map(t -> t.id()).contains("globex");
        assertThat(tenants.byDialled("100*471100")).map(t -> t.id()).contains("acme");
        assertThat(tenants.all()).extracting(t -> t.id()).containsExactly("acme", "globex");
    }

    @Test
    void aStrangerIsNobody() {
        var plain = company("acme", "").clearNumbers();
        plain.getSiteBuilder().clearKey();
        done(load(plain.build()));

        assertThat(tenants.byId("")).isEmpty();
        assertThat(tenants.bySite("")).isEmpty();
        assertThat(tenants.byDialled("")).isEmpty();
        assertThat(tenants.byDialled("*471100")).isEmpty();
        assertThat(tenants.byId("acme").orElseThrow().agent("mallory")).isEmpty();
    }

    @Test
    void whoListensHearsWhatWasAndWhatIs() {
        done(load(acme()));
        done(load(globex()));
        done(load(acme().toBuilder().setCompany("Acme 2").build()));
        done(tenancy.configuration().removeTenant(author("acme")));

        assertThat(changes)
                .containsExactly(
                        "acme: - -> The company acme",
                        "globex: - -> The company globex",
                        "acme: The company acme -> Acme 2",
                        "acme: Acme 2 -> -");
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        tenants.onChange((id, before, after) -> {
            if (id.equals("harmful")) {
                throw new IllegalStateException("the test says so");
            }
        });

        done(load(company("harmful", "900").build()));

        assertThat(tenants.byId("harmful")).isPresent();
        assertThat(changes).contains("harmful: - -> The company harmful");
    }

    @Test
    void aPasswordBecomesAHashThatStaysAsLongAsThePasswordDoes() {
        var withPassword = company("acme", "100")
                .addAgents(agent("chloe").clearPasswordHash().setPassword("geheim"))
                .build();

        done(load(withPassword));
        var hash = hash("chloe");
        var again = done(load(withPassword));
        done(tenancy.configuration()
                .save(
                        author("acme"),
                        Tenant.newBuilder()
                                .addAgents(agent("chloe").clearPasswordHash().setPassword("neu"))
                                .build()));

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(again.changes()).isEmpty();
        assertThat(hash("chloe")).startsWith("$argon2id$").isNotEqualTo(hash);
        assertThat(tenants.byId("acme").orElseThrow().config().toString()).doesNotContain("geheim", "neu");
    }

    @Test
    void partsAreEditedAndRefusedWithWhatIsWrong() {
        done(load(acme()));
        var configuration = tenancy.configuration();

        var removed = done(configuration.remove(author("acme"), Part.REPLIES, "hello"));
        var refused = await(configuration.remove(author("acme"), Part.QUEUES, "main"));
        var stale = await(configuration.remove(new Author("acme", "dora", 1), Part.QUEUES, "sales"));

        assertThat(tenants.byId("acme").orElseThrow().version()).isEqualTo(removed.version());
        assertThat(tenants.byId("acme").orElseThrow().config().getRepliesList()).isEmpty();
        assertThat(refused).isInstanceOfSatisfying(Refused.class, r -> {
            assertThat(r.code()).isEqualTo("bad-configuration");
            assertThat(r.problems()).extracting(p -> p.path()).contains("defaultQueue");
        });
        assertThat(stale)
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo("stale"));
    }

    @Test
    void aFileAtTheStartOfANodeChangesNoCompanyThatIsThere() {
        done(load(acme()));

        var loaded = done(tenancy.configuration()
                .loadNew(
                        author("acme"),
                        acme().toBuilder().setCompany("as in the file").build()));

        assertThat(loaded.changes()).isEmpty();
        assertThat(tenants.byId("acme").orElseThrow().company()).isEqualTo("The company acme");
    }

    @Test
    void tenThousandAgentsAreLoadedInPieces() {
        var large = Companies.large("acme", 10_000);

        var loaded = done(load(large));

        assertThat(loaded.changes()).extracting(c -> c.count() + " " + c.what()).contains("10000 agent");
        assertThat(tenants.byId("acme").orElseThrow().agent("a09999")).isPresent();
    }

    private CompletionStage<Outcome> load(Tenant tenant) {
        return tenancy.configuration().load(author(tenant.getId()), tenant);
    }

    private String hash(String agentId) {
        return tenants.byId("acme").orElseThrow().agent(agentId).orElseThrow().passwordHash();
    }

    private static Author author(String tenantId) {
        return new Author(tenantId, "dora", 0);
    }

    private static Done done(CompletionStage<Outcome> outcome) {
        return (Done) await(outcome);
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
