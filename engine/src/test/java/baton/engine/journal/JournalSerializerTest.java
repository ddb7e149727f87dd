package baton.engine.journal;

import static baton.engine.journal.JournalSerializer.LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.protocol.journal.v1.Snapshot;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Snapshots that are too large to be stored as they are. What every entity's own serializer promises is in {@link JournalContract}. */
class JournalSerializerTest {

    /** How long a word is. */
    private static final int WORD = 1 << 10;

    /** A list of words; its history is the words. */
    record Words(List<String> all) {}

    private static final class WordFormat implements EventFormat<String> {

        @Override
        public byte[] write(String event) {
            return event.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String read(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static final class WordSerializer extends JournalSerializer<String, Words> {

        WordSerializer() {
            super(1, "word", String.class, new WordFormat(), Words::all, Words::new);
        }
    }

    private final WordSerializer serializer = new WordSerializer();

    @Test
    void asLongAsItIsSmallASnapshotIsWrittenAsItAlwaysWas() {
        var small = words(LARGE / WORD);

        assertThat(serializer.manifest(small)).isEqualTo("word-snapshot.v1");
        assertThat(serializer.toBinary(small)).isEqualTo(plain(small));
        assertThat(serializer.fromBinary(serializer.toBinary(small), "word-snapshot.v1"))
                .isEqualTo(small);
    }

    @Test
    void aLargeSnapshotIsCompressedUnderAManifestOfItsOwn() {
        var large = words(LARGE / WORD + 1);

        assertThat(serializer.manifest(large)).isEqualTo("word-snapshot.v2");
        assertThat(serializer.toBinary(large)).hasSizeLessThan(plain(large).length / 3);
        assertThat(serializer.fromBinary(serializer.toBinary(large), "word-snapshot.v2"))
                .isEqualTo(large);
    }

    /** It is the bytes that make a snapshot large, not what it is made of. */
    @Test
    void aFewHugeEntriesAreALargeSnapshot() {
        var large = new Words(List.of("a".repeat(LARGE / 2), "b", "c".repeat(LARGE / 2)));

        var bytes = serializer.toBinary(large);

        assertThat(serializer.manifest(large)).isEqualTo("word-snapshot.v2");
        assertThat(bytes).hasSizeLessThan(LARGE / 10);
        assertThat(serializer.fromBinary(bytes, "word-snapshot.v2")).isEqualTo(large);
    }

    @Test
    void manySmallEntriesAreASmallSnapshot() {
        var small = new Words(
                IntStream.range(0, LARGE / 16).mapToObj("%08d"::formatted).toList());

        var bytes = serializer.toBinary(small);

        assertThat(serializer.manifest(small)).isEqualTo("word-snapshot.v1");
        assertThat(bytes).isEqualTo(plain(small));
        assertThat(serializer.fromBinary(bytes, "word-snapshot.v1")).isEqualTo(small);
    }

    @Test
    void aLargeSnapshotOfAnEarlierReleaseStillReads() {
        var large = words(LARGE / WORD * 2);

        assertThat(serializer.fromBinary(plain(large), "word-snapshot.v1")).isEqualTo(large);
    }

    @Test
    void bytesThatWereNeverCompressedAreNamed() {
        assertThatThrownBy(() -> serializer.fromBinary(plain(words(3)), "word-snapshot.v2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes of word-snapshot.v2 that cannot be read");
    }

    private static Words words(int count) {
        return new Words(IntStream.range(0, count)
                .mapToObj(("%-" + WORD + "d")::formatted)
                .toList());
    }

    /** As the first release wrote every snapshot. */
    private static byte[] plain(Words words) {
        var snapshot = Snapshot.newBuilder();
        words.all().forEach(word -> snapshot.addEvents(ByteString.copyFromUtf8(word)));
        return snapshot.build().toByteArray();
    }
}
