package baton.engine.tenant;

import baton.engine.spi.Configuration.Problem;
import baton.engine.yaml.YamlFormat;
import baton.protocol.config.v1.Tenant;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Companies in YAML files: {@code baton.tenants-files}. */
public final class TenantFiles {

    /** Companies as YAML. */
    public static final YamlFormat<Tenant> FORMAT = new YamlFormat<>(Tenant.getDefaultInstance());

    private TenantFiles() {}

    /**
     * All companies of all files that are configured.
     *
     * @throws IllegalArgumentException with a sentence that names the setting or the file and what to do
     */
    public static List<Tenant> from(Config config) {
        requireNoTenants(config);
        var tenants = new ArrayList<Tenant>();
        config.getStringList("baton.tenants-files").forEach(file -> tenants.addAll(read(Path.of(file))));
        return tenants;
    }

    /** Companies were settings once. Whoever still has them there must not believe that they hold. */
    private static void requireNoTenants(Config config) {
        if (config.hasPath("baton.tenants")
                && !config.getObject("baton.tenants").isEmpty()) {
            throw new IllegalArgumentException(
                    "baton.tenants is not read any more: companies are kept in the database now. Write each as a"
                            + " document of a YAML file like conf/demo.yaml, load it with \"baton import FILE\", and take"
                            + " baton.tenants out of the configuration");
        }
    }

    private static List<Tenant> read(Path file) {
        try {
            var read = FORMAT.in(Files.readString(file));
            if (!read.problems().isEmpty()) {
                throw new IllegalArgumentException(file + " cannot be read:\n" + lines(read.problems()));
            }
            return read.messages();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "baton.tenants-files: " + file + " cannot be read ("
                            + unreadable.getClass().getSimpleName() + ")",
                    unreadable);
        }
    }

    /** One problem on each line, with its path. */
    public static String lines(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.path().isEmpty() ? problem.text() : problem.path() + ": " + problem.text())
                .collect(Collectors.joining("\n"));
    }
}
