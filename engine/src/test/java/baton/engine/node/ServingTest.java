package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServingTest {

    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aNodeIsReadyFromWhenItsDoorsAreOpenUntilItIsAskedToLeaveBeforeTheyClose() throws Exception {
        var check = new ServingCheck(Adapter.toClassic(kit.system()));
        assertThat(isReady(check)).isFalse();

        Serving.get(kit.system()).begin();
        assertThat(isReady(check)).isTrue();

        var readyWhileDoorsClose = new CompletableFuture<Boolean>();
        CoordinatedShutdown.get(kit.system()).addTask(CoordinatedShutdown.PhaseServiceUnbind(), "look", () -> {
            readyWhileDoorsClose.complete(isReady(check));
            return CompletableFuture.completedStage(Done.getInstance());
        });
        kit.system().terminate();
        assertThat(readyWhileDoorsClose.get(30, TimeUnit.SECONDS)).isFalse();
    }

    private static boolean isReady(ServingCheck check) {
        return check.get().toCompletableFuture().join();
    }
}
