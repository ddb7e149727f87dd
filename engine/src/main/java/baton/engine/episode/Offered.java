package baton.engine.episode;

import java.util.List;
import java.util.Optional;

/**
 * What an agent's text is beside its words.
 *
 * @param choices what the customer can answer with by pressing it
 * @param template as which it goes out
 */
public record Offered(List<Choice> choices, Optional<Template> template) {

    public static final Offered NOTHING = new Offered(List.of(), Optional.empty());

    public record Choice(String id, String title) {}

    /** @param values for {1}, {2} ... */
    public record Template(String name, String language, List<String> values) {}

    /** So many characters more, where there are no buttons. */
    int lengthInWords() {
        return choices.stream()
                .mapToInt(choice ->
                        choice.title().codePointCount(0, choice.title().length()) + 5)
                .sum();
    }
}
