package baton.launcher;

import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Tenant;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What to open and whom to log in as. */
final class Welcome {

    private Welcome() {}

    /** @param messengers where those are that run as well, empty if none do */
    static String text(
            Config config, Optional<Tenant> demo, int nodes, String messengers, Path data, Duration elapsed) {
        var text = new StringBuilder("%nBaton is up after %.1f s.%n".formatted(elapsed.toMillis() / 1000.0));
        for (var n = 0; n < nodes; n++) {
            text.append(pages(NodePort.moved(config, n)));
        }
        text.append(messengers);
        demo.ifPresent(tenant -> text.append(company(tenant)));
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

    private static String company(Tenant tenant) {
        return """

                Log in at the desk of %s as one of %s, password demo; %s supervises.
                Each agent needs a browser, or a private window, of their own.
                The number of %s is %s, dialled %s; the chat lends each customer a number of its own.

                """
                .formatted(
                        tenant.id(),
                        agents(tenant, account -> !account.supervisor()),
                        agents(tenant, Account::supervisor),
                        tenant.company(),
                        tenant.numbers().display(),
                        tenant.numbers().main());
    }

    private static String agents(Tenant tenant, Predicate<Account> which) {
        return tenant.agents().stream().filter(which).map(Account::agentId).collect(Collectors.joining(", "));
    }
}
