package baton.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that tests use. */
final class Peers {

    private Peers() {}

    /** Skips the test if the program is missing, or fails it where peers are required. */
    static Path require(String name, String debianPackage) {
        var program = Path.of("/usr/bin", name);
        if (!Files.isExecutable(program)) {
            var missing = "the peer program %s is missing (Debian package %s, expected at %s)"
                    .formatted(name, debianPackage, program);
            if ("required".equals(System.getProperty("baton.peers"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        return program;
    }
}
