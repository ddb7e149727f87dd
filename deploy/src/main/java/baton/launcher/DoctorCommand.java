package baton.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at this machine and this installation and says what to mend.",
            "",
            "Without options: whether \"baton up\" would start. With --node: whether \"baton node\" would.",
            "Starts nothing, and changes nothing but that it makes the directory of files if there is none. Exit code 0 if there is nothing to mend, otherwise 1."
        })
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--node", description = "Look at what a production node needs, the database included.")
    private boolean node;

    @Option(names = "--config", paramLabel = "FILE", description = "A file of settings over conf/, as for baton node.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        var environment = System.getenv();
        var checkup = new Checkup(new Console(System.out), Installation.from(environment), environment);
        checkup.machine();
        if (node) {
            checkup.node(Configuration.files(files));
        } else {
            checkup.up();
        }
        return checkup.conclude();
    }
}
