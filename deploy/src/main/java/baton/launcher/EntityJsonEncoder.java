package baton.launcher;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.typesafe.config.ConfigUtil;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Logback's line of JSON, and whose it is in fields of their own: {@code tenant}, {@code kind}, {@code id}. They come from
 * {@code persistenceId} ({@code kind|tenant|id}), which Pekko sets around entities, or from what an actor has set under these names.
 */
public final class EntityJsonEncoder extends JsonEncoder {

    private static final List<String> FIELDS = List.of("kind", "tenant", "id");
    private static final String END = "}";

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = super.encode(event);
        var fields = fields(event.getMDCPropertyMap());
        if (fields.isEmpty()) {
            return line;
        }
        var text = new String(line, StandardCharsets.UTF_8);
        var end = text.lastIndexOf(END);
        return (text.substring(0, end) + json(fields) + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(Map<String, String> context) {
        var fields = new LinkedHashMap<String, String>();
        var parts = context.getOrDefault("persistenceId", "").split("\\|", FIELDS.size());
        for (var i = 0; i < FIELDS.size(); i++) {
            var own = context.get(FIELDS.get(i));
            if (own != null) {
                fields.put(FIELDS.get(i), own);
            } else if (parts.length == FIELDS.size()) {
                fields.put(FIELDS.get(i), parts[i]);
            }
        }
        return fields;
    }

    private static String json(Map<String, String> fields) {
        var json = new StringBuilder();
        fields.forEach((name, value) -> json.append(',')
                .append(ConfigUtil.quoteString(name))
                .append(':')
                .append(ConfigUtil.quoteString(value)));
        return json.toString();
    }
}
