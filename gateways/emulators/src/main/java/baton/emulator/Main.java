package baton.emulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs the emulators alone: {@code --port 8090 --hooks http://127.0.0.1:8080 --tenant acme}. */
public final class Main {

    private static final String USAGE =
            "usage: [--host 127.0.0.1] [--port 8090] [--hooks http://127.0.0.1:8080] [--tenant demo]";

    private static final Set<String> OPTIONS = Set.of("--host", "--port", "--hooks", "--tenant");

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        EmulatorSettings settings;
        try {
            settings = settings(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
            return;
        }
        try (var emulators = Emulators.start(settings)) {
            tell(System.out, settings, emulators);
            new CountDownLatch(1).await();
        } catch (UncheckedIOException taken) {
            System.err.println("port " + settings.port() + " cannot be had: " + taken.getCause());
            System.exit(1);
        }
    }

    static EmulatorSettings settings(String... args) {
        var given = new HashMap<>(Map.of(
                "--host",
                EmulatorSettings.HOST,
                "--port",
                Integer.toString(EmulatorSettings.PORT),
                "--hooks",
                "http://127.0.0.1:8080",
                "--tenant",
                "demo"));
        for (var at = 0; at < args.length; at += 2) {
            if (!OPTIONS.contains(args[at]) || at + 1 == args.length) {
                throw new IllegalArgumentException("not understood: " + args[at]);
            }
            given.put(args[at], args[at + 1]);
        }
        return EmulatorSettings.demo(given.getOrDefault("--hooks", ""), given.getOrDefault("--tenant", ""))
                .at(given.getOrDefault("--host", ""), port(given.getOrDefault("--port", "")));
    }

    private static int port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("--port is " + value + ", expected 0 to 65535");
        }
        return Integer.parseInt(value);
    }

    private static void tell(PrintStream out, EmulatorSettings settings, Emulators emulators) {
        out.println("Telephones of customers:");
        emulators.providers().forEach(one -> out.println("  " + emulators.url() + "/" + one.name() + "/"));
        out.println();
        out.println("The company's accounts, for its YAML file:");
        out.println(settings.accounts(emulators.url()));
        out.println("Ctrl-C stops.");
    }
}
