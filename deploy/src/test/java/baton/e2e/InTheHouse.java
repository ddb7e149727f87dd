package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link House}, which starts with the first of them and ends with the last of all classes, and each a
 * {@link Scene} of its own, with {@link People} at screens if it wants them. No client of a scene may have seen the server
 * break its word, and no page a script error.
 */
final class InTheHouse implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace SPACE = Namespace.create(InTheHouse.class);

    /** Before parameters are resolved, where a test can no longer be skipped. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (List.of(context.getRequiredTestMethod().getParameterTypes()).contains(People.class)) {
            Browsers.chromium();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(House.class, Scene.class, People.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == House.class ? house(context) : type == Scene.class ? scene(context) : people(context);
    }

    private static House house(ExtensionContext context) {
        return context.getRoot().getStore(SPACE).getOrComputeIfAbsent(House.class, type -> new House(), House.class);
    }

    private static Scene scene(ExtensionContext context) {
        return context.getStore(SPACE)
                .getOrComputeIfAbsent(Scene.class, type -> house(context).newScene(), Scene.class);
    }

    private static People people(ExtensionContext context) {
        var browsers = context.getRoot()
                .getStore(SPACE)
                .getOrComputeIfAbsent(Browsers.class, type -> new Browsers(), Browsers.class);
        return new People(browsers, scene(context));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var browsers = context.getRoot().getStore(SPACE).get(Browsers.class, Browsers.class);
        if (browsers != null) {
            assertThat(browsers.everybodyLeaves())
                    .as("dialogs and script errors")
                    .isEmpty();
        }
        var scene = context.getStore(SPACE).get(Scene.class, Scene.class);
        if (scene != null) {
            assertThat(scene.faults()).as("where the server broke its word").isEmpty();
        }
    }
}
