package baton.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of the environment that somebody reads: those in configuration files and those that the launcher reads itself. */
final class Variables {

    private static final String OURS = "BATON_";
    private static final Pattern READ = Pattern.compile("\\$\\{\\??(BATON_[A-Z_]+)");

    private static final List<String> LAUNCHER = List.of(
            Configuration.SEEDS,
            "BATON_ROLES",
            ClusterTls.DIRECTORY,
            Configuration.CONTACT_POINTS,
            Configuration.CASSANDRA_USER,
            Configuration.CASSANDRA_PASSWORD,
            Installation.CONF,
            Installation.DATA,
            CassandraSettings.NATIVE_PORT,
            CassandraSettings.STORAGE_PORT,
            CassandraSettings.HEAP,
            Messengers.PORT,
            "BATON_JAVA_HOME",
            "BATON_JAVA_OPTS");

    private Variables() {}

    /** All that an installation with this directory of configuration reads. */
    static Set<String> known(Path conf) {
        var known = new TreeSet<>(LAUNCHER);
        try {
            var defaults = Variables.class.getClassLoader().getResources("reference.conf");
            while (defaults.hasMoreElements()) {
                try (var file = defaults.nextElement().openStream()) {
                    find(new String(file.readAllBytes(), StandardCharsets.UTF_8), known);
                }
            }
            try (var files = Files.newDirectoryStream(conf, "*.{conf,xml}")) {
                for (var file : files) {
                    find(Files.readString(file), known);
                }
            }
        } catch (IOException unreadable) {
            throw new Problem("the configuration in " + conf + " cannot be read (" + unreadable + ").", unreadable);
        }
        return known;
    }

    /** @throws Problem if a variable of ours is set that nobody reads: it is misspelt, and what it should do is not done */
    static void requireKnown(Map<String, String> environment, Path conf) {
        var known = known(conf);
        var unknown = environment.keySet().stream()
                .filter(name -> name.startsWith(OURS) && !known.contains(name))
                .sorted()
                .map(name -> name + " (did you mean " + nearest(name, known) + "?)")
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new Problem("nobody reads " + unknown + "; correct the name or take it away.");
        }
    }

    private static void find(String text, Set<String> known) {
        READ.matcher(text).results().forEach(found -> known.add(found.group(1)));
    }

    private static String nearest(String name, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    /** How many letters have to be put in, taken out or changed (Levenshtein). */
    private static int distance(String one, String other) {
        var above = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
