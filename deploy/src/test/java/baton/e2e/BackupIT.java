package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import baton.testbed.Directories;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/backup.md} tells operators to do, done: snapshot, loss of everything, new database, import. */
@Timeout(900)
class BackupIT {

    private static final String TAG = "monday";
    private static final Company COMPANY = Company.patient(0);

    @TempDir
    Path directory;

    @Test
    void conversationsGoOnFromTheBackupAfterTheDatabaseIsLost() throws Exception {
        var backup = directory.resolve("backup");
        ChatClient customer;
        String episode;
        try (var lost = new Ground(directory.resolve("lost"))) {
            var scene = lost.scene(lost.node("node", 1, Map.of()).place(), COMPANY);
            var anna = scene.agent("anna");
            customer = scene.customer();
            episode = customer.say("Where is my lamp?").getEpisodeId();
            anna.takeChat(episode);
            anna.say(episode, "On its way.");
            snapshot(lost, backup);
            customer.say("Said after the backup.");
        }
        Directories.remove(directory.resolve("lost"));

        try (var restored = new Ground(directory.resolve("restored"))) {
            importInto(restored, backup);
            var scene = restored.scene(restored.node("node", 1, Map.of()).place(), COMPANY);
            var anna = scene.desk("anna");
            var same = scene.connected(new ChatClient(scene.place(), customer));

            same.awaitTexts(episode, "Where is my lamp?", "On its way.");
            anna.awaitTexts(episode, "Where is my lamp?", "On its way.");
            assertThat(same.say("Is it blue?").getEpisodeId()).isEqualTo(episode);
            anna.awaitTexts(episode, "Where is my lamp?", "On its way.", "Is it blue?");
            anna.say(episode, "It is.");
            same.awaitTexts(episode, "Where is my lamp?", "On its way.", "Is it blue?", "It is.");
        }
    }

    /** {@code nodetool snapshot -t TAG baton}, then a copy of what it has put aside. */
    private static void snapshot(Ground ground, Path backup) throws Exception {
        try (var management = management(ground)) {
            management
                    .getMBeanServerConnection()
                    .invoke(
                            new ObjectName("org.apache.cassandra.db:type=StorageService"),
                            "takeSnapshot",
                            new Object[] {TAG, Map.of(), new String[] {"baton"}},
                            new String[] {String.class.getName(), Map.class.getName(), String[].class.getName()});
        }
        try (var tables = Files.list(ground.databaseFiles().resolve("data/baton"))) {
            for (var table : tables.toList()) {
                var name = table.getFileName().toString().split("-")[0];
                copy(
                        table.resolve("snapshots").resolve(TAG),
                        backup.resolve("baton").resolve(name));
            }
        }
    }

    /** {@code nodetool import --copy-data baton TABLE DIRECTORY} for each table. */
    private static void importInto(Ground ground, Path backup) throws Exception {
        var flag = boolean.class.getName();
        try (var management = management(ground);
                var tables = Files.list(backup.resolve("baton"))) {
            for (var table : tables.toList()) {
                var failed = management
                        .getMBeanServerConnection()
                        .invoke(
                                new ObjectName("org.apache.cassandra.db:type=Tables,keyspace=baton,table="
                                        + table.getFileName()),
                                "importNewSSTables",
                                new Object[] {Set.of(table.toString()), true, true, true, true, true, false, true},
                                new String[] {Set.class.getName(), flag, flag, flag, flag, flag, flag, flag});
                assertThat((Iterable<?>) failed).as("not imported").isEmpty();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return; // nothing has ever been written to this table
        }
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** What nodetool talks to. */
    private static JMXConnector management(Ground ground) throws Exception {
        var cassandra =
                VirtualMachine.attach(String.valueOf(ground.database().process().pid()));
        try {
            var url = new JMXServiceURL(cassandra.startLocalManagementAgent());
            return JMXConnectorFactory.connect(url);
        } finally {
            cassandra.detach();
        }
    }
}
