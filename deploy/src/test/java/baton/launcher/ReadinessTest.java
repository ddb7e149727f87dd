package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.egress.Sender;
import baton.engine.media.Fetcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** For which kinds of entities a node waits before it says that it is ready, against those that there are. */
class ReadinessTest {

    private static final Path CONF = Path.of("conf");
    private static final Path ENGINE = Path.of("../engine/src/main/java");
    private static final Pattern KIND = Pattern.compile("EntityTypeKey\\.create\\(\\w+\\.class, \"(\\w+)\"\\)");
    /** Kept where doors are open. */
    private static final List<String> DOOR_KINDS = List.of(Sender.TYPE_KEY.name(), Fetcher.TYPE_KEY.name());

    @Test
    void aNodeIsReadyWhenAllKindsOfEntitiesAreInItsReach() throws IOException {
        assertThat(kinds()).hasSizeGreaterThan(10).containsAll(DOOR_KINDS);
        assertThat(awaited(Map.of()))
                .as("pekko.cluster.sharding.healthcheck.names: a new kind belongs there, or to baton.door-kinds")
                .containsExactlyInAnyOrderElementsOf(kinds());
        assertThat(awaited(Map.of("BATON_ROLES", "doors"))).containsExactlyInAnyOrderElementsOf(kinds());
    }

    @Test
    void aNodeForConversationsAloneDoesNotWaitForWhatLivesAtDoors() throws IOException {
        var others = kinds().stream().filter(kind -> !DOOR_KINDS.contains(kind)).toList();

        assertThat(awaited(Map.of("BATON_ROLES", "entities"))).containsExactlyInAnyOrderElementsOf(others);
    }

    private static List<String> awaited(Map<String, String> environment) {
        return Configuration.load(CONF, environment).getStringList("pekko.cluster.sharding.healthcheck.names");
    }

    /** As the engine's sources name them. */
    private static List<String> kinds() throws IOException {
        try (var files = Files.walk(ENGINE)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> KIND.matcher(text(file)).results())
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
