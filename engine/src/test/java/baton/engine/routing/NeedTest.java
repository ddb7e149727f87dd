package baton.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.routing.Availability.Competence;
import baton.engine.work.Medium;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeedTest {

    private static final Need NEED = new Need("main", "backup", Medium.TEXT, "webchat", 1, Map.of("english", 5));

    @Test
    void whoIsInTheQueueAndGoodEnoughSuits() {
        assertThat(NEED.suits(agent(Map.of("english", 5), Map.of("main", 1)))).isTrue();
        assertThat(NEED.suits(agent(Map.of("english", 5), Map.of("backup", 1)))).isTrue();
        assertThat(NEED.suits(agent(Map.of("english", 4), Map.of("main", 1)))).isFalse();
        assertThat(NEED.suits(agent(Map.of(), Map.of("main", 1)))).isFalse();
        assertThat(NEED.suits(agent(Map.of("english", 9), Map.of("sales", 1)))).isFalse();
    }

    @Test
    void theSkillThatIsMissingIsNamedWithItsLevel() {
        assertThat(NEED.missingSkill(agent(Map.of("english", 4), Map.of()))).contains("english 5");
        assertThat(NEED.missingSkill(agent(Map.of("english", 5), Map.of()))).isEmpty();
    }

    @Test
    void agentsOfTheOverflowQueueComeAfterAllOfTheQueueItself() {
        var own = NEED.preference(agent(Map.of(), Map.of("main", 9, "backup", 1)));
        var helper = NEED.preference(agent(Map.of(), Map.of("backup", 1)));
        var stranger = NEED.preference(agent(Map.of(), Map.of()));

        assertThat(own).isLessThan(helper);
        assertThat(helper).isLessThan(stranger);
    }

    @Test
    void onlyLevelsInWhatIsNeededCount() {
        assertThat(NEED.levels(agent(Map.of("english", 7, "tech", 9), Map.of())))
                .isEqualTo(7);
        assertThat(NEED.levels(agent(Map.of(), Map.of()))).isZero();
    }

    @Test
    void whereNobodyHelpsOutNobodyElseIsInTheQueue() {
        var alone = new Need("main", "", Medium.TEXT, "webchat", 1, Map.of());

        assertThat(alone.inQueue(agent(Map.of(), Map.of("backup", 1)))).isFalse();
    }

    private static Competence agent(Map<String, Integer> skills, Map<String, Integer> queues) {
        return new Competence(skills, queues, false);
    }
}
