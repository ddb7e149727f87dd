package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Which messages go from node to node, and one of each.
 *
 * @param empty whether there is nothing in them
 * @param somebody whoever is to be answered
 */
record NodeMessages(boolean empty, Supplier<ActorRef<?>> somebody) {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("baton.engine");

    static NodeMessages full(Supplier<ActorRef<?>> somebody) {
        return new NodeMessages(false, somebody);
    }

    static NodeMessages empty(Supplier<ActorRef<?>> somebody) {
        return new NodeMessages(true, somebody);
    }

    static List<Class<? extends Record>> records() {
        return classes().stream()
                .<Class<? extends Record>>map(type -> type.reflect().asSubclass(Record.class))
                .toList();
    }

    static List<JavaClass> classes() {
        return ENGINE.stream()
                .filter(type -> type.isAssignableTo(NodeMessage.class) && !type.isInterface())
                .sorted(Comparator.comparing(JavaClass::getName))
                .toList();
    }

    /** One with a different value in every place. */
    Record sample(Class<? extends Record> type) throws ReflectiveOperationException {
        return (Record) sample(type, type.getSimpleName(), 0);
    }

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
            return somebody.get();
        }
        assertThat(type.isRecord()).as("teach this test %s", type.getName()).isTrue();
        return sample(type, name, place);
    }

    private static Type argument(Type generic, int place) {
        return ((ParameterizedType) generic).getActualTypeArguments()[place];
    }
}
