package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class DirectoryStoreTest extends MediaStoreContract {

    @Override
    MediaStore open() {
        return new DirectoryStore(directory, kit.system());
    }

    @Override
    List<String> kept() throws IOException {
        return files(directory).stream()
                .filter(file -> !file.startsWith(".partial/"))
                .toList();
    }

    @Test
    void aDirectoryThatIsMadeIsItsOwnersOnly() throws Exception {
        directory = directory.resolve("above/media");

        done(open().put("acme", Source.single(ByteString.fromString("test")), 4, head -> "text/plain"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aDirectoryThatIsThereStaysAsItIs() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));

        done(put("acme", "test"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwxr-x---");
    }
}
