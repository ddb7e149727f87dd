package baton.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON object in the order in which it is filled. Numbers have as many digits as they deserve, and no more. */
public final class Json {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** @param value a text, number, truth value, {@link Json}, or a collection of such */
    public Json with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    @Override
    public String toString() {
        return text(fields);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Json json) {
            return text(json.fields);
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> quoted(String.valueOf(field.getKey())) + ":" + text(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof Collection<?> list) {
            return list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof Double number) {
            return number(number);
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            return String.valueOf(value);
        }
        return quoted(value.toString());
    }

    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "null";
        }
        var digits = Math.abs(number) >= 100 ? "%.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.3f";
        return String.format(java.util.Locale.ROOT, digits, number);
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
