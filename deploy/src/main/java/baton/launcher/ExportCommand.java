package baton.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the companies of a running installation to a YAML file that \"baton import\" reads.",
            "",
            "The file has everything in it, hashes of passwords and secrets of telephones included: only you can read"
                    + " it.",
            "Shows the node BATON_DIRECTORY_TOKEN, or on the machine of baton up the token in its data directory."
        })
final class ExportCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to write. One that is there is replaced.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--tenant", paramLabel = "ID", description = "This company alone (default: all).")
    private @Nullable String tenant;

    @Option(
            names = "--node",
            paramLabel = "HOST:PORT",
            description = "The management port of any node (default: 127.0.0.1:8558).")
    private String node = Management.here(System.getenv());

    @Override
    public Integer call() {
        var answer = Management.of(node, System.getenv()).get(tenant == null ? "/tenants" : "/tenants/" + tenant);
        if (answer.status() == NOT_FOUND) {
            throw new Problem("There is no company \"" + tenant + "\".");
        } else if (!answer.good()) {
            throw new Problem("The node answers: " + answer.text());
        }
        write(answer.text() + "\n");
        new Console(System.out).print("written to " + file);
        return 0;
    }

    private void write(String yaml) {
        try {
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, yaml);
        } catch (IOException refused) {
            throw new Problem(file + " cannot be written: " + refused.getMessage() + ".", refused);
        }
    }
}
