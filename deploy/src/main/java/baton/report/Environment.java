package baton.report;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** On what something was measured. Printed with every result: a figure without it is worth nothing. */
public final class Environment {

    private Environment() {}

    public static Json describe(CqlSession session, long seed) {
        return machine(seed)
                .with("cassandra", cassandra(session))
                .with("commitlog_sync", setting(session, "commitlog_sync"))
                .with("cassandra_driver", driver());
    }

    /** Without a database. */
    public static Json machine(long seed) {
        return new Json()
                .with("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .with("baton", version())
                .with("cpu", field("/proc/cpuinfo", "model name"))
                .with("cores", Runtime.getRuntime().availableProcessors())
                .with("memory_mib", memory())
                .with("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .with("jdk", Runtime.version().toString())
                .with("driver_heap_mib", Runtime.getRuntime().maxMemory() >> 20)
                .with("load_average", load())
                .with("seed", seed);
    }

    /** Of the last minute: above the number of cores, others wait for them too. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String cassandra(CqlSession session) {
        var row = session.execute("SELECT release_version FROM system.local").one();
        return row == null ? "unknown" : Objects.requireNonNullElse(row.getString(0), "unknown");
    }

    /** What is in force, not what a file says. */
    private static String setting(CqlSession session, String name) {
        var row = session.execute("SELECT value FROM system_views.settings WHERE name = '" + name + "'")
                .one();
        return row == null ? "unknown" : Objects.requireNonNullElse(row.getString(0), "unknown");
    }

    private static String driver() {
        return Objects.requireNonNullElse(CqlSession.OSS_DRIVER_COORDINATES.getVersion(), "unknown")
                .toString();
    }

    private static String version() {
        return Objects.requireNonNullElse(Environment.class.getPackage().getImplementationVersion(), "(not packaged)");
    }

    private static long memory() {
        var kibibytes = field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return kibibytes.isEmpty() ? 0 : Long.parseLong(kibibytes) >> 10;
    }

    /** From a file of lines {@code name : value}, as {@code /proc} has. */
    private static String field(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
