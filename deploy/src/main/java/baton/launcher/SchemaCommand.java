package baton.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = {
            "Creates or migrates the tables of an external Cassandra. Can be repeated.",
            "",
            "Reads BATON_CASSANDRA_CONTACT_POINTS, BATON_CASSANDRA_DATACENTER, BATON_CASSANDRA_USER,",
            "BATON_CASSANDRA_PASSWORD, BATON_KEYSPACE, BATON_REPLICATION. Run it once before the nodes of a new",
            "release start, from one place. (\"baton up\" does it by itself.)"
        })
final class SchemaCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "A file of settings over the distribution's conf/.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only say which version there is and which is needed.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var console = new Console(System.out);
        var environment = System.getenv();
        var config = Configuration.load(Installation.from(environment).conf(), environment, Configuration.files(files));
        console.step("connecting to Cassandra at " + Database.contactPoints(config));
        try (var session = Database.connect(config)) {
            var schema = Database.schema(session, config);
            console.step("the schema has version " + schema.version() + ", this release needs " + Schema.latest());
            if (!dryRun) {
                var applied = schema.migrate(console::step);
                console.step(applied == 0 ? "nothing to do" : "done");
            }
        }
        return 0;
    }
}
