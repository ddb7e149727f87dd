package baton.launcher;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** What to open and whom to log in as. */
final class Welcome {

    private Welcome() {}

    static String text(Config config, int nodes, Path data, Duration elapsed) {
        var text = new StringBuilder("%nBaton is up after %.1f s.%n".formatted(elapsed.toMillis() / 1000.0));
        for (var n = 0; n < nodes; n++) {
            text.append(pages(NodePort.moved(config, n)));
        }
        text.append(company(config.getConfig("baton.tenants.demo")));
        NodePort.of(config)
                .forEach(one -> text.append(
                        "%-22s %s:%d, set by %s%n".formatted(one.what(), one.host(), one.port(), one.setting())));
        return text.append("%nConversations are kept in %s. Ctrl-C stops everything.%n".formatted(data))
                .toString();
    }

    private static String pages(Config config) {
        var at = "http://" + config.getString("baton.http.host") + ":" + config.getInt("baton.http.port");
        return """

                  %1$s/chat    a shop with the chat: be the customer
                  %1$s/desk    the desk: be the agent
                  %1$s/phone   two telephones: call the number that the chat shows
                """
                .formatted(at);
    }

    private static String company(Config tenant) {
        var agents = tenant.getObject("agents").keySet().stream().sorted().collect(Collectors.joining(", "));
        return """

                Log in at the desk of demo as one of %s, password demo.
                The number of %s is %s, dialled %s; the chat lends each customer a number of its own.

                """
                .formatted(
                        agents,
                        tenant.getString("company"),
                        tenant.getString("numbers.display"),
                        tenant.getString("numbers.main"));
    }
}
