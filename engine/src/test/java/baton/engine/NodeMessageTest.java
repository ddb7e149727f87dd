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
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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

    @ParameterizedTest
    @MethodSource("messages")
    void itArrivesAsItWasSent(Class<? extends Record> type) throws Exception {
        arrivesAsItWasSent(NodeMessages.full(this::somebody).sample(type));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void itArrivesAsItWasSentWithNothingInIt(Class<? extends Record> type) throws Exception {
        arrivesAsItWasSent(NodeMessages.empty(this::somebody).sample(type));
    }

    private void arrivesAsItWasSent(Record message) throws Exception {
        var type = message.getClass();
        var serialization = SerializationExtension.get(Adapter.toClassic(testKit.system()));

        var serializer = serialization.serializerFor(type);
        var bytes = serialization.serialize(message).get();
        var arrived = serialization
                .deserialize(bytes, serializer.identifier(), manifest(type, serializer))
                .get();

        assertThat(serializer).isInstanceOf(JacksonCborSerializer.class);
        assertThat(arrived).isEqualTo(message);
    }

    private ActorRef<?> somebody() {
        return testKit.spawn(Behaviors.empty());
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
        assertThat(without("amends", said)).isEqualTo(said);
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
        var gone = new AgentCommand.UnregisterPhone(
                "", testKit.<AgentReply>createTestProbe().ref());

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
        assertThat(NodeMessages.classes()).allSatisfy(type -> assertThat(type.isRecord())
                .as("%s: make it a record, they are compared and sent as values", type.getName())
                .isTrue());
    }

    static List<Class<? extends Record>> messages() {
        return NodeMessages.records();
    }

    private static String manifest(Class<?> type, Serializer serializer) {
        return serializer.includeManifest() ? type.getName() : "";
    }
}
