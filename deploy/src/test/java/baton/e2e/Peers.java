package baton.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that tests use. */
public final class Peers {

    private Peers() {}

    /** Skips the test if the program is missing, or fails it where peers are required. */
    public static Path require(String name, String debianPackage) {
        var program = Stream.of("/usr/bin", "/usr/sbin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        require(
                program.isPresent(),
                "the peer program %s is missing (Debian package %s)".formatted(name, debianPackage));
        return program.orElseThrow();
    }

    /** The same for something else that a test needs of the machine. */
    static void require(boolean there, String missing) {
        if (!there && "required".equals(System.getProperty("baton.peers"))) {
            fail(missing);
        }
        Assumptions.assumeTrue(there, missing);
    }
}
