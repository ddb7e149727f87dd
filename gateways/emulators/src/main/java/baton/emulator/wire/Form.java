package baton.emulator.wire;

import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.StringJoiner;

/** Forms ({@code application/x-www-form-urlencoded}) as JSON objects of strings. */
public final class Form {

    private Form() {}

    /**
     * A field twice is a mistake, but for those that may be repeated, which are arrays.
     *
     * @param repeated names of those
     */
    public static ObjectNode read(byte[] body, Set<String> repeated) throws Mistake {
        var form = Json.object();
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            var end = pair.indexOf('=');
            var name = decoded(end < 0 ? pair : pair.substring(0, end));
            var value = end < 0 ? "" : decoded(pair.substring(end + 1));
            if (repeated.contains(name)) {
                (form.get(name) instanceof ArrayNode before ? before : form.putArray(name)).add(value);
            } else if (form.has(name)) {
                throw new Mistake(Kind.WRONG_VALUE, name, name + " is there twice");
            } else {
                form.put(name, value);
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The fields of an object, which are strings. */
    public static byte[] write(JsonNode fields) {
        var form = new StringJoiner("&");
        fields.properties()
                .forEach(field -> form.add(
                        encoded(field.getKey()) + "=" + encoded(field.getValue().asText())));
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
