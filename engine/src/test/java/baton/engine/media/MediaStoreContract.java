package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises. Extend it in the store's own tests. */
abstract class MediaStoreContract {

    /** Of {@code "test"}. */
    static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    static final String KEY = "acme/9f/" + HASH;

    private static final MediaStore.Rule ANYTHING = head -> "text/plain";
    private static final long MOST = 4 << 20;

    @TempDir
    Path directory;

    final ActorTestKit kit = ActorTestKit.create();
    MediaStore store;

    /** With {@link #directory} as that of {@code baton.media}. */
    abstract MediaStore open() throws Exception;

    /** Paths or keys of all that is kept. */
    abstract List<String> kept() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        store = open();
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whatIsPutIsReadBackByItsHash() throws Exception {
        var blob = done(put("acme", "te", "st"));

        assertThat(blob).isEqualTo(new MediaStore.Blob(HASH, 4, "text/plain"));
        assertThat(done(store.size("acme", HASH))).contains(4L);
        assertThat(read(HASH, 0).utf8String()).isEqualTo("test");
        assertThat(read(HASH, 2).utf8String()).isEqualTo("st");
        assertThat(read(HASH, 4).utf8String()).isEmpty();
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoOnePartIsReadBackAsItWas() throws Exception {
        var bytes = new byte[(3 << 20) + 5];
        new Random(25).nextBytes(bytes);
        var all = ByteString.fromArray(bytes);
        var chunks = IntStream.range(0, 50)
                .mapToObj(i -> all.slice(i * 65_000, Math.min(bytes.length, (i + 1) * 65_000)))
                .toList();

        var blob = done(store.put("acme", Source.from(chunks), MOST, ANYTHING));

        assertThat(done(store.size("acme", blob.hash()))).contains((long) bytes.length);
        assertThat(read(blob.hash(), 0)).isEqualTo(all);
        assertThat(read(blob.hash(), 1_048_570)).isEqualTo(all.drop(1_048_570));
    }

    @Test
    void theSameBytesAreStoredOnce() throws Exception {
        done(put("acme", "test"));
        done(put("acme", "t", "est"));

        assertThat(kept()).containsExactly(KEY);
    }

    @Test
    void theSameBytesAtOneTimeAreStoredOnce() throws Exception {
        var all = IntStream.range(0, 20)
                .mapToObj(i -> put("acme", "test").toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(all).get(60, TimeUnit.SECONDS);

        assertThat(kept()).containsExactly(KEY);
        assertThat(read(HASH, 0).utf8String()).isEqualTo("test");
    }

    @Test
    void companiesDoNotSeeEachOthersFiles() throws Exception {
        done(put("acme", "test"));

        assertThat(done(store.size("globex", HASH))).isEmpty();
        assertThatThrownBy(() -> bytes(store.read("globex", HASH, 0))).isInstanceOf(ExecutionException.class);
    }

    @Test
    void whatIsNotThereIsMissingAndNoTrouble() throws Exception {
        assertThat(done(store.size("acme", HASH))).isEmpty();
        assertThatThrownBy(() -> read(HASH, 0)).hasRootCauseInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    @Test
    void whatIsTooLargeLeavesNothing() throws Exception {
        var tooLarge = store.put("acme", source("12345", "67890"), 9, ANYTHING);

        assertThatThrownBy(() -> done(tooLarge)).hasRootCauseInstanceOf(MediaStore.TooLarge.class);
        assertThat(kept()).isEmpty();
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whatIsNotAllowedLeavesNothing() throws Exception {
        var refused = store.put("acme", source("test"), 9, head -> {
            throw new MediaStore.NotAllowed("text/plain");
        });

        assertThatThrownBy(() -> done(refused)).hasRootCauseInstanceOf(MediaStore.NotAllowed.class);
        assertThat(kept()).isEmpty();
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whatBreaksOffLeavesNothing() throws Exception {
        var broken = source("te").concat(Source.failed(new IOException("the line")));

        assertThatThrownBy(() -> done(store.put("acme", broken, 9, ANYTHING))).hasRootCauseMessage("the line");
        assertThat(kept()).isEmpty();
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whatACrashLeftHalfWrittenIsTidiedUpAndTheFileCanBePutAgain() throws Exception {
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var partials = Files.createDirectories(directory.resolve(".partial"));
        var old = Files.writeString(partials.resolve("of-a-crash"), "te");
        var young = Files.writeString(partials.resolve("being-written"), "te");
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(2))));
        Files.setLastModifiedTime(young, FileTime.from(now.minusSeconds(5)));

        done(store.tidy(now));
        done(put("acme", "test"));

        assertThat(arriving()).containsExactly("being-written");
        assertThat(kept()).containsExactly(KEY);
        assertThat(read(HASH, 0).utf8String()).isEqualTo("test");
    }

    @Test
    void noNameLeadsElsewhere() {
        assertThatThrownBy(() -> store.read("../acme", HASH, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.read("acme", "../../etc/passwd", 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.size("acme", "..")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> put("..", "test")).isInstanceOf(IllegalArgumentException.class);
    }

    final CompletionStage<MediaStore.Blob> put(String tenant, String... chunks) {
        return store.put(tenant, source(chunks), MOST, ANYTHING);
    }

    private static Source<ByteString, ?> source(String... chunks) {
        return Source.from(List.of(chunks)).map(ByteString::fromString);
    }

    final ByteString read(String hash, long from) throws Exception {
        return bytes(store.read("acme", hash, from));
    }

    private ByteString bytes(Source<ByteString, ?> source) throws Exception {
        return done(source.runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), kit.system()));
    }

    private List<String> arriving() throws IOException {
        var partials = directory.resolve(".partial");
        return Files.isDirectory(partials) ? files(partials) : List.of();
    }

    static List<String> files(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
