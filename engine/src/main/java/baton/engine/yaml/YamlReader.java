package baton.engine.yaml;

import baton.engine.spi.Configuration.Problem;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Fills a message from what stands in a YAML document. The schema decides what a word means, not how it looks. */
final class YamlReader {

    /** Nobody mends more at one time. */
    private static final int MOST_PROBLEMS = 100;

    private static final int SHOWN = 60;

    private final List<Problem> problems;

    YamlReader(List<Problem> problems) {
        this.problems = problems;
    }

    void read(Node document, Message.Builder into) {
        message(document, into, "");
    }

    private void message(Node node, Message.Builder into, String path) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, path, "settings are expected here, like name: value");
            return;
        }
        var seen = new HashSet<String>();
        for (var entry : mapping.getValue()) {
            var key = text(entry.getKeyNode());
            var at = path.isEmpty() ? key : path + "." + key;
            var field = field(into.getDescriptorForType(), key);
            if (field.isEmpty()) {
                problem(entry.getKeyNode(), at, "there is no such setting; there are " + names(into));
            } else if (!seen.add(key)) {
                problem(entry.getKeyNode(), at, "it is there twice");
            } else if (!isNothing(entry.getValueNode())) {
                set(field.get(), entry.getValueNode(), into, at);
            }
        }
    }

    private void set(FieldDescriptor field, Node node, Message.Builder into, String path) {
        if (field.isMapField()) {
            map(field, node, into, path);
        } else if (field.isRepeated()) {
            list(field, node, into, path);
        } else {
            value(field, node, into, path).ifPresent(value -> into.setField(field, value));
        }
    }

    private void list(FieldDescriptor field, Node node, Message.Builder into, String path) {
        if (!(node instanceof SequenceNode list)) {
            problem(node, path, "a list is expected here, each line with a -");
            return;
        }
        for (var i = 0; i < list.getValue().size(); i++) {
            value(field, list.getValue().get(i), into, path + "[" + i + "]")
                    .ifPresent(value -> into.addRepeatedField(field, value));
        }
    }

    private void map(FieldDescriptor field, Node node, Message.Builder into, String path) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, path, "names and values are expected here, like german: 5");
            return;
        }
        var seen = new HashSet<String>();
        for (var pair : mapping.getValue()) {
            var key = text(pair.getKeyNode());
            var at = path + "." + key;
            var entry = into.newBuilderForField(field);
            var valueField = entry.getDescriptorForType().findFieldByName("value");
            if (!seen.add(key)) {
                problem(pair.getKeyNode(), at, "it is there twice");
            } else {
                value(valueField, pair.getValueNode(), entry, at).ifPresent(value -> {
                    entry.setField(entry.getDescriptorForType().findFieldByName("key"), key);
                    entry.setField(valueField, value);
                    into.addRepeatedField(field, entry.build());
                });
            }
        }
    }

    private Optional<Object> value(FieldDescriptor field, Node node, Message.Builder parent, String path) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !isDuration(field)) {
            var child = parent.newBuilderForField(field);
            message(node, child, path);
            return Optional.of(child.build());
        }
        if (!(node instanceof ScalarNode scalar)) {
            problem(node, path, "one value is expected here");
            return Optional.empty();
        }
        return scalar(field, scalar, path);
    }

    private Optional<Object> scalar(FieldDescriptor field, ScalarNode node, String path) {
        var text = node.getValue();
        return switch (field.getJavaType()) {
            case STRING -> Optional.of(text);
            case INT -> whole(field, node, path);
            case BOOLEAN -> {
                if (text.equals("true") || text.equals("false")) {
                    yield Optional.of(text.equals("true"));
                }
                problem(node, path, quoted(text) + " is not true or false");
                yield Optional.empty();
            }
            case MESSAGE -> duration(node, path);
            default ->
                throw new IllegalStateException("field: " + field.getFullName() + " (expected: one with a form)");
        };
    }

    private Optional<Object> whole(FieldDescriptor field, ScalarNode node, String path) {
        try {
            var number = Integer.parseInt(node.getValue());
            if (number >= 0 || field.getType() != FieldDescriptor.Type.UINT32) {
                return Optional.of(number);
            }
            problem(node, path, quoted(node.getValue()) + " is negative");
        } catch (NumberFormatException none) {
            problem(node, path, quoted(node.getValue()) + " is no whole number");
        }
        return Optional.empty();
    }

    private Optional<Object> duration(ScalarNode node, String path) {
        try {
            return Optional.of(Durations.parse(node.getValue()));
        } catch (ParseException | IllegalArgumentException none) {
            problem(node, path, quoted(node.getValue()) + " is no duration; write seconds with an s, like 90s");
            return Optional.empty();
        }
    }

    private static boolean isDuration(FieldDescriptor field) {
        return field.getMessageType()
                .getFullName()
                .equals(Duration.getDescriptor().getFullName());
    }

    private static Optional<FieldDescriptor> field(Descriptor type, String name) {
        return type.getFields().stream()
                .filter(field -> field.getJsonName().equals(name))
                .findFirst();
    }

    private static String names(Message.Builder message) {
        return message.getDescriptorForType().getFields().stream()
                .map(FieldDescriptor::getJsonName)
                .collect(Collectors.joining(", "));
    }

    /** A name with nothing behind it, or {@code null}. */
    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    private static String text(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "(not a name)";
    }

    private void problem(Node node, String path, String text) {
        if (problems.size() < MOST_PROBLEMS) {
            var line = node.getStartMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ", ")
                    .orElse("");
            problems.add(Problem.of(line + (path.isEmpty() ? "at the top" : path), text));
        }
    }

    private static String quoted(String text) {
        return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
    }
}
