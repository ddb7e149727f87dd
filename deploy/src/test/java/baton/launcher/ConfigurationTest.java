package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Reply;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final Path CONF = Path.of("conf");

    @Test
    void aNodeIsItsOwnSeedUntilSomebodyNamesOthers() {
        var alone = Configuration.load(CONF, Map.of());
        var several = Configuration.load(CONF, Map.of("BATON_SEEDS", "a.example:25520, b.example:25520"));

        assertThat(alone.getStringList("baton.seed-nodes")).containsExactly("pekko://baton@127.0.0.1:25520");
        assertThat(several.getStringList("baton.seed-nodes"))
                .containsExactly("pekko://baton@a.example:25520", "pekko://baton@b.example:25520");
    }

    @Test
    void aNodeThatLooksTheOthersUpListsNone() {
        var config = Configuration.load(CONF, Map.of("BATON_BOOTSTRAP", "dns"));

        assertThat(config.getStringList("baton.seed-nodes")).isEmpty();
        assertThat(config.getString("pekko.discovery.method")).isEqualTo("pekko-dns");
    }

    @Test
    void aNodeIsForDoorsAndEntitiesUntilSomebodyChooses() {
        assertThat(Configuration.load(CONF, Map.of()).getStringList("pekko.cluster.roles"))
                .containsExactly("doors", "entities");
        assertThat(Configuration.load(CONF, Map.of("BATON_ROLES", "doors")).getStringList("pekko.cluster.roles"))
                .containsExactly("doors");
        assertThatThrownBy(() -> Configuration.load(CONF, Map.of("BATON_ROLES", "dors")))
                .isInstanceOf(Problem.class)
                .hasMessage("BATON_ROLES is \"dors\", expected doors, entities or both.");
    }

    @Test
    void anUnknownWayToFindTheOthersIsOneSentence() {
        assertThatThrownBy(() -> Configuration.load(CONF, Map.of("BATON_BOOTSTRAP", "consul")))
                .isInstanceOf(Problem.class)
                .hasMessage("BATON_BOOTSTRAP is \"consul\", expected seeds, dns or kubernetes-api.");
    }

    @Test
    void contactPointsAndLoginOfTheDatabaseComeFromTheEnvironment() {
        var config = Configuration.load(
                CONF,
                Map.of(
                        "BATON_CASSANDRA_CONTACT_POINTS", "db1:9042,db2:9042",
                        "BATON_CASSANDRA_USER", "baton",
                        "BATON_CASSANDRA_PASSWORD", "hidden"));

        assertThat(config.getStringList("datastax-java-driver.basic.contact-points"))
                .containsExactly("db1:9042", "db2:9042");
        assertThat(config.getString("datastax-java-driver.advanced.auth-provider.username"))
                .isEqualTo("baton");
    }

    @Test
    void anAddressWithoutAPortIsOneSentenceThatNamesTheSetting() {
        assertThatThrownBy(() -> Configuration.load(CONF, Map.of("BATON_SEEDS", "a.example")))
                .isInstanceOf(Problem.class)
                .hasMessage("BATON_SEEDS has \"a.example\", expected host:port,host:port.");
    }

    @Test
    void journalAndSnapshotsLieInOneKeyspaceAndNodesMakeNoTables() {
        var cassandra = Configuration.load(CONF, Map.of()).getConfig("pekko.persistence.cassandra");

        assertThat(cassandra.getString("journal.keyspace")).isEqualTo("baton");
        assertThat(cassandra.getString("snapshot.keyspace")).isEqualTo("baton");
        assertThat(cassandra.getBoolean("journal.tables-autocreate")).isFalse();
        assertThat(cassandra.getBoolean("snapshot.tables-autocreate")).isFalse();
    }

    @Test
    void aProductionNodeKnowsNoDemoCompanyAndHasNoDemoTelephones() {
        var production = Configuration.load(CONF, Map.of());
        var demo = Configuration.load(CONF, Map.of(), Configuration.demo(CONF));

        assertThat(production.getStringList("baton.tenants-files")).isEmpty();
        assertThat(production.hasPath("baton.phone.demo.enabled") && production.getBoolean("baton.phone.demo.enabled"))
                .isFalse();
        assertThat(demo.getBoolean("baton.phone.demo.enabled")).isTrue();
        assertThat(production.getString("baton.call.conference")).isEmpty();
        assertThat(production.getInt("baton.phone.demo.mixer-port")).isZero();
        assertThat(demo.getString("baton.call.conference")).isEqualTo("sip:room-{id}@127.0.0.1:5070");
        assertThat(demo.getStringList("baton.tenants-files"))
                .containsExactly(CONF.resolve("demo.yaml").toAbsolutePath().toString());
    }

    @Test
    void theDemoCompanyIsInOrder() {
        var demo = TenantFiles.from(Configuration.load(CONF, Map.of(), Configuration.demo(CONF)));

        assertThat(demo).hasSize(1);
        assertThat(demo.get(0).getAgentsList())
                .extracting(Agent::getId)
                .containsExactly("anna", "ben", "chloe", "dora");
        assertThat(demo.get(0).getNumbers().getDirectList())
                .hasSize(20)
                .startsWith("44001")
                .endsWith("44020");
        assertThat(demo.get(0).getRepliesList()).extracting(Reply::getLanguage).contains("en", "uk", "ru", "ro");
    }

    @Test
    void aProductionNodeWithoutSecretOrWithCompaniesAmongItsSettingsIsRefused() {
        var nothing = Configuration.load(CONF, Map.of());
        var secretOnly =
                ConfigFactory.parseMap(Map.of("baton.secret", "x".repeat(32))).withFallback(nothing);

        assertThatThrownBy(() -> NodeCommand.require(nothing))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("BATON_SECRET has fewer than 32 characters");
        assertThatCode(() -> NodeCommand.require(secretOnly)).doesNotThrowAnyException();
        assertThatThrownBy(() -> NodeCommand.require(ConfigFactory.parseString("baton.tenants.acme.company = Acme")
                        .withFallback(secretOnly)))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("baton.tenants is not read any more")
                .hasMessageContaining("baton import FILE");
    }

    @Test
    void ofTwoFilesThatSetTheSameTheLaterOneWins(@TempDir Path directory) throws Exception {
        var first = Files.writeString(directory.resolve("1.conf"), "baton.http.port = 1111, baton.secret = one");
        var second = Files.writeString(directory.resolve("2.conf"), "baton.http.port = 2222");

        var config = Configuration.load(CONF, Map.of(), Configuration.files(List.of(first, second)));

        assertThat(config.getInt("baton.http.port")).isEqualTo(2222);
        assertThat(config.getString("baton.secret")).isEqualTo("one");
    }

    @Test
    void aMistakeInAFileNamesTheFileAndTheLine(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("wrong.conf"), "baton {\n  http { port = \n");

        assertThatThrownBy(() -> Configuration.files(List.of(file)))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("The configuration is wrong: ")
                .hasMessageContaining("wrong.conf: 3");
    }

    @Test
    void aFurtherNodeHasPortsOfItsOwn() {
        var first = Configuration.load(CONF, Map.of());

        assertThat(NodePort.environment(first, 2))
                .containsEntry("BATON_HTTP_PORT", "8082")
                .containsEntry("BATON_MANAGEMENT_PORT", "8560")
                .containsEntry("BATON_ARTERY_PORT", "25522");
        assertThat(NodePort.moved(first, 2).getInt("baton.http.port")).isEqualTo(8082);
        assertThat(NodePort.seed(first)).isEqualTo("127.0.0.1:25520");
    }
}
