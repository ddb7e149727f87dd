package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraFilesTest {

    @TempDir
    Path directory;

    @Test
    void aWriteIsOnDiskBeforeItIsAcknowledgedAndNobodyOutsideCanConnect() throws Exception {
        var yaml = prepared(directory);

        assertThat(yaml)
                .contains("commitlog_sync: batch\n", "concurrent_writes: 128\n")
                .contains("rpc_address: 127.0.0.1\n", "listen_address: 127.0.0.1\n")
                .contains("native_transport_port: 19142\n", "storage_port: 17100\n", "seeds: \"127.0.0.1:17100\"");
    }

    @Test
    void theLogIsWrittenSoThatAFullDiskIsNoticed() throws Exception {
        assertThat(prepared(directory)).contains("commitlog_disk_access_mode: legacy\n");
    }

    @Test
    void aPathWithSpacesAndQuotesStaysOnePath() throws Exception {
        var awkward = directory.resolve("Anna's data & more");

        var yaml = prepared(awkward);

        assertThat(yaml).contains("commitlog_directory: '" + directory + "/Anna''s data & more/commitlog'");
        assertThat(Files.readString(awkward.resolve("conf/logback.xml")))
                .contains("Anna's data &amp; more/log/cassandra.log");
    }

    @Test
    void theEndOfTheLogIsShownAndWithoutOneWhatTheJvmSaid() throws Exception {
        prepared(directory);
        var files = new CassandraFiles(directory);

        Files.writeString(files.jvmLog(), "Unrecognized VM option\n");
        assertThat(files.tail(2)).isEqualTo("Unrecognized VM option");

        Files.writeString(files.log(), "one\ntwo\nthree\n");
        assertThat(files.tail(2)).isEqualTo("two\nthree");

        Files.writeString(
                files.log(), "12:00 ERROR Daemon - the disk is full\n\tat one\n12:01 INFO two\n12:02 INFO three\n");
        assertThat(files.tail(2)).isEqualTo("12:00 ERROR Daemon - the disk is full\n\tat one");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneSentence() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> prepared(file))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("The data directory " + file + " cannot be written")
                .hasMessageEndingWith("choose another one with BATON_DATA.");
    }

    @Test
    void aHeapThatIsNoneIsRefused() {
        assertThatThrownBy(() -> CassandraSettings.from(directory, Map.of("BATON_CASSANDRA_HEAP", "lots")))
                .isInstanceOf(Problem.class)
                .hasMessage("BATON_CASSANDRA_HEAP is \"lots\", expected a size like 1g or 768m.");
    }

    private static String prepared(Path directory) throws Exception {
        var files = new CassandraFiles(directory);
        files.prepare(new CassandraSettings(directory, Path.of("lib"), 19142, 17100, "1g"));
        return Files.readString(files.yaml());
    }
}
