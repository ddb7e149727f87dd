package baton.launcher;

import baton.engine.tenant.TenantFiles;
import baton.launcher.Management.Answer;
import baton.protocol.config.v1.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Loads companies from a YAML file into a running installation. Nothing needs a restart.",
            "",
            "The file has one document for each company, in the form of conf/demo.yaml. What is in a document is how"
                    + " the",
            "company is from then on: parts that are missing are removed, companies that are missing stay. Only what"
                    + " is",
            "different is stored. Passwords are stored as hashes. Says what has changed, or what is wrong and where.",
            "A large company can be more than a busy database takes in at once: then it is tried again."
        })
final class ImportCommand implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,40}");

    private static final int MOST_TRIES = 8;

    /** Until the directory has woken up after a write that failed. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Parameters(index = "0", paramLabel = "FILE", description = "The file with the companies.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--node",
            paramLabel = "HOST:PORT",
            description = "The management port of any node (default: 127.0.0.1:8558).")
    private String node = Management.here(System.getenv());

    @Override
    public Integer call() {
        var console = new Console(System.out);
        var management = new Management(node);
        for (var tenant : tenants()) {
            var answer = load(management, tenant, console);
            if (!answer.good()) {
                throw new Problem("The company " + tenant.getId() + " is not loaded:\n" + answer.text());
            }
            console.print(tenant.getId() + ": " + answer.text());
        }
        return 0;
    }

    /** What was stored although nobody could say so is found there the next time. */
    private static Answer load(Management management, Tenant tenant, Console console) {
        var path = "/tenants/" + tenant.getId();
        var yaml = TenantFiles.FORMAT.out(List.of(tenant));
        Runnable waits = () -> console.step(tenant.getId() + ": still loading");
        var answer = management.put(path, yaml, waits);
        for (var tries = 1; answer.later() && tries < MOST_TRIES; tries++) {
            console.step(tenant.getId() + ": " + answer.text() + "; trying again (" + tries + " of " + (MOST_TRIES - 1)
                    + ")");
            pause();
            answer = management.put(path, yaml, waits);
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted; whether it was done, \"baton export\" will say.", interrupted);
        }
    }

    private List<Tenant> tenants() {
        var read = TenantFiles.FORMAT.in(text());
        if (!read.problems().isEmpty()) {
            throw new Problem(file + " cannot be read:\n" + TenantFiles.lines(read.problems()));
        }
        if (read.messages().isEmpty()) {
            throw new Problem(file + " has no company in it.");
        }
        for (var tenant : read.messages()) {
            if (!ID.matcher(tenant.getId()).matches()) {
                throw new Problem(file + " has a company whose id is \"" + tenant.getId()
                        + "\", expected 1 to 40 lower-case letters, digits, - and _.");
            }
        }
        return read.messages();
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new Problem(
                    file + " cannot be read (" + unreadable.getClass().getSimpleName() + "); is it a text in UTF-8?",
                    unreadable);
        }
    }
}
