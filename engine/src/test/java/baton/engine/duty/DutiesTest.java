package baton.engine.duty;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutiesTest {

    private final ActorTestKit actors = ActorTestKit.create(ManualTime.config());
    private final ManualTime timers = ManualTime.get(actors.system());

    private MovableClock clock = new MovableClock();
    private RecordingCarrier<Favour> carrier = new RecordingCarrier<>();
    private TestProbe<String> woken = actors.createTestProbe();
    private ActorRef<Message> debtor = actors.system().ignoreRef();

    record Favour(String errandId) implements Errand {

        /** Whatever is slow may take its time. */
        @Override
        public Duration repeatAfter() {
            return errandId.startsWith("slow") ? Duration.ofSeconds(30) : Errand.super.repeatAfter();
        }
    }

    sealed interface Message {}

    record Owe(List<Favour> favours, Optional<Instant> deadline) implements Message {}

    record Done(String errandId, long begun) implements Message {}

    record Retry() implements Message {}

    record Deadline() implements Message {}

    record AskIdle(ActorRef<Boolean> replyTo) implements Message {}

    @BeforeEach
    void begin() {
        clock = new MovableClock();
        carrier = new RecordingCarrier<>();
        woken = actors.createTestProbe();
        debtor = actors.spawn(debtor());
    }

    @AfterEach
    void end() {
        actors.stop(debtor);
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    /** Owes what it is told, and says when it is woken; rearms as long as the clock says that it is too early. */
    private Behavior<Message> debtor() {
        return Behaviors.setup(context -> Behaviors.withTimers(timer -> {
            var messages = new Duties.Messages<Message>(new Deadline(), new Retry(), Done::new);
            var duties = new Duties<>("acme", context, timer, clock, carrier, messages);
            return Behaviors.receive(Message.class)
                    .onMessage(Owe.class, owe -> {
                        duties.owe(owe.favours(), owe.deadline());
                        return Behaviors.same();
                    })
                    .onMessage(Done.class, done -> {
                        duties.done(done.errandId(), done.begun());
                        return Behaviors.same();
                    })
                    .onMessage(Retry.class, retry -> {
                        duties.retry();
                        return Behaviors.same();
                    })
                    .onMessage(Deadline.class, deadline -> {
                        woken.ref().tell("woken");
                        duties.rearm();
                        return Behaviors.same();
                    })
                    .onMessage(AskIdle.class, ask -> {
                        ask.replyTo().tell(duties.idle());
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    @Test
    void anErrandThatMayTakeItsTimeIsCarriedAgainLater() {
        owes("a", "slow");
        assertThat(carried()).containsExactlyInAnyOrder("a", "slow");

        for (var seconds = 2; seconds < 30; seconds += 2) {
            passes(Duration.ofSeconds(2));
            assertThat(carried()).containsExactly("a");
        }

        passes(Duration.ofSeconds(2));
        assertThat(carried()).contains("slow");
    }

    @Test
    void anErrandIsCarriedOnceAndAgainWhenNobodyAnswers() {
        owes("a", "b");
        owes("a", "b");
        assertThat(carried()).containsExactlyInAnyOrder("a", "b");

        passes(Duration.ofMillis(1999));
        assertThat(carried()).isEmpty();

        passes(Duration.ofMillis(1));
        assertThat(carried()).containsExactlyInAnyOrder("a", "b");

        passes(Duration.ofSeconds(2));
        assertThat(carried()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void anAnswerToWhatWasOwedBeforeSaysNothingOfWhatIsOwedAgain() {
        owes("a");
        carried();
        var late = carrier.answer("a");
        owes("b");
        owes("a", "b");
        carried();

        late.run();
        passes(Duration.ofSeconds(2));

        assertThat(carried()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatIsDoneIsNotCarriedAgain() {
        owes("a", "b");
        carried();

        carrier.isDone("a");
        assertThat(isIdle()).isFalse();
        passes(Duration.ofSeconds(2));

        assertThat(carried()).containsExactly("b");
        owes("a", "b");
        assertThat(carried()).isEmpty();

        carrier.isDone("b");
        assertThat(isIdle()).isTrue();
        passes(Duration.ofSeconds(10));
        assertThat(carried()).isEmpty();
    }

    @Test
    void whatIsNotOwedAnyMoreIsForgottenAndOwedAnewIsCarriedAnew() {
        owes("a");
        carried();

        owes();
        passes(Duration.ofSeconds(10));
        assertThat(carried()).isEmpty();

        owes("a");
        assertThat(carried()).containsExactly("a");
        carrier.isDone("a");
        owes("a");
        assertThat(carried()).isEmpty();

        owes();
        owes("a");
        assertThat(carried()).containsExactly("a");
    }

    @Test
    void anAnswerToWhatIsNotOwedChangesNothing() {
        debtor.tell(new Done("never-owed", 1));
        owes("never-owed");

        assertThat(carried()).containsExactly("never-owed");
    }

    @Test
    void theDeadlineWakesOnce() {
        owesUntil(clock.instant().plusSeconds(30));

        passes(Duration.ofSeconds(29));
        woken.expectNoMessage(Duration.ZERO);

        passes(Duration.ofSeconds(1));
        woken.receiveMessage();
    }

    @Test
    void aNewDeadlineReplacesTheOldOne() {
        owesUntil(clock.instant().plusSeconds(30));
        owesUntil(clock.instant().plusSeconds(60));

        passes(Duration.ofSeconds(59));
        woken.expectNoMessage(Duration.ZERO);

        passes(Duration.ofSeconds(1));
        woken.receiveMessage();
    }

    @Test
    void aDeadlineThatIsGoneWakesNobody() {
        owesUntil(clock.instant().plusSeconds(30));
        assertThat(isIdle()).isFalse();

        owes();

        assertThat(isIdle()).isTrue();
        passes(Duration.ofMinutes(1));
        woken.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aDeadlineThatHasPassedWakesAtOnce() {
        owesUntil(clock.instant().minusSeconds(30));
        isIdle();

        timers.timePasses(Duration.ofMillis(1));

        woken.receiveMessage();
    }

    @Test
    void aTimerThatIsFasterThanTheClockIsSetAgain() {
        owesUntil(clock.instant().plusSeconds(30));
        isIdle();

        clock.passes(Duration.ofSeconds(20));
        timers.timePasses(Duration.ofSeconds(30));
        woken.receiveMessage();

        passes(Duration.ofSeconds(9));
        woken.expectNoMessage(Duration.ZERO);
        passes(Duration.ofSeconds(1));
        woken.receiveMessage();
    }

    private void owes(String... errandIds) {
        debtor.tell(new Owe(Arrays.stream(errandIds).map(Favour::new).toList(), Optional.empty()));
    }

    private void owesUntil(Instant deadline) {
        debtor.tell(new Owe(List.of(), Optional.of(deadline)));
    }

    private List<String> carried() {
        isIdle();
        return carrier.takenIds();
    }

    /** The debtor has also done everything that it was told before. */
    private boolean isIdle() {
        TestProbe<Boolean> answer = actors.createTestProbe();
        debtor.tell(new AskIdle(answer.ref()));
        return answer.receiveMessage();
    }

    private void passes(Duration time) {
        isIdle();
        clock.passes(time);
        timers.timePasses(time);
        isIdle();
    }
}
