package baton.launcher;

import java.util.ArrayList;
import java.util.List;

/** The flags of the JVM that runs Cassandra 5.0 on JDK 17, as in its own {@code jvm17-server.options}. */
final class CassandraJvm {

    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "java.base/java.lang.ref",
            "jdk.unsupported/sun.misc",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.attach/sun.tools.attach");

    private static final List<String> OPENS = List.of(
            "java.base/java.lang.module",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.util.jar",
            "jdk.management/com.sun.management.internal",
            "java.base/sun.nio.ch",
            "java.base/java.io",
            "java.base/java.lang.reflect",
            "jdk.compiler/com.sun.tools.javac",
            "java.base/java.lang",
            "java.base/java.util");

    private CassandraJvm() {}

    static List<String> flags(String heap, CassandraFiles files) {
        var flags = new ArrayList<String>();
        flags.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-Xss512k", "-ea:org.apache.cassandra..."));
        flags.addAll(List.of(
                "-XX:+UseG1GC",
                "-XX:+ParallelRefProcEnabled",
                "-XX:MaxGCPauseMillis=300",
                "-XX:+ExitOnOutOfMemoryError"));
        flags.addAll(List.of("-XX:+PerfDisableSharedMem", "-Djdk.attach.allowAttachSelf=true"));
        EXPORTS.forEach(name -> flags.addAll(List.of("--add-exports", name + "=ALL-UNNAMED")));
        OPENS.forEach(name -> flags.addAll(List.of("--add-opens", name + "=ALL-UNNAMED")));
        flags.addAll(List.of(
                "-Dio.netty.tryReflectionSetAccessible=true",
                "-Dio.netty.allocator.useCacheForAllThreads=true",
                "-Dio.netty.allocator.maxOrder=11"));
        flags.addAll(baton(files));
        return flags;
    }

    private static List<String> baton(CassandraFiles files) {
        return List.of(
                // Otherwise Cassandra closes the output on which the child says that it is ready.
                "-Dcassandra-foreground=true",
                "-Dcassandra.config=" + files.yaml().toAbsolutePath().toUri(),
                "-Dlogback.configurationFile=" + files.logback().toAbsolutePath(),
                "-Dcassandra.storagedir=" + files.directory().toAbsolutePath(),
                // Native libraries are unpacked here: /tmp may be mounted without the right to run them.
                "-Djava.io.tmpdir=" + files.temporary().toAbsolutePath(),
                "-Djna.tmpdir=" + files.temporary().toAbsolutePath(),
                // There is nobody to gossip with and nobody to hand a ring over.
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.shutdown_announce_in_ms=0",
                "-Djava.net.preferIPv4Stack=true",
                "-Dchronicle.analytics.disable=true");
    }
}
