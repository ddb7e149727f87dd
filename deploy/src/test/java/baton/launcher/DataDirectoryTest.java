package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void theSecretIsMadeOnceAndIsItsOwnersOnly() throws Exception {
        String first;
        try (var data = DataDirectory.open(directory)) {
            first = data.secret();
        }
        try (var data = DataDirectory.open(directory)) {
            assertThat(data.secret()).isEqualTo(first).hasSizeGreaterThanOrEqualTo(32);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anEmptySecretOpensNothing() throws Exception {
        Files.writeString(directory.resolve("operator-token"), "\n");

        try (var data = DataDirectory.open(directory)) {
            assertThatThrownBy(data::operatorToken)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("operator-token is empty");
        }
    }

    @Test
    void theOperatorsTokenIsAnotherOneAndItsOwnersOnly() throws Exception {
        try (var data = DataDirectory.open(directory)) {
            assertThat(data.operatorToken()).isEqualTo(data.operatorToken()).isNotEqualTo(data.secret());
        }

        assertThat(permissions(directory.resolve("operator-token"))).isEqualTo("rw-------");
    }

    @Test
    void aDirectoryThatIsMadeIsItsOwnersOnly() throws Exception {
        var made = directory.resolve("above/data");
        DataDirectory.open(made).close();

        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(permissions(made.getParent())).isEqualTo("rwx------");
        assertThatCode(() -> DataDirectory.requireClosed(made)).doesNotThrowAnyException();
    }

    @Test
    void aDirectoryThatIsThereStaysAsItIsAndTheDoctorSaysSo() throws Exception {
        var open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        DataDirectory.open(open).close();

        assertThat(permissions(open)).isEqualTo("rwxr-xr-x");
        assertThatThrownBy(() -> DataDirectory.requireClosed(open))
                .isInstanceOf(Problem.class)
                .hasMessage("others on this machine may look into " + open + ", where conversations are; chmod 700 "
                        + open + ".");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void twoInstallationsHaveDifferentSecrets() {
        try (var one = DataDirectory.open(directory.resolve("one"));
                var other = DataDirectory.open(directory.resolve("other"))) {
            assertThat(one.secret()).isNotEqualTo(other.secret());
        }
    }

    @Test
    void aSecondProcessIsToldWhoHoldsIt() throws Exception {
        var holder = holder();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");

            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(Problem.class)
                    .hasMessage("Another Baton (process " + holder.pid() + ") runs on " + directory
                            + "; stop it or choose another directory with BATON_DATA.");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsOneSentence() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("The data directory " + file.resolve("below") + " cannot be written")
                .hasMessageEndingWith("choose another one with BATON_DATA.");
    }

    private Process holder() throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Holder.class.getName());
        command.add(directory.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Holds the directory until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var data = DataDirectory.open(Path.of(arguments[0]))) {
                System.out.println("held");
                System.in.read();
            }
        }
    }
}
