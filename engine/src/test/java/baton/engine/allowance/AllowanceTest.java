package baton.engine.allowance;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.allowance.AllowanceCommand.Look;
import baton.engine.allowance.AllowanceCommand.Spend;
import baton.engine.allowance.AllowanceReply.Granted;
import baton.engine.allowance.AllowanceReply.UsedUp;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class AllowanceTest extends EntityTest<AllowanceCommand, AllowanceEvent, AllowanceState> {

    private static final Duration HOUR = Duration.ofHours(1);

    @Override
    protected Behavior<AllowanceCommand> behavior(EntityKey key) {
        return Allowance.create(key, clock);
    }

    @Test
    void itIsDoneSoOftenAndThenNotUntilTheFirstDoesNotCountAnyMore() {
        assertThat(spend(2).reply()).isEqualTo(new Granted());
        passes(Duration.ofMinutes(20));
        assertThat(spend(2).reply()).isEqualTo(new Granted());

        var refused = spend(2);

        assertThat(refused.hasNoEvents()).isTrue();
        assertThat(refused.reply()).isEqualTo(new UsedUp(START.plus(HOUR)));
        passes(Duration.ofMinutes(40));
        assertThat(spend(2).reply()).isEqualTo(new Granted());
        assertThat(spend(2).reply()).isEqualTo(new UsedUp(START.plus(HOUR).plus(Duration.ofMinutes(20))));
    }

    @Test
    void whoOnlyLooksSpendsNothing() {
        for (var i = 0; i < 3; i++) {
            assertThat(look(1).reply()).isEqualTo(new Granted());
        }
        assertThat(look(1).hasNoEvents()).isTrue();

        spend(1);

        assertThat(look(1).reply()).isEqualTo(new UsedUp(START.plus(HOUR)));
    }

    @Test
    void whoMakesItLessIsObeyedAtOnce() {
        for (var i = 0; i < 3; i++) {
            spend(3);
            passes(Duration.ofMinutes(1));
        }

        assertThat(spend(1).reply()).isEqualTo(new UsedUp(START.plus(HOUR).plus(Duration.ofMinutes(2))));
    }

    @Test
    void whatDoesNotCountAnyMoreIsForgotten() {
        for (var i = 0; i < 50; i++) {
            assertThat(spend(1).reply()).isEqualTo(new Granted());
            passes(HOUR);
        }

        assertThat(entity.getState().spent()).hasSize(1);
    }

    @Test
    void aRestartForgetsNothing() {
        spend(1);

        isDownFor(Duration.ofMinutes(30));

        assertThat(spend(1).reply()).isEqualTo(new UsedUp(START.plus(HOUR)));
    }

    private CommandResultWithReply<AllowanceCommand, AllowanceEvent, AllowanceState, AllowanceReply> look(int most) {
        return run(to -> new Look(most, to));
    }

    private CommandResultWithReply<AllowanceCommand, AllowanceEvent, AllowanceState, AllowanceReply> spend(int most) {
        return run(to -> new Spend(most, HOUR, to));
    }
}
