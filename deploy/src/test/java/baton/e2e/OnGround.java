package baton.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Tests that start, stop and kill nodes themselves, on one {@link Ground} for all of a class. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnGround {

    Ground ground;

    @BeforeAll
    void layGround(@TempDir Path directory) {
        ground = new Ground(directory);
    }

    @AfterEach
    void clearGround() throws Exception {
        ground.clear();
    }

    @AfterAll
    void closeGround() throws Exception {
        ground.close();
    }
}
