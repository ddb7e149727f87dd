package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import baton.launcher.Configuration;
import baton.testbed.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators are given for Kamailio against Kamailio. {@link TrunkProxyIT} has it in earnest. */
class TrunkProxyTest {

    private static final Path FILE = Path.of("docs/kamailio.cfg");
    private static final Pattern MAX_INV_LIFETIME = Pattern.compile("\"max_inv_lifetime\", (\\d+)\\)");

    @BeforeEach
    void requireKamailio() {
        TrunkProxy.require();
    }

    @Test
    void kamailioHasNothingToSayAgainstTheFile(@TempDir Path directory) throws Exception {
        var settings = TrunkProxy.settings(directory, 5060, List.of(new Place(1, 2, 3, 4), new Place(5, 6, 7, 8)));

        var opinion = TrunkProxy.opinion(settings);

        assertThat(opinion).startsWith("ended with 0\n").contains("config file ok");
        assertThat(opinion.lines())
                .filteredOn(line -> !line.contains("could not rev. resolve")) // the addresses have no names here
                .noneMatch(line -> line.contains("WARNING") || line.contains("ERROR"));
    }

    @Test
    void aCallerMayWaitAtTheProxyForLongerThanAtANode() throws Exception {
        var lifetime = MAX_INV_LIFETIME.matcher(Files.readString(FILE));
        var limit = Configuration.load(Path.of("conf"), Map.of()).getDuration("baton.phone.calls.wait-limit");

        assertThat(lifetime.find())
                .as("Kamailio would give callers up after 3 minutes")
                .isTrue();
        assertThat(Duration.ofMillis(Long.parseLong(lifetime.group(1)))).isGreaterThan(limit);
    }

    @Test
    void nothingIsLeftOfTheAddressesThatAnOperatorHasToEdit(@TempDir Path directory) throws Exception {
        var settings = TrunkProxy.settings(directory, 5060, List.of());

        assertThat(Files.readString(FILE)
                        .lines()
                        .filter(line -> line.endsWith("# !"))
                        .count())
                .as("lines that are marked with !, without those that say more about it")
                .isEqualTo(4);
        assertThat(Files.readString(settings).lines().filter(line -> !line.startsWith("#")))
                .noneMatch(line -> line.contains("10.0.0.") || line.contains("192.0.2.") || line.contains("/etc/"));
    }
}
