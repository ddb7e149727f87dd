package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.ServerFrame.FrameCase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that is stopped in order says so to the load balancer first, then to its clients, and only then closes its doors. */
@Timeout(300)
class LeavingIT extends OnGround {

    /** As {@code 128 + SIGTERM}: stopped by a signal. */
    private static final int TERMINATED = 143;

    private static final int OK = 200;

    @Test
    void aNodeThatIsToldToEndIsNotReadyFirstThenSaysByeAndThenEnds() {
        var node = ground.node("leaving", 1, Map.of("BATON_LEAVE_NOTICE", "10s"));
        var scene = ground.scene(node.place(), Company.patient(0));
        var early = scene.customer();
        var episode = early.say("Where is my lamp?").getEpisodeId();
        assertThat(Web.status(node.place().managed("/ready"))).isEqualTo(OK);

        node.askToLeave();

        await("load balancers are told").until(() -> Web.status(node.place().managed("/ready")) != OK);
        var late = scene.customer();
        assertThat(late.say("And mine?").getEpisodeId()).isNotEmpty();
        assertThat(early.say("It is dark here.").getEpisodeId()).isEqualTo(episode);
        assertThat(early.last(FrameCase.BYE)).isNull();
        for (var customer : new ChatClient[] {early, late}) {
            await().until(() ->
                    customer.last(FrameCase.BYE) != null && !customer.line().isOpen());
            assertThat(customer.frames()).last().satisfies(frame -> {
                assertThat(frame.getBye().getCode()).isEqualTo("restart");
                assertThat(frame.getBye().getReconnectAfterMs()).isPositive();
            });
        }
        assertThat(node.awaitEnd()).isEqualTo(TERMINATED);
        assertThat(Web.status(node.place().web("/"))).isZero();
        assertThat(scene.faults()).isEmpty();
    }
}
