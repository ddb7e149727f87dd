package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.EpisodeRun;
import baton.protocol.client.v1.MergedCustomer;
import org.junit.jupiter.api.Test;

/** Ann answers for Ben, and for Chloe, who was merged into him before. */
class SamePersonTest {

    private static final CustomerView ANN = CustomerView.newBuilder()
            .setCustomerId("ann")
            .addEpisodeIds("ann-1")
            .addEpisodeIds("chloe-1")
            .addEpisodeIds("ben-1")
            .addMerged(MergedCustomer.newBuilder()
                    .setCustomerId("ben")
                    .addCustomerIds("chloe")
                    .addEpisodeIds("chloe-1")
                    .addEpisodeIds("ben-1"))
            .build();

    @Test
    void whoAnswersForAllIsTheSamePersonAsAll() {
        assertThat(SamePerson.answersFor(ANN, "ann")).isTrue();
        assertThat(SamePerson.answersFor(ANN, "ben")).isTrue();
        assertThat(SamePerson.answersFor(ANN, "chloe")).isTrue();
    }

    @Test
    void whoSendsEverybodyOnAnswersForNobodyAndIsNoStrangerYet() {
        var elsewhere = ANN.toBuilder().setMergedInto("aaron").build();

        assertThat(SamePerson.answersFor(elsewhere, "ann")).isFalse();
        assertThat(SamePerson.isStranger(elsewhere, "ann")).isFalse();
        assertThat(SamePerson.isStranger(elsewhere, "dora")).isFalse();
    }

    @Test
    void whoAnswersForSomebodyElseIsAStranger() {
        assertThat(SamePerson.isStranger(ANN, "dora")).isTrue();
        assertThat(SamePerson.isStranger(ANN, "chloe")).isFalse();
    }

    @Test
    void conversationsOfOnesOwnAreThoseThatNobodyElseBrought() {
        assertThat(SamePerson.isOwn(ANN, "ann", "ann-1")).isTrue();
        assertThat(SamePerson.isOwn(ANN, "ann", "ben-1")).isFalse();
        assertThat(SamePerson.isOwn(ANN, "ben", "ben-1")).isTrue();
        assertThat(SamePerson.isOwn(ANN, "ben", "ann-1")).isFalse();
        assertThat(SamePerson.isOwn(ANN, "chloe", "ben-1")).isFalse();
        assertThat(SamePerson.isOwn(ANN, "ann", "")).isFalse();
    }

    @Test
    void conversationsOfLongAgoBelongToWhomTheyAlwaysDid() {
        var all = ANN.toBuilder().addOlderEpisodes(run("ann-")).addOlderEpisodes(run("ben-"));
        all.getMergedBuilder(0).addOlderEpisodes(run("ben-"));
        var years = all.build();

        assertThat(SamePerson.isOwn(years, "ann", "ann-77")).isTrue();
        assertThat(SamePerson.isOwn(years, "ann", "ben-77")).isFalse();
        assertThat(SamePerson.isOwn(years, "ben", "ben-77")).isTrue();
        assertThat(SamePerson.isOwn(years, "ann", "ann-901")).isFalse();
    }

    private static EpisodeRun run(String prefix) {
        return EpisodeRun.newBuilder()
                .setPrefix(prefix)
                .setFirst(2)
                .setLast(900)
                .build();
    }
}
