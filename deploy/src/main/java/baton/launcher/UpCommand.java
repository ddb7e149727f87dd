package baton.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baton up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything on this machine: Cassandra, nodes, a demo company with three agents and a supervisor.",
            "",
            "Conversations are kept in BATON_DATA (default ~/.baton). Ctrl-C stops everything.",
            "Ports: BATON_HTTP_PORT (8080), BATON_MANAGEMENT_PORT (8558), BATON_SIP_PORT (5060),",
            "BATON_ARTERY_PORT (25520), BATON_CASSANDRA_PORT (19042), BATON_CASSANDRA_STORAGE_PORT (17000);",
            "a second node adds 1 to the first four, a third 2. BATON_CASSANDRA_HEAP (1g), BATON_JAVA_OPTS (-Xmx1g).",
            "With --messengers: BATON_MESSENGERS_PORT (8090)."
        })
final class UpCommand implements Callable<Integer> {

    private static final int MOST_NODES = 9;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", description = "How many nodes (default: 1).")
    private int nodes;

    @Option(
            names = "--messengers",
            description =
                    "Emulates Telegram, WhatsApp, Viber, Messenger, Instagram, VK and SMS, and gives the demo company accounts there.")
    private boolean messengers;

    @Option(
            names = "--open-to-all",
            description =
                    "Lets others in although everybody can read the demo company's passwords: for BATON_HTTP_HOST.")
    private boolean openToAll;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new ParameterException(spec.commandLine(), "--nodes is " + nodes + ", expected 1 to " + MOST_NODES);
        }
        Main.requireJdk(Runtime.version().feature());
        try (var up = new Up(new Console(System.out), Installation.from(System.getenv()), System.getenv())) {
            Runtime.getRuntime().addShutdownHook(new Thread(up::close, "stop"));
            up.start(nodes, messengers, openToAll);
            up.await();
            return 0;
        }
    }
}
