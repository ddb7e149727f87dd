package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three nodes behind one address: when one leaves or dies, the others go on and nobody is told a lie. The short form of {@link FailuresIT} and {@link CallNodesIT}.
 */
@Timeout(900)
class ThreeNodesIT extends OnGround {

    /** So long that nothing ends by itself while a node is away. */
    static final Map<String, String> PATIENT =
            Map.of("BATON_EPISODE_WRAP_UP", "600s", "BATON_AGENT_DESK_GRACE", "600s");

    /** Below the 47 s that Pekko takes as it comes. A few seconds on a machine that is not busy; those that run this are. */
    static final Duration SHORT = Duration.ofSeconds(40);

    private ThreeNodes nodes;

    @BeforeAll
    void start() {
        nodes = new ThreeNodes(ground, 2, PATIENT);
    }

    @Test
    void oneNodeLeavesAndTheOldestIsKilledAndBothComeBackAndNothingIsLost() throws Exception {
        Trial.of("one node leaves, the oldest is killed", nodes.scene(Company.patient(0)), SHORT, load -> {
            nodes.node(1).leave();
            load.awaitMore(30);
            nodes.node(1).startAgain();
            load.awaitMore(30);
            var oldest = nodes.node(nodes.oldest());
            oldest.kill();
            load.awaitMore(30);
            oldest.startAgain();
            assertThat(ThreeNodes.membersSeenBy(oldest)).isEqualTo(3);
        });
    }

    @Test
    void aCallGoesOnWhenTheNodeIsKilledToWhichItsCallerHasCome() {
        var callers = new CallersNode(ground, nodes);
        var call = callers.talk(Company.patient(1));

        callers.kill();
        call.phone().talks();
        call.annasPhone().talks();
        callers.awaitTakenOver();
        call.phone().talks();
        call.annasPhone().talks();
        assertThat(call.phone().history()).endsWith(State.TALKING);
        call.phone().hangsUp();

        call.annasPhone().isFree();
        call.ends();
        callers.startAgain();
    }
}
