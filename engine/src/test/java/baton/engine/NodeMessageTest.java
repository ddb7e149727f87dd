package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentReply;
import baton.engine.call.CallCommand;
import baton.engine.call.CallReply;
import baton.engine.call.Dialog;
import baton.engine.egress.SenderCommand.SendOut;
import baton.engine.episode.Content;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.jackson.JacksonCborSerializer;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that entities say to each other survives the way to another node, with the serializers of the product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeMessageTest {

    private final ActorTestKit testKit = ActorTestKit.create("messages");

    @AfterAll
    void stop() {
        testKit.shutdownTestKit();
    }

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("baton.engine");

    private boolean empty;

    @ParameterizedTest
    @MethodSource("messages")
    void itArrivesAsItWasSent(Class<? extends Record> type) throws Exception {
        empty = false;

        arrivesAsItWasSent(type);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void itArrivesAsItWasSentWithNothingInIt(Class<? extends Record> type) throws Exception {
        empty = true;

        arrivesAsItWasSent(type);
    }

    private void arrivesAsItWasSent(Class<? extends Record> type) throws Exception {
        var message = sample(type, type.getSimpleName(), 0);
        var serialization = SerializationExtension.get(Adapter.toClassic(testKit.system()));

        var serializer = serialization.serializerFor(type);
        var bytes = serialization.serialize(message).get();
        var arrived = serialization
                .deserialize(bytes, serializer.identifier(), manifest(type, serializer))
                .get();

        assertThat(serializer).isInstanceOf(JacksonCborSerializer.class);
        assertThat(arrived).isEqualTo(message);
    }

    /** Nodes are upgraded one after another, and the release before did not know what agents offer beside words. */
    @Test
    void whatTheReleaseBeforeDidNotSayIsNothing() throws Exception {
        var said = new SendOut("e", 1, "l", "a", "Hello", Instant.EPOCH);
        var link = SendOut.proof("e", 1, "l", "a", "Hello", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "uk");

        assertThat(without("offered", Content.TEXT)).isEqualTo(Content.TEXT);
        assertThat(without("offering", said)).isEqualTo(said);
        assertThat(without("notAfter", said)).isEqualTo(said);
        assertThat(without("proofLanguage", said)).isEqualTo(said);
        assertThat(((SendOut) without("notAfter", link)).notAfter()).isEmpty();
        assertThat(((SendOut) without("proofLanguage", link)).proofLanguage()).isEmpty();
    }

    @Test
    void whatTheReleaseBeforeDidNotSayOfACallIsNotKnown() throws Exception {
        var caller = new Dialog("c", "l", "r", "sip:l", "sip:r", "sip:t", List.of(), 1, 2, "udp", "", "", "");
        var nobody = testKit.<CallReply>createTestProbe().ref();
        var declined = new CallCommand.ReportDeclined("o", "busy", 0, nobody);
        var agreed = new CallCommand.ReportSession("v=0", caller, caller, false, false, 0, nobody);
        var handedOn = new CallCommand.ParkCall("", Instant.EPOCH, nobody);

        assertThat(sentWithout("adoption", declined)).isEqualTo(declined);
        assertThat(sentWithout("adoption", agreed)).isEqualTo(agreed);
        assertThat(sentWithout("offerId", handedOn)).isEqualTo(handedOn);
    }

    @Test
    void whatTheReleaseBeforeDidNotSayOfAPhoneIsWhichOne() throws Exception {
        var gone = new AgentCommand.UnregisterPhone("", testKit.<AgentReply>createTestProbe().ref());

        assertThat(sentWithout("contact", gone)).isEqualTo(gone);
    }

    private Object without(String field, Object message) throws JsonProcessingException {
        var mapper = JacksonObjectMapperProvider.get(Adapter.toClassic(testKit.system()))
                .getOrCreate("jackson-cbor", Optional.empty());
        ObjectNode tree = mapper.valueToTree(message);
        assertThat(tree.remove(field)).as(field).isNotNull();
        return mapper.treeToValue(tree, message.getClass());
    }

    /** As it comes from another node, which does not say this. */
    private Object sentWithout(String field, Object message) throws IOException {
        var system = Adapter.toClassic(testKit.system());
        var mapper = JacksonObjectMapperProvider.get(system).getOrCreate("jackson-cbor", Optional.empty());
        var serialization = SerializationExtension.get(system);
        var serializer = serialization.serializerFor(message.getClass());
        var tree = (ObjectNode) mapper.readTree(serialization.serialize(message).get());
        assertThat(tree.remove(field)).as(field).isNotNull();
        return serialization
                .deserialize(
                        mapper.writeValueAsBytes(tree),
                        serializer.identifier(),
                        manifest(message.getClass(), serializer))
                .get();
    }

    @Test
    void thereAreMessagesOfEveryKindOfEntity() {
        assertThat(messages())
                .hasSizeGreaterThan(80)
                .extracting(type -> type.getPackage().getName())
                .contains(
                        "baton.engine.customer",
                        "baton.engine.episode",
                        "baton.engine.agent",
                        "baton.engine.routing",
                        "baton.engine.call",
                        "baton.engine.follow");
    }

    @Test
    void everythingThatIsANodeMessageIsARecord() {
        assertThat(implementations()).allSatisfy(type -> assertThat(type.isRecord())
                .as("%s: make it a record, they are compared and sent as values", type.getName())
                .isTrue());
    }

    static List<Class<? extends Record>> messages() {
        return implementations().stream()
                .<Class<? extends Record>>map(type -> type.reflect().asSubclass(Record.class))
                .toList();
    }

    private static List<JavaClass> implementations() {
        return ENGINE.stream()
                .filter(type -> type.isAssignableTo(NodeMessage.class) && !type.isInterface())
                .sorted(Comparator.comparing(JavaClass::getName))
                .toList();
    }

    private static String manifest(Class<?> type, Serializer serializer) {
        return serializer.includeManifest() ? type.getName() : "";
    }

    /** One with a different value in every place. */
    private Object sample(Class<?> type, String name, int place) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i].getGenericType(), name + "." + components[i].getName(), place * 10 + i + 1);
        }
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private Object value(Type generic, String name, int place) throws ReflectiveOperationException {
        var type = (Class<?>) (generic instanceof ParameterizedType p ? p.getRawType() : generic);
        if (type == String.class) {
            return empty ? "" : name + " ї 👋";
        } else if (type == int.class || type == Integer.class) {
            return place;
        } else if (type == long.class) {
            return Long.MAX_VALUE - place;
        } else if (type == double.class) {
            return empty ? 0.0 : place + 0.25;
        } else if (type == boolean.class || type == Boolean.class) {
            return !empty;
        } else if (type == Instant.class) {
            return Instant.parse("2026-11-22T10:00:00.123456789Z").plusSeconds(place);
        } else if (type == Duration.class) {
            return Duration.ofSeconds(place, 123_456_789);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[type.getEnumConstants().length - 1];
        } else if (type == Optional.class) {
            return empty ? Optional.empty() : Optional.of(value(argument(generic, 0), name, place));
        } else if (type == List.class) {
            var one = value(argument(generic, 0), name + "[0]", place);
            return empty ? List.of() : List.of(one, value(argument(generic, 0), name + "[1]", place));
        } else if (type == Map.class) {
            var key = value(argument(generic, 0), name + ".key", place);
            return empty ? Map.of() : Map.of(key, value(argument(generic, 1), name + ".value", place));
        } else if (type == ActorRef.class) {
            return testKit.spawn(Behaviors.empty());
        }
        assertThat(type.isRecord()).as("teach this test %s", type.getName()).isTrue();
        return sample(type, name, place);
    }

    private static Type argument(Type generic, int place) {
        return ((ParameterizedType) generic).getActualTypeArguments()[place];
    }
}
