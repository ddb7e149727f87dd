package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link House}, which starts with the first of them and ends with the last of all classes, and each a
 * {@link Scene} of its own. No client of a scene may have seen the server break its word.
 */
final class InTheHouse implements ParameterResolver, AfterEachCallback {

    private static final Namespace SPACE = Namespace.create(InTheHouse.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == House.class || type == Scene.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var house =
                context.getRoot().getStore(SPACE).getOrComputeIfAbsent(House.class, type -> new House(), House.class);
        return parameter.getParameter().getType() == House.class
                ? house
                : context.getStore(SPACE).getOrComputeIfAbsent(Scene.class, type -> house.newScene(), Scene.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var scene = context.getStore(SPACE).get(Scene.class, Scene.class);
        if (scene != null) {
            assertThat(scene.faults()).as("where the server broke its word").isEmpty();
        }
    }
}
