package baton.engine.media;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
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

class DirectoryStoreTest {

    /** Of {@code "test"}. */
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static final MediaStore.Rule ANYTHING = head -> "text/plain";

    @TempDir
    private Path directory;

    private final ActorTestKit kit = ActorTestKit.create();
    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = new DirectoryStore(directory, kit.system());
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
        assertThat(read("acme", 0)).isEqualTo("test");
        assertThat(read("acme", 2)).isEqualTo("st");
    }

    @Test
    void theSameBytesAreStoredOnce() throws Exception {
        done(put("acme", "test"));
        done(put("acme", "t", "est"));

        assertThat(files()).containsExactly("acme/9f/" + HASH);
    }

    @Test
    void theSameBytesAtOneTimeAreStoredOnce() throws Exception {
        var all = IntStream.range(0, 20)
                .mapToObj(i -> put("acme", "test").toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);

        assertThat(files()).containsExactly("acme/9f/" + HASH);
    }

    @Test
    void companiesDoNotSeeEachOthersFiles() throws Exception {
        done(put("acme", "test"));

        assertThat(done(store.size("globex", HASH))).isEmpty();
    }

    @Test
    void whatIsTooLargeLeavesNothing() throws Exception {
        var tooLarge = store.put("acme", source("12345", "67890"), 9, ANYTHING);

        assertThatThrownBy(() -> done(tooLarge))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(MediaStore.TooLarge.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsNotAllowedLeavesNothing() throws Exception {
        var refused = store.put("acme", source("test"), 9, head -> {
            throw new MediaStore.NotAllowed("text/plain");
        });

        assertThatThrownBy(() -> done(refused)).hasRootCauseInstanceOf(MediaStore.NotAllowed.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatBreaksOffLeavesNothing() throws Exception {
        var broken = source("te").concat(Source.failed(new IOException("the line")));

        assertThatThrownBy(() -> done(store.put("acme", broken, 9, ANYTHING))).hasRootCauseMessage("the line");
        assertThat(files()).isEmpty();
    }

    @Test
    void aCrashBetweenWritingAndRenamingIsTidiedUpAndTheFileCanBePutAgain() throws Exception {
        var partials = Files.createDirectories(directory.resolve(".partial"));
        var old = Files.writeString(partials.resolve("of-a-crash"), "te");
        var young = Files.writeString(partials.resolve("being-written"), "te");
        Files.setLastModifiedTime(old, FileTime.from(START.minus(Duration.ofDays(2))));
        Files.setLastModifiedTime(young, FileTime.from(START.minusSeconds(5)));

        done(store.tidy(START));
        done(put("acme", "test"));

        assertThat(files()).containsExactlyInAnyOrder(".partial/being-written", "acme/9f/" + HASH);
        assertThat(read("acme", 0)).isEqualTo("test");
    }

    @Test
    void noNameLeadsOutOfTheDirectory() {
        assertThatThrownBy(() -> store.read("../acme", HASH, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.read("acme", "../../etc/passwd", 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> put("..", "test")).isInstanceOf(IllegalArgumentException.class);
    }

    private CompletionStage<MediaStore.Blob> put(String tenant, String... chunks) {
        return store.put(tenant, source(chunks), 100, ANYTHING);
    }

    private static Source<ByteString, ?> source(String... chunks) {
        return Source.from(List.of(chunks)).map(ByteString::fromString);
    }

    private String read(String tenant, long from) throws Exception {
        return done(store.read(tenant, HASH, from)
                        .runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), kit.system()))
                .utf8String();
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
