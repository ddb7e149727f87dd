package baton.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are on this machine.
 *
 * @param home the unpacked distribution; {@code bin/baton} says it with the system property {@code baton.home}
 * @param conf the directory of the configuration: {@code BATON_CONF}, or {@code conf} of the distribution
 * @param data what must survive: {@code BATON_DATA}, or {@code .baton} in the user's home, which no build cleans away
 */
record Installation(Path home, Path conf, Path data) {

    static final String HOME = "baton.home";
    static final String DATA = "BATON_DATA";
    static final String CONF = "BATON_CONF";

    static Installation from(Map<String, String> environment) {
        var home = System.getProperty(HOME);
        if (home == null) {
            throw new Problem("The system property " + HOME + " is not set; start Baton by bin/baton, which sets it.");
        }
        var conf = environment.getOrDefault(CONF, Path.of(home, "conf").toString());
        return new Installation(Path.of(home), Path.of(conf), data(environment));
    }

    static Path data(Map<String, String> environment) {
        var home = Path.of(System.getProperty("user.home"), ".baton").toString();
        return Path.of(environment.getOrDefault(DATA, home)).toAbsolutePath();
    }

    static String version() {
        var version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
