package baton.engine.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Configuration.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** In which words supervisors read what is wrong, by its code: the page of the desk fills the values in. */
final class SupervisorsWords {

    private static final Path ENGLISH = Path.of("../gateways/desk/ui/src/supervisor/i18n/en.json");
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");
    private static final Map<?, ?> WORDS = read();

    private SupervisorsWords() {}

    private static Map<?, ?> read() {
        try {
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ENGLISH));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** There are words for it, no gap of theirs stays empty, and they speak of the same values in the same order. */
    static void saysTheSame(Problem problem) {
        assertThat(WORDS.get("problem." + problem.code()))
                .as("words in %s for %s", ENGLISH, problem)
                .isInstanceOfSatisfying(String.class, words -> {
                    var gaps = GAP.matcher(words)
                            .results()
                            .map(gap -> gap.group(1))
                            .toList();
                    assertThat(problem.values()).as(words).containsKeys(gaps.toArray(String[]::new));
                    var inOrder = gaps.stream()
                            .map(gap -> Pattern.quote(problem.values().get(gap)))
                            .collect(Collectors.joining(".*", "(?s).*", ".*"));
                    assertThat(problem.text()).as(words).matches(inOrder);
                });
    }
}
