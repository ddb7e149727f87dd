package baton.launcher;

import baton.engine.tenant.TenantFiles;
import baton.launcher.Management.Answer;
import baton.protocol.config.v1.Tenant;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
            "A large company that is new comes in by and by. What a busy database does not take in is tried again.",
            "Shows the node BATON_DIRECTORY_TOKEN, or on the machine of baton up the token in its data directory."
        })
final class ImportCommand implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,40}");

    private static final int MOST_TRIES = 8;

    /** Agents of one write: ten thousand took a busy database longer than it waits. */
    private static final int AT_ONCE = 1_000;

    private static final int NOT_FOUND = 404;

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
        var management = Management.of(node, System.getenv());
        for (var tenant : tenants()) {
            var answer = load(management, tenant, console);
            if (!answer.good()) {
                throw new Problem("The company " + tenant.getId() + " is not loaded:\n" + answer.text());
            }
            console.print(tenant.getId() + ": " + answer.text());
        }
        return 0;
    }

    /** A large company that is new comes in by and by; one with a mistake is not there afterwards either. */
    private static Answer load(Management management, Tenant tenant, Console console) {
        var all = tenant.getAgentsList();
        if (all.size() <= AT_ONCE || management.get(path(tenant)).status() != NOT_FOUND) {
            return put(management, tenant, console);
        }
        for (var count = AT_ONCE; count < all.size(); count += AT_ONCE) {
            var part = tenant.toBuilder().clearAgents().addAllAgents(all.subList(0, count));
            var answer = put(management, part.build(), console);
            if (!answer.good()) {
                return withdrawn(management, tenant, answer);
            }
            console.step(tenant.getId() + ": " + count + " of " + all.size() + " agents");
        }
        return withdrawn(management, tenant, put(management, tenant, console));
    }

    private static Answer withdrawn(Management management, Tenant tenant, Answer answer) {
        if (!answer.good() && !answer.later()) {
            management.delete(path(tenant));
        }
        return answer;
    }

    private static String path(Tenant tenant) {
        return "/tenants/" + tenant.getId();
    }

    /** What was stored although nobody could say so is found there the next time. */
    private static Answer put(Management management, Tenant tenant, Console console) {
        var path = path(tenant);
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
        if (Files.isDirectory(file)) {
            throw new Problem(file + " is a directory, not a file.");
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new Problem("There is no file " + file + ".", missing);
        } catch (AccessDeniedException forbidden) {
            throw new Problem("There is no permission to read " + file + ".", forbidden);
        } catch (IOException unreadable) {
            throw new Problem(
                    file + " cannot be read (" + unreadable.getClass().getSimpleName() + "); is it a text in UTF-8?",
                    unreadable);
        }
    }
}
