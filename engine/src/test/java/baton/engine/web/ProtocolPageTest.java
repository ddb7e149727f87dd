package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.ChatFrame;
import baton.protocol.client.v1.DeskFrame;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.gateway.v1.AgentAction;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page from which clients are written: its examples are frames, and every frame has an example. */
class ProtocolPageTest {

    private static final Path PAGE = Path.of("..", "protocol", "README.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json (\\w+)\\n(.*?)```");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Map<String, Message> KINDS = Map.of(
            "ChatFrame", ChatFrame.getDefaultInstance(),
            "DeskFrame", DeskFrame.getDefaultInstance(),
            "ServerFrame", ServerFrame.getDefaultInstance());

    @Test
    void everyExampleIsAFrameWithoutAnUnknownField() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(30).allSatisfy(example -> {
            var oneof = example.getDescriptorForType().getOneofs().get(0);
            assertThat(example.hasOneof(oneof)).as("%s", example).isTrue();
        });
    }

    @Test
    void everyExampleIsUnderstoodByAServer() throws IOException {
        var chat = new Frames<>(ChatFrame.getDefaultInstance(), frame -> "", frame -> new Understood());
        var desk = new Frames<>(DeskFrame.getDefaultInstance(), frame -> "", frame -> new Understood());

        for (var example : examples()) {
            var text = Frames.json(example);
            if (example instanceof ChatFrame) {
                assertThat(chat.in(text, 16 * 1024)).as(text).isInstanceOf(Understood.class);
            } else if (example instanceof DeskFrame) {
                assertThat(desk.in(text, 16 * 1024)).as(text).isInstanceOf(Understood.class);
            }
        }
    }

    @Test
    void everyFrameAndEveryDeedHasAnExample() throws IOException {
        for (var kind : KINDS.values()) {
            assertThat(shown(kind.getDescriptorForType(), examples()))
                    .as("examples of %s", kind.getDescriptorForType().getName())
                    .isEqualTo(all(kind.getDescriptorForType()));
        }
        var deeds = examples().stream()
                .filter(DeskFrame.class::isInstance)
                .map(example -> (Message) ((DeskFrame) example).getDeed().getAction())
                .toList();
        assertThat(shown(AgentAction.getDescriptor(), deeds)).isEqualTo(all(AgentAction.getDescriptor()));
    }

    @Test
    void everyCodeThatASocketSaysIsOnThePage() throws IOException {
        var page = Files.readString(PAGE);
        for (var source : List.of(
                "src/main/java/baton/engine/web/Frames.java",
                "src/main/java/baton/engine/web/Socket.java",
                "src/main/java/baton/engine/web/SocketManners.java",
                "src/main/java/baton/engine/web/Sockets.java",
                "src/main/java/baton/engine/web/Wording.java",
                "src/main/java/baton/engine/ingress/HandoverDeeds.java",
                "src/main/java/baton/engine/ingress/ServingDeeds.java",
                "../gateways/webchat/src/main/java/baton/gateway/webchat/ChatSession.java",
                "../gateways/webchat/src/main/java/baton/gateway/webchat/OpenChat.java",
                "../gateways/desk/src/main/java/baton/gateway/desk/DeskSession.java")) {
            var codes = CODE.matcher(Files.readString(Path.of(source)));
            while (codes.find()) {
                assertThat(page).as(source).contains("`" + codes.group(1) + "`");
            }
        }
    }

    private static List<Message> examples() throws IOException {
        var examples = new ArrayList<Message>();
        var blocks = EXAMPLE.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            var frame = KINDS.get(blocks.group(1)).newBuilderForType();
            JsonFormat.parser().merge(blocks.group(2), frame);
            examples.add(frame.build());
        }
        return examples;
    }

    private static TreeSet<String> shown(Descriptor kind, List<Message> examples) {
        var names = new TreeSet<String>();
        examples.stream()
                .filter(example -> example.getDescriptorForType().equals(kind))
                .flatMap(example -> example.getAllFields().keySet().stream())
                .map(FieldDescriptor::getJsonName)
                .forEach(names::add);
        return names;
    }

    private static TreeSet<String> all(Descriptor kind) {
        var names = new TreeSet<String>();
        kind.getOneofs().get(0).getFields().forEach(field -> names.add(field.getJsonName()));
        return names;
    }

    private record Understood() implements SocketEvent {}
}
