package baton.engine.likeness;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.likeness.LikenessCommand.MentionClue;
import baton.engine.likeness.LikenessCommand.Mentioned;
import baton.engine.likeness.LikenessEvent.ClueMentioned;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class LikenessTest extends EntityTest<LikenessCommand, LikenessEvent, LikenessState> {

    @Override
    protected Behavior<LikenessCommand> behavior(EntityKey key) {
        return Likeness.create(key, clock);
    }

    @Test
    void eachCustomerIsRememberedOnceAndHearsOfTheOthers() {
        assertThat(mention("c1").event()).isEqualTo(new ClueMentioned("c1", START));
        assertThat(mention("c2").reply()).isEqualTo(new Mentioned(List.of("c1", "c2"), false));

        var again = mention("c1");

        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(new Mentioned(List.of("c1", "c2"), false));
    }

    @Test
    void whatAThousandHaveToDoWithSaysNothingOfAnybodyAndIsNotStored() {
        for (var i = 1; i <= LikenessState.MOST; i++) {
            assertThat(mention("c" + i).reply().common()).isFalse();
        }

        assertThat(mention("one too many").reply().common()).isTrue();
        for (var i = 0; i < 1000; i++) {
            var more = mention("more" + i);
            assertThat(more.hasNoEvents()).isTrue();
            assertThat(more.reply().common()).isTrue();
            assertThat(more.reply().customerIds()).hasSize(LikenessState.MOST + 1);
        }
    }

    @Test
    void aRestartForgetsNothing() {
        mention("c1");

        entity.restart();

        assertThat(mention("c2").reply()).isEqualTo(new Mentioned(List.of("c1", "c2"), false));
    }

    private CommandResultWithReply<LikenessCommand, LikenessEvent, LikenessState, Mentioned> mention(
            String customerId) {
        return run(to -> new MentionClue(customerId, to));
    }
}
