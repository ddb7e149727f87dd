package baton.gateway.desk;

import static baton.engine.web.JsonReply.text;

import baton.engine.spi.Configuration.Done;
import baton.engine.spi.Configuration.Problem;
import baton.engine.spi.Configuration.Refused;
import baton.engine.web.Frames;
import java.util.Map;
import java.util.stream.Collectors;

/** What comes of an edit as JSON. By hand, because the generic JSON message knows no whole numbers. */
final class ConfigurationJson {

    private ConfigurationJson() {}

    static String done(Done done) {
        var changes = done.changes().stream()
                .map(change -> "{\"what\":" + quoted(change.what()) + ",\"count\":" + change.count() + "}")
                .collect(Collectors.joining(","));
        return "{\"version\":" + done.version() + ",\"changes\":[" + changes + "]}";
    }

    static String refused(Refused refused) {
        var problems =
                refused.problems().stream().map(ConfigurationJson::problem).collect(Collectors.joining(","));
        return "{\"code\":" + quoted(refused.code()) + ",\"detail\":" + quoted(refused.detail()) + ",\"problems\":["
                + problems + "]}";
    }

    private static String problem(Problem problem) {
        var values = problem.values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(value -> quoted(value.getKey()) + ":" + quoted(value.getValue()))
                .collect(Collectors.joining(","));
        return "{\"path\":" + quoted(problem.path()) + ",\"text\":" + quoted(problem.text()) + ",\"code\":"
                + quoted(problem.code()) + ",\"values\":{" + values + "}}";
    }

    private static String quoted(String text) {
        return Frames.json(text(text));
    }
}
