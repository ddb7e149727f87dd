package baton.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import baton.testbed.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the database runs full while people talk. In each build: how the database is set up decides whether it notices. Skipped where
 * nobody may mount a disk.
 */
@Timeout(600)
class DiskIT {

    /** As much as the database wants to have free before it starts, and a little for itself. */
    private static final int MEGABYTES = 1_200;

    private static final Duration BEARABLE = Duration.ofSeconds(120);

    /** Containers often do not let even root do that; where failures are asked for it is a failure. */
    private static void requireDisk() {
        var possible = SmallDisk.isPossible();
        if ("on".equals(System.getProperty("baton.failures"))) {
            Peers.require(possible, "only root can mount a small disk");
        }
        assumeTrue(possible, "only root can mount a small disk");
    }

    /** The database ends by itself when it cannot write any more ({@code commit_failure_policy: die}); an operator makes room and starts it. */
    @Test
    void nothingAcknowledgedIsLostWhenTheDatabasesDiskIsFull(@TempDir Path directory) throws Exception {
        requireDisk();
        try (var disk = new SmallDisk(directory, MEGABYTES);
                var ground = new Ground(directory)) {
            var node = ground.node("node", 1, ThreeNodesIT.PATIENT);
            Trial.of("the database's disk is full", ground.scene(node.place(), Company.patient(0)), BEARABLE, load -> {
                disk.fill();
                await("the database has ended")
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> !ground.database().process().isAlive());
                disk.makeRoom();
                ground.database().kill();
            });
        }
    }
}
