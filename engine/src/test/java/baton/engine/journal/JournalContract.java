package baton.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the journal of every entity promises: bytes of earlier releases read for ever, what this release does not know has a
 * name, and a snapshot forgets nothing. Extend it in the entity's own tests.
 *
 * @param <E> the events
 * @param <S> the state
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JournalContract<E, S> {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final int WALKS = 60;

    protected abstract JournalSerializer<E, S> serializer();

    protected abstract Class<E> eventType();

    /** As it is in the journal for ever. */
    protected abstract String name();

    /** As it is in the journal for ever. */
    protected abstract int identifier();

    /** One of each kind, every field with a value of its own. */
    protected abstract List<E> samples();

    /**
     * What has grown since it was first stored, with all its fields, by the name of its golden file, for example
     * {@code WorkQueued.2}. The sample in {@link #samples()} is what the old bytes mean today.
     */
    protected Map<String, E> grown() {
        return Map.of();
    }

    /** One from which all samples that a state keeps have come. */
    protected abstract S sampleState();

    /** Visits every state on a random way that an entity can really go; the same way for the same seed. */
    protected abstract void walk(Random random, Consumer<S> visit);

    @Test
    void itsNameInTheJournalNeverChanges() {
        assertThat(serializer().identifier()).isEqualTo(identifier());
        assertThat(serializer().manifest(samples().get(0))).isEqualTo(name() + "-event.v1");
        assertThat(serializer().manifest(sampleState())).isEqualTo(name() + "-snapshot.v1");
    }

    @Test
    void everyEventHasASample() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrder(eventType().getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenReadsBack(E event) {
        var written = serializer().toBinary(event);

        assertThat(serializer().fromBinary(written, name() + "-event.v1")).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bytesWrittenByEarlierReleasesStillRead(E expected) throws Exception {
        var golden = golden(expected.getClass().getSimpleName(), expected);

        assertThat(serializer().fromBinary(golden, name() + "-event.v1")).isEqualTo(expected);
    }

    @Test
    void whatHasGrownReadsBackAndStaysAsItWasFirstWritten() throws Exception {
        for (var sample : grown().entrySet()) {
            var written = serializer().toBinary(sample.getValue());

            assertThat(serializer().fromBinary(written, name() + "-event.v1")).isEqualTo(sample.getValue());
            assertThat(serializer().fromBinary(golden(sample.getKey(), sample.getValue()), name() + "-event.v1"))
                    .isEqualTo(sample.getValue());
        }
    }

    @Test
    void snapshotsWrittenByEarlierReleasesStillRead() throws Exception {
        var golden = golden("Snapshot", sampleState());

        assertThat(serializer().fromBinary(golden, name() + "-snapshot.v1")).isEqualTo(sampleState());
    }

    private byte[] golden(String file, Object expected) throws Exception {
        var path = GOLDEN.resolve(name()).resolve(file + ".hex");
        var written = HexFormat.of().formatHex(serializer().toBinary(expected));
        assertThat(path)
                .as("a new one? create it: mkdir -p engine/%s; echo %s > engine/%s", path.getParent(), written, path)
                .exists();
        return HexFormat.of().parseHex(Files.readString(path).strip());
    }

    /** Field 99 will be a fact of a later release; field 1 is the time. */
    @ParameterizedTest
    @MethodSource("foreignBytes")
    void aFactOfALaterReleaseIsNamedAndNotSkipped(String hex) {
        var bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> serializer().fromBinary(bytes, name() + "-event.v1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a fact this release does not know");
    }

    /** The log is no place for what people have said. */
    @Test
    void whatIsInAFactOfALaterReleaseIsNotSaid() {
        var bytes = HexFormat.of().parseHex("0a0208019a06080a06736563726574");

        assertThatThrownBy(() -> serializer().fromBinary(bytes, name() + "-event.v1"))
                .hasMessage("a fact this release does not know: fields [99] of 15 bytes");
    }

    static List<String> foreignBytes() {
        return List.of("", "0a020801", "0a0208019a060401020304");
    }

    @Test
    void bytesThatAreNoneOfOursAreNamed() {
        assertThatThrownBy(() -> serializer().fromBinary(new byte[] {(byte) 0xff}, name() + "-event.v1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes of " + name() + "-event.v1 that cannot be read");
        assertThatThrownBy(() -> serializer().fromBinary(new byte[] {(byte) 0xff}, name() + "-snapshot.v1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes of " + name() + "-snapshot.v1 that cannot be read");
    }

    @Test
    void aManifestThisReleaseDoesNotKnowIsNamed() {
        var bytes = serializer().toBinary(samples().get(0));

        assertThatThrownBy(() -> serializer().fromBinary(bytes, name() + "-event.v2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "manifest: %1$s-event.v2 (expected: %1$s-event.v1, %1$s-snapshot.v1 or %1$s-snapshot.v2)",
                        name());
    }

    @Test
    void aSnapshotForgetsNothing() {
        for (long seed = 1; seed <= WALKS; seed++) {
            var visited = new int[1];
            var walk = seed;
            walk(new Random(seed), state -> {
                var restored = serializer()
                        .fromBinary(serializer().toBinary(state), serializer().manifest(state));
                assertThat(restored)
                        .as("state %d of the walk with seed %d", ++visited[0], walk)
                        .isEqualTo(state);
            });
            assertThat(visited[0]).as("states of the walk with seed %d", seed).isGreaterThan(3);
        }
    }
}
