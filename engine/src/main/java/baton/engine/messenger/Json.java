package baton.engine.messenger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Foreign JSON, which may be anything: bounded in depth and in length of names and numbers, and UTF-8 to the last byte. */
public final class Json {

    private static final int DEEPEST = 40;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build());

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws BadPayload if it is not one JSON object */
    public static JsonNode read(byte[] body) throws BadPayload {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            var node = MAPPER.readTree(text.toString());
            if (node == null || !node.isObject()) {
                throw new BadPayload("a body that is no JSON object");
            }
            return node;
        } catch (CharacterCodingException broken) {
            throw new BadPayload("a body that is not UTF-8");
        } catch (IOException broken) {
            throw new BadPayload("a body that is no JSON: " + broken.getClass().getSimpleName());
        }
    }

    /** What a provider answered: an empty object if it is no JSON object. */
    public static JsonNode answer(String body) {
        try {
            var node = MAPPER.readTree(body);
            return node != null && node.isObject() ? node : object();
        } catch (IOException notJson) {
            return object();
        }
    }

    /** The text at this place, empty if there is none; numbers as they are written. */
    public static String text(JsonNode node, String... path) {
        var at = node;
        for (var name : path) {
            at = at.path(name);
        }
        return at.isValueNode() && !at.isNull() ? at.asText() : "";
    }
}
