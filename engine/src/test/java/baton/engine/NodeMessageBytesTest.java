package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes are upgraded one after another: what nodes of earlier releases say is recorded, and those of this one understand all of it and say it in the
 * same words. What only this one says is recorded too, for the next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeMessageBytesTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "messages");

    /** Stands in the recordings, as who is to be answered. */
    private static final String SOMEBODY = "pekko://messages/user/somebody";

    private final ActorTestKit testKit = ActorTestKit.create("messages");
    private final Serialization serialization = SerializationExtension.get(Adapter.toClassic(testKit.system()));
    private final ObjectMapper mapper = JacksonObjectMapperProvider.get(Adapter.toClassic(testKit.system()))
            .getOrCreate("jackson-cbor", Optional.empty());

    @AfterAll
    void stop() {
        testKit.shutdownTestKit();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatEarlierReleasesSayIsUnderstoodAndStillSaid(Class<? extends Record> type) throws Exception {
        for (var recording : recordings(type)) {
            var before = bytes(recording);
            var understood = understood(type, before);

            isWhole(understood, recording.getFileName().toString());
            stillSays(
                    recording.getFileName().toString(),
                    mapper.readTree(before),
                    mapper.readTree(serialization.serialize(understood).get()));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatThisReleaseSaysIsRecordedForTheNext(Class<? extends Record> type) throws Exception {
        var said = serialization
                .serialize(NodeMessages.full(this::somebody).sample(type))
                .get();
        var recordings = recordings(type);
        var recorded = new TreeSet<String>();
        for (var recording : recordings) {
            words("", mapper.readTree(bytes(recording)), recorded);
        }
        var words = new TreeSet<String>();
        words("", mapper.readTree(said), words);

        var number = recordings.isEmpty() ? "" : "." + (recordings.size() + 1);
        assertThat(words)
                .as(
                        "a new message, or one that has grown? record it: echo %s > engine/%s",
                        HexFormat.of().formatHex(said), GOLDEN.resolve(name(type) + number + ".hex"))
                .isSubsetOf(recorded);
    }

    /** Of a message that nobody sends any more in any release that may run beside this one, delete the recording. */
    @Test
    void thereIsAMessageForEveryRecording() throws IOException {
        var names = messages().stream().map(NodeMessageBytesTest::name).toList();

        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("([.][0-9]+)?[.]hex$", "")))
                    .isSubsetOf(names);
        }
    }

    static List<Class<? extends Record>> messages() {
        return NodeMessages.records();
    }

    private Record understood(Class<? extends Record> type, byte[] bytes) throws NotSerializableException {
        var serializer = serialization.serializerFor(type);
        var manifest = serializer.includeManifest() ? type.getName() : "";
        return (Record) serialization
                .deserialize(bytes, serializer.identifier(), manifest)
                .get();
    }

    private ActorRef<?> somebody() {
        return ActorRefResolver.get(testKit.system()).resolveActorRef(SOMEBODY);
    }

    /** What an earlier release did not say is something, not null. */
    private static void isWhole(Record understood, String where) throws ReflectiveOperationException {
        for (var component : understood.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            var value = accessor.invoke(understood);
            assertThat(value).as("%s: %s", where, component.getName()).isNotNull();
            if (value instanceof Record inner) {
                isWhole(inner, where + ": " + component.getName());
            }
        }
    }

    /** More may be said than before, for an earlier release leaves alone what it does not know; nothing less, and nothing by another name. */
    private static void stillSays(String where, JsonNode before, JsonNode now) {
        if (!before.isContainerNode()) {
            assertThat(now).as(where).isEqualTo(before);
            return;
        }
        assertThat(now.getNodeType()).as(where).isEqualTo(before.getNodeType());
        if (before.isArray()) {
            assertThat(now).as(where).hasSameSizeAs(before);
        }
        for (int i = 0; before.isArray() && i < before.size(); i++) {
            stillSays(where + "[" + i + "]", before.get(i), now.get(i));
        }
        before.properties().forEach(field -> {
            var name = where + ": " + field.getKey();
            assertThat(now.has(field.getKey()))
                    .as("%s is not said any more; nodes of the release before need it", name)
                    .isTrue();
            stillSays(name, field.getValue(), now.get(field.getKey()));
        });
    }

    /** By their whole way from the outside, for example {@code /offering/template/name}. */
    private static void words(String where, JsonNode said, Set<String> words) {
        words.add(where);
        if (said.isArray()) {
            said.forEach(one -> words(where, one, words));
        }
        said.properties().forEach(field -> words(where + "/" + field.getKey(), field.getValue(), words));
    }

    private static List<Path> recordings(Class<?> type) {
        var recordings = new ArrayList<Path>();
        for (var file = GOLDEN.resolve(name(type) + ".hex"); Files.exists(file); ) {
            recordings.add(file);
            file = GOLDEN.resolve(name(type) + "." + (recordings.size() + 1) + ".hex");
        }
        return recordings;
    }

    private static byte[] bytes(Path recording) throws IOException {
        return HexFormat.of().parseHex(Files.readString(recording).strip());
    }

    /** For example {@code episode.EpisodeCommand.CloseEpisode}. */
    private static String name(Class<?> type) {
        return type.getCanonicalName().substring("baton.engine.".length());
    }
}
