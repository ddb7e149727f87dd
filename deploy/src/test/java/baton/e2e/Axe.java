package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at pages with axe-core, by the rules of WCAG 2.2 A and AA and its best practices, and gathers what is serious or worse.
 * axe-core comes from the packages with which the desk is built.
 */
final class Axe {

    /** What moves is half transparent for a moment. Spinners and clocks move for ever. */
    private static final String STILL =
            """
            () => document.getAnimations().every(a =>
                a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity
                || a.effect.target instanceof SVGElement)""";

    private static final String RUN =
            """
            async () => {
              const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'], iframes: false });
              return violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .flatMap(v => v.nodes.map(n => `${v.id} (${v.help}): ${n.target.join(' ')}: ${n.failureSummary}`));
            }""";

    private final String source = source();
    private final List<String> findings = new ArrayList<>();

    private static String source() {
        var file = Path.of(System.getProperty("baton.axe", "../gateways/desk/ui/node_modules/axe-core/axe.min.js"));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core is missing (npm ci in gateways/desk/ui installs it)", e);
        }
    }

    void look(Page page, String scene) {
        look(page.mainFrame(), scene);
    }

    /** {@code scene} names what is on the screen, for whoever mends it. */
    void look(Frame frame, String scene) {
        frame.waitForFunction(STILL);
        if (frame.evaluate("() => !window.axe").equals(true)) {
            frame.evaluate(source);
        }
        ((List<?>) frame.evaluate(RUN)).forEach(finding -> findings.add(scene + ": " + finding));
    }

    void foundNothing() {
        assertThat(findings).as("what axe-core calls serious or critical").isEmpty();
    }
}
