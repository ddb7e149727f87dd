package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckupTest {

    private static final Path CONF = Path.of("conf");
    private static final String MEDIA = "baton.media { directory = target/media-of-checkup";
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void aMisspeltVariableIsNamedTogetherWithTheOneThatWasMeant() {
        var seen = lookAtNode(Map.of("BATON_SEED", "a:1", "BATON_HTTP_PROT", "8081", "HOME", "/root"));

        assertThat(seen)
                .contains(
                        "MEND  variables: nobody reads BATON_HTTP_PROT (did you mean BATON_HTTP_PORT?), BATON_SEED (did"
                                + " you mean BATON_SEEDS?); correct the name or take it away.");
    }

    @Test
    void variablesOfTheLauncherOfDoorsAndOfTheLogAreKnown() {
        assertThat(Variables.known(CONF))
                .contains(
                        "BATON_SEEDS",
                        "BATON_JAVA_OPTS",
                        "BATON_SECRET",
                        "BATON_SIP_TRUSTED_TRUNKS",
                        "BATON_WEBCHAT_MAX_TEXT",
                        "BATON_ROUTING_SECOND_CHANCE_AFTER",
                        "BATON_MEDIA_BUCKET_SECRET_KEY",
                        "BATON_LOG_FORMAT",
                        "BATON_LOG_LEVEL_SIP");
    }

    @Test
    void aNodeWithOtherSeedsMustNotCallItselfByTheLoopback() {
        var seeds = Map.of("BATON_SEEDS", "node1.example.net:25520,node2.example.net:25520");

        assertThat(lookAtNode(seeds))
                .contains(
                        "MEND  addresses for others: others are to find this node and it calls itself 127.0.0.1, where"
                                + " they cannot reach it; set BATON_ARTERY_HOST to its own address.");
        assertThat(lookAtNode(with(Map.of(), "baton.bootstrap = dns")))
                .contains("MEND  addresses for others: others are");
        assertThat(lookAtNode(with(seeds, "pekko.remote.artery.canonical.hostname = node1.example.net")))
                .contains("ok    addresses for others");
        assertThat(lookAtNode(Map.of())).contains("ok    addresses for others");
    }

    @Test
    void aPortThatIsNoNumberIsOneLineAndNotAnEnd() {
        assertThat(lookAtNode(with(Map.of(), "baton.http.port = abc")))
                .contains("MEND  ports of the node: a setting is wrong: ")
                .contains("baton.http.port has type STRING rather than NUMBER")
                .endsWith(" to mend.\n");
    }

    @Test
    void nobodyCanAnswerToAllAddresses() {
        assertThat(lookAtNode(with(Map.of(), "baton.phone.sip.host = 0.0.0.0")))
                .contains("MEND  addresses for others: BATON_SIP_HOST is 0.0.0.0, to which nobody can answer");
    }

    @Test
    void whoReachesTheTelephoneIsBelievedOnlyBehindATrunkThatIsNamed() {
        var open = "baton.phone.sip.host = 192.0.2.1";

        assertThat(lookAtNode(with(Map.of(), open)))
                .contains("MEND  callers' numbers: telephones are heard at 192.0.2.1, and every caller is believed");
        assertThat(lookAtNode(with(Map.of(), open + ", baton.phone.sip.trusted-trunks = \"192.0.2.7\"")))
                .contains("ok    callers' numbers");
        assertThat(lookAtNode(with(Map.of(), open + ", baton.phone.sip.trusted-trunks = \" , \"")))
                .contains("MEND  callers' numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.1.7", "localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void whereNobodyElseReachesTheTelephoneNoTrunkHasToBeNamed(String host) {
        assertThat(lookAtNode(with(Map.of(), "baton.phone.sip.host = \"" + host + "\"")))
                .contains("ok    callers' numbers");
    }

    @Test
    void aNodeWithoutDoorsHearsNoTelephones() {
        var entities = Map.of("BATON_ROLES", "entities");

        assertThat(lookAtNode(with(entities, "baton.phone.sip.host = 192.0.2.1")))
                .contains("ok    callers' numbers");
    }

    @Test
    void companiesAreNotLoadedFromOtherMachinesWithoutAToken() {
        var remote = Map.of("BATON_DIRECTORY_REMOTE_IMPORT", "on");

        assertThat(lookAtNode(with(remote, "baton.directory.remote-import = on")))
                .contains("MEND  who may load companies: whoever reaches the management port reads and changes all");
        assertThat(lookAtNode(with(remote, "baton.directory { remote-import = on, token = " + "x".repeat(32) + " }")))
                .contains("ok    who may load companies");
        assertThat(lookAtNode(Map.of())).contains("ok    who may load companies");
    }

    @Test
    void aTokenThatCanBeGuessedIsOneSentence() {
        var weak = "baton { secret = " + "x".repeat(32) + ", directory.token = short }";

        assertThat(lookAtNode(with(Map.of(), weak)))
                .contains("MEND  secret and companies: BATON_DIRECTORY_TOKEN has fewer than 32 characters");
    }

    @Test
    void aDatabaseThatIsNotThereIsOneLineAndNotAnEnd() {
        var seen = lookAtNode(Map.of());

        assertThat(seen)
                .contains("MEND  tables of the database: Cassandra does not answer at 127.0.0.1:1;")
                .contains("MEND  durability of the database: Cassandra does not answer at 127.0.0.1:1;")
                .contains("MEND  clocks: Cassandra does not answer at 127.0.0.1:1;")
                .endsWith(" to mend.\n");
    }

    @Test
    void clocksThatDifferByMoreThanHalfASecondAreToBeMended() {
        assertThatThrownBy(() -> ClockCheck.requireEqual("db1:9042", NOON, NOON.plusMillis(4), NOON.plusMillis(2300)))
                .isInstanceOf(Problem.class)
                .hasMessage("this machine's clock is 2.3 s behind that of Cassandra at db1:9042; run chrony or ntpd on"
                        + " both.");
        assertThatThrownBy(() -> ClockCheck.requireEqual("db1:9042", NOON, NOON.plusMillis(4), NOON.minusMillis(900)))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("this machine's clock is 0.9 s ahead of that of Cassandra at db1:9042");
    }

    @Test
    void anAnswerThatTookLongSaysNothingAboutClocks() {
        assertThatCode(() -> ClockCheck.requireEqual("db1:9042", NOON, NOON.plusSeconds(5), NOON.plusSeconds(3)))
                .doesNotThrowAnyException();
    }

    @Test
    void aDatabaseThatConfirmsWhatIsNotOnDiskNeedsThreeCopies() {
        assertThatThrownBy(() -> DurabilityCheck.requireKept("db1:9042", "periodic", 1))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        "Cassandra at db1:9042 confirms what is not on its disk yet (commitlog_sync: periodic), and there are"
                                + " not 3 copies of it but 1: if it dies, what was confirmed last is lost; set commitlog_sync: batch in its"
                                + " cassandra.yaml, or have 3 copies.");
        assertThatCode(() -> {
                    DurabilityCheck.requireKept("db1:9042", "periodic", 3);
                    DurabilityCheck.requireKept("db1:9042", "batch", 1);
                    DurabilityCheck.requireKept("db1:9042", "group", 1);
                    DurabilityCheck.requireKept("db1:9042", "", 1);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aDatabaseThatTakesHalfAWriteForAWholeOneNeedsThreeCopies() {
        assertThatThrownBy(() -> DurabilityCheck.requireWhole("db1:9042", "direct", 2))
                .isInstanceOf(Problem.class)
                .hasMessage("Cassandra at db1:9042 can lose what it has confirmed when its disk runs full"
                        + " (commitlog_disk_access_mode: direct), and there are not 3 copies of it but 2; set"
                        + " commitlog_disk_access_mode: legacy in its cassandra.yaml.");
        assertThatThrownBy(() -> DurabilityCheck.requireWhole("db1:9042", "auto", 1))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("(commitlog_disk_access_mode: auto)");
        assertThatCode(() -> {
                    DurabilityCheck.requireWhole("db1:9042", "auto", 3);
                    DurabilityCheck.requireWhole("db1:9042", "direct", 3);
                    DurabilityCheck.requireWhole("db1:9042", "legacy", 1);
                    DurabilityCheck.requireWhole("db1:9042", "", 1);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void copiesAreThoseOfTheDataCentreWithTheFewest() {
        assertThat(DurabilityCheck.copies(Map.of("class", "o.a.c.locator.SimpleStrategy", "replication_factor", "2")))
                .isEqualTo(2);
        assertThat(DurabilityCheck.copies(
                        Map.of("class", "o.a.c.locator.NetworkTopologyStrategy", "dc1", "3", "dc2", "1")))
                .isEqualTo(1);
        assertThat(DurabilityCheck.copies(Map.of("class", "o.a.c.locator.NetworkTopologyStrategy", "dc1", "3/1")))
                .isEqualTo(3);
        assertThat(DurabilityCheck.copies(Map.of("class", "o.a.c.locator.LocalStrategy")))
                .isEqualTo(1);
    }

    @Test
    void aBucketThatCannotBeIsNamedByItsSetting() {
        assertThat(lookAtNode(with(Map.of(), MEDIA + ", store = s3, bucket.name = files }")))
                .contains("MEND  store of files: baton.media.bucket.access-key is '' (expected: what the service has"
                        + " given you).");
        assertThat(lookAtNode(with(Map.of(), MEDIA + " }"))).contains("ok    store of files");
    }

    @Test
    void aBucketThatIsNotThereIsOneLineThatSaysWhichAndNoSecret() {
        var bucket =
                "{ name = files, endpoint = \"http://127.0.0.1:1\", path-style = true, access-key = AK, secret-key ="
                        + " very-secret }";

        assertThat(lookAtNode(with(Map.of(), MEDIA + ", store = s3, bucket " + bucket + " }")))
                .contains("MEND  store of files: the bucket files at http://127.0.0.1:1 does not answer (")
                .doesNotContain("very-secret");
    }

    private record Setting(Map<String, String> environment, Config config) {}

    private static Setting with(Map<String, String> environment, String config) {
        return new Setting(environment, ConfigFactory.parseString(config));
    }

    private static String lookAtNode(Map<String, String> environment) {
        return lookAtNode(with(environment, ""));
    }

    private static String lookAtNode(Setting setting) {
        var output = new ByteArrayOutputStream();
        var environment = new HashMap<>(setting.environment());
        environment.put(Configuration.CONTACT_POINTS, "127.0.0.1:1"); // nobody listens there
        var installation = new Installation(Path.of("."), CONF, Path.of("target/nothing"));
        var checkup = new Checkup(
                new Console(new PrintStream(output, true, StandardCharsets.UTF_8)), installation, environment);
        checkup.node(setting.config());
        checkup.conclude();
        return output.toString(StandardCharsets.UTF_8);
    }
}
