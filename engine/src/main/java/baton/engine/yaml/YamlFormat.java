package baton.engine.yaml;

import baton.engine.spi.Configuration.Problem;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One kind of message as YAML, in the words of protobuf's JSON: lowerCamelCase, durations like {@code 90s}. What the schema does not
 * know is a problem that names line and path. Builds nothing but messages of that kind, whatever the text says.
 *
 * @param <M> the kind
 */
public final class YamlFormat<M extends Message> {

    /** A company with 20,000 agents has half of it. */
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    /** No message of ours nests deeper than this by far. */
    private static final int DEEPEST = 32;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).build();

    private final M empty;

    /** @param empty the default instance */
    public YamlFormat(M empty) {
        this.empty = empty;
    }

    /** What was read; messages are complete only if there are no problems. */
    public record Read<M>(List<M> messages, List<Problem> problems) {}

    /** One message for each document in this text. Never fails. */
    public Read<M> in(String text) {
        var problems = new ArrayList<Problem>();
        var messages = new ArrayList<M>();
        if (text.length() > MOST_CHARACTERS) {
            problems.add(Problem.of("", "this is larger than " + MOST_CHARACTERS + " characters"));
            return new Read<>(messages, problems);
        }
        try {
            if (isHarmless(text, problems)) {
                read(text, messages, problems);
            }
        } catch (MarkedYamlEngineException wrong) {
            var line = wrong.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1))
                    .orElse("");
            problems.add(Problem.of(line, "this is no YAML: " + wrong.getProblem()));
        } catch (YamlEngineException wrong) {
            problems.add(Problem.of("", "this is no YAML: " + wrong.getMessage()));
        }
        return new Read<>(messages, problems);
    }

    /** One document for each message. */
    public String out(List<M> messages) {
        return YamlWriter.write(messages);
    }

    @SuppressWarnings("unchecked")
    private void read(String text, List<M> messages, List<Problem> problems) {
        for (var document : new Compose(SETTINGS).composeAllFromString(text)) {
            var message = empty.newBuilderForType();
            new YamlReader(problems).read(document, message);
            messages.add((M) message.build());
        }
    }

    /** Before anything is built: references make bombs of a few lines, and deep nesting eats the stack of who builds. */
    private static boolean isHarmless(String text, List<Problem> problems) {
        var depth = 0;
        for (var event : new Parse(SETTINGS).parseString(text)) {
            var line = event.getStartMark()
                    .map(mark -> "line " + (mark.getLine() + 1))
                    .orElse("");
            if (event.getEventId() == Event.ID.Alias) {
                problems.add(Problem.of(line, "references (*) are not allowed: write it out"));
                return false;
            }
            depth += deeper(event);
            if (depth > DEEPEST) {
                problems.add(Problem.of(line, "this is nested deeper than " + DEEPEST));
                return false;
            }
        }
        return true;
    }

    private static int deeper(Event event) {
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
        };
    }
}
