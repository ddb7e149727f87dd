package baton.emulator.wire;

import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object, read field by field. A field that is missing, of another type or too long is a {@link Mistake}, and so is, in the end
 * ({@link #done}), one that nobody has asked for.
 */
public final class Fields {

    private final ObjectNode node;
    private final String path;
    private final Set<String> asked = new HashSet<>();
    private final List<Fields> inside = new ArrayList<>();

    private Fields(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    public static Fields of(ObjectNode node) {
        return new Fields(node, "");
    }

    public ObjectNode node() {
        return node;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    public String text(String name, int most) throws Mistake {
        return optionalText(name, most).orElseThrow(() -> missing(name));
    }

    /** Never empty when it is there; {@code most} in characters, that is, in Unicode code points. */
    public Optional<String> optionalText(String name, int most) throws Mistake {
        var value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isTextual()) {
            throw wrongType(name, "a string");
        }
        var text = value.get().textValue();
        if (text.codePointCount(0, text.length()) > most) {
            throw new Mistake(Kind.TOO_LONG, at(name), at(name) + " has more than " + most + " characters");
        }
        if (text.isEmpty()) {
            throw new Mistake(Kind.WRONG_VALUE, at(name), at(name) + " is empty");
        }
        return Optional.of(text);
    }

    /** There it must be, but it may be empty. */
    public String textOrEmpty(String name, int most) throws Mistake {
        if (node.path(name).isTextual() && node.path(name).textValue().isEmpty()) {
            asked.add(name);
            return "";
        }
        return text(name, most);
    }

    public String oneOf(String name, String... allowed) throws Mistake {
        var value = text(name, 100);
        if (!List.of(allowed).contains(value)) {
            throw new Mistake(Kind.WRONG_VALUE, at(name), at(name) + " is none of " + List.of(allowed));
        }
        return value;
    }

    public long integer(String name) throws Mistake {
        var value = value(name).orElseThrow(() -> missing(name));
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrongType(name, "an integer");
        }
        return value.longValue();
    }

    public long integer(String name, long otherwise) throws Mistake {
        return has(name) ? integer(name) : otherwise;
    }

    public double number(String name) throws Mistake {
        var value = value(name).orElseThrow(() -> missing(name));
        if (!value.isNumber()) {
            throw wrongType(name, "a number");
        }
        return value.doubleValue();
    }

    public boolean flag(String name, boolean otherwise) throws Mistake {
        var value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw wrongType(name, "a boolean");
        }
        return value.map(JsonNode::booleanValue).orElse(otherwise);
    }

    public Fields object(String name) throws Mistake {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    public Optional<Fields> optionalObject(String name) throws Mistake {
        var value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(inside(value.get(), name));
    }

    public List<Fields> objects(String name) throws Mistake {
        var objects = new ArrayList<Fields>();
        var number = 0;
        for (var element : list(name)) {
            objects.add(inside(element, name + "[" + number++ + "]"));
        }
        return objects;
    }

    /** The rows of a keyboard. */
    public List<List<Fields>> rows(String name) throws Mistake {
        var rows = new ArrayList<List<Fields>>();
        for (var row : list(name)) {
            if (!row.isArray()) {
                throw wrongType(name, "an array of arrays");
            }
            var objects = new ArrayList<Fields>();
            for (var element : row) {
                objects.add(inside(element, name + "[" + rows.size() + "][" + objects.size() + "]"));
            }
            rows.add(objects);
        }
        return rows;
    }

    public List<String> texts(String name) throws Mistake {
        var texts = new ArrayList<String>();
        for (var element : list(name)) {
            if (!element.isTextual()) {
                throw wrongType(name, "an array of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** Nothing else may be there, neither here nor inside. */
    public void done() throws Mistake {
        for (var names = node.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!asked.contains(name)) {
                throw new Mistake(Kind.UNKNOWN, at(name), "there is no field \"" + at(name) + "\" here");
            }
        }
        for (var one : inside) {
            one.done();
        }
    }

    public Mistake missing(String name) {
        return new Mistake(Kind.MISSING, at(name), at(name) + " is missing");
    }

    private ArrayNode list(String name) throws Mistake {
        if (value(name).orElseThrow(() -> missing(name)) instanceof ArrayNode list) {
            return list;
        }
        throw wrongType(name, "an array");
    }

    private Fields inside(JsonNode value, String name) throws Mistake {
        if (!(value instanceof ObjectNode object)) {
            throw wrongType(name, "an object");
        }
        var fields = new Fields(object, at(name));
        inside.add(fields);
        return fields;
    }

    private Optional<JsonNode> value(String name) throws Mistake {
        asked.add(name);
        var value = node.get(name);
        if (value != null && value.isNull()) {
            throw wrongType(name, "something, not null");
        }
        return Optional.ofNullable(value);
    }

    private Mistake wrongType(String name, String expected) {
        return new Mistake(Kind.WRONG_TYPE, at(name), at(name) + " must be " + expected);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
