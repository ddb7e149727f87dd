package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Waiting;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;

/** A phone is to ring for a call whose invitation is not here, and may never come. */
class InvitationTest extends TwoDoors {

    private final TestProbe<CallReply> replies = actors.createTestProbe();

    @Test
    void whoeverAsksForAPhoneHearsInTheEndThatThereIsNoSuchCall() {
        askFor("o1");

        passes(Duration.ofSeconds(4));
        replies.expectNoMessage(Duration.ZERO);
        passes(Duration.ofSeconds(1));

        assertThat(replies.receiveMessage()).isEqualTo(new CallReply.Unknown());
        askFor("o1");
        assertThat(replies.receiveMessage()).isEqualTo(new CallReply.Unknown());
    }

    @Test
    void aCallerWhoseInvitationIsLateIsServed() {
        askFor("o1");
        passes(Duration.ofSeconds(5));
        replies.receiveMessage();

        receive();
        askFor("o2");

        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(entity.getState()).isInstanceOf(Ringing.class);
    }

    @Test
    void aPhoneThatIsToRingNoMoreDoesNotRingOnWhenTheInvitationIsHere() {
        askFor("o1");
        entity.runCommand(new StopPhone("o1", "rejected", replies.ref()));

        receive();

        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(entity.getState()).isInstanceOfSatisfying(Waiting.class, waiting -> assertThat(
                        waiting.known().misses())
                .extracting(miss -> miss.failed())
                .containsExactly(new PhoneFailed("o1", "rejected", clock.instant())));
    }

    private void askFor(String offerId) {
        entity.runCommand(new CallCommand.RingPhone(offerId, "anna", "sip:anna@phone", replies.ref()));
    }
}
