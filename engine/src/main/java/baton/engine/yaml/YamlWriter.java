package baton.engine.yaml;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Messages as YAML in the order of the schema; what is empty is left out. */
final class YamlWriter {

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setExplicitStart(true)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(120)
            .build();

    private YamlWriter() {}

    static String write(List<? extends Message> messages) {
        return new Dump(SETTINGS)
                .dumpAllToString(messages.stream().map(YamlWriter::settings).iterator());
    }

    private static Map<String, Object> settings(Message message) {
        var settings = new LinkedHashMap<String, Object>();
        message.getAllFields().forEach((field, value) -> settings.put(field.getJsonName(), field(field, value)));
        return settings;
    }

    private static Object field(FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            return map((List<?>) value);
        } else if (field.isRepeated()) {
            return ((List<?>) value).stream().map(YamlWriter::value).toList();
        }
        return value(value);
    }

    private static Map<String, Object> map(List<?> entries) {
        var map = new TreeMap<String, Object>();
        for (var each : entries) {
            var entry = (Message) each;
            var type = entry.getDescriptorForType();
            map.put(
                    (String) entry.getField(type.findFieldByName("key")),
                    value(entry.getField(type.findFieldByName("value"))));
        }
        return map;
    }

    private static Object value(Object value) {
        if (value instanceof Duration duration) {
            return Durations.toString(duration);
        }
        return value instanceof Message message ? settings(message) : value;
    }
}
