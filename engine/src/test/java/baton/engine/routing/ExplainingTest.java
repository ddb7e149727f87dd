package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static baton.engine.routing.Reporting.agent;
import static baton.engine.routing.Works.chat;
import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.rules;
import static baton.engine.routing.Works.seconds;
import static baton.engine.routing.Works.step;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.work.Explanation;
import baton.engine.work.Explanation.Candidate;
import baton.engine.work.Explanation.EarlierOffer;
import baton.engine.work.Explanation.Exclusion;
import baton.engine.work.Preference;
import baton.engine.work.Wishes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainingTest {

    private final Switchboard board = new Switchboard(
            rules(7, queue("main").setPriority(2).setLastAgent(seconds(60)).addSteps(step(0, Map.of("english", 5)))));

    @Test
    void aMatchNamesWhoCouldHaveHadItInTheirOrderAndWhatExcludedTheOthers() {
        board.reports(agent("anna").skill("english", 6).idleSince(-10));
        board.reports(agent("ben").skill("english", 9).idleSince(-20));
        board.reports(agent("chloe").skill("english", 4));
        board.reports(agent("dora").serves(Map.of("sales", 1)));
        board.reports(agent("eve").skill("english", 9).is("away").because("lunch"));

        board.waits(chat("w", -30));

        var why = board.state.offered().get("w").explanation();
        assertThat(why.candidates()).extracting(Candidate::agentId).containsExactly("ben", "anna");
        assertThat(why.excluded())
                .containsExactly(
                        new Exclusion("chloe", "skill", "english 5"),
                        new Exclusion("eve", "away", "lunch"),
                        new Exclusion("dora", "not-in-queue", ""));
        assertThat(why.summary()).isEqualTo("Has been idle for longest.");
        assertThat(why.queueId()).isEqualTo("main");
        assertThat(why.rules()).isEqualTo(7);
        assertThat(why.step()).isEqualTo(1);
        assertThat(why.skills()).isEqualTo(Map.of("english", 5));
        assertThat(why.priority()).isEqualTo(2);
        assertThat(why.since()).isEqualTo(START.minusSeconds(30));
        assertThat(why.excludedBy()).isEqualTo(Map.of("skill", 1, "away", 1, "not-in-queue", 1));
        assertThat(why.lookedAt()).isEqualTo(3);
    }

    @Test
    void earlierOffersAreNamedInTheNextOne() {
        board.reports(agent("anna").skill("english", 6));
        board.waits(chat("w", 0));
        board.refuses("w", OfferOutcome.TIMED_OUT);

        board.reports(agent("ben").skill("english", 6));

        var why = board.state.offered().get("w").explanation();
        assertThat(why.earlier()).containsExactly(new EarlierOffer("anna", START, "timed-out"));
        assertThat(why.excluded()).containsExactly(new Exclusion("anna", "not-again-yet", ""));
    }

    @Test
    void inALargeCompanyNobodyIsLookedAtForAMatch() {
        for (int i = 0; i < 65; i++) {
            board.reports(agent("agent-" + i).skill("english", 5 + i % 2).idleSince(-i));
        }

        board.waits(chat("w", 0));

        var why = board.state.offered().get("w").explanation();
        assertThat(why.candidates()).hasSize(5);
        assertThat(why.candidates().get(0).agentId()).isEqualTo("agent-64");
        assertThat(why.lookedAt()).isZero();
    }

    @Test
    void whoWaitsForSkillsThatNobodyHasIsToldSo() {
        board.reports(agent("anna").skill("english", 4));
        board.waits(chat("w", 0));

        assertThat(waiting("w").summary()).isEqualTo("Nobody has what is needed.");
    }

    @Test
    void whoWaitsForAnAgentWhomTheyKnowIsToldSo() {
        board.reports(agent("anna").is("busy"));
        board.reports(agent("ben").skill("english", 9));
        board.waits(Works.preferring(chat("w", 0), "anna", Preference.LAST));

        assertThat(waiting("w").summary()).isEqualTo("It is kept for an agent whom the customer knows.");
        assertThat(waiting("w").excluded())
                .containsExactly(new Exclusion("anna", "busy", ""), new Exclusion("ben", "kept-for-another", "anna"));
    }

    @Test
    void whatIsKeptForOneAgentNobodyElseCouldTake() {
        board.reports(agent("anna").skill("english", 9));
        board.reports(agent("ben").skill("english", 6));
        board.waits(Works.preferring(chat("w", 0), "ben", Preference.LAST));

        var why = board.state.offered().get("w").explanation();
        assertThat(why.candidates()).extracting(Candidate::agentId).containsExactly("ben");
        assertThat(why.excluded()).containsExactly(new Exclusion("anna", "kept-for-another", "ben"));
    }

    @Test
    void ofWhatIsKeptAlsoTheNextOneWhomItWishesForCouldTakeIt() {
        var wishes = new Wishes(
                List.of(new Preference("ben", Preference.LAST, START), new Preference("chloe", Preference.LAST, START)),
                "",
                "");
        board.reports(agent("anna").skill("english", 9));
        board.reports(agent("ben").skill("english", 6));
        board.reports(agent("chloe").skill("english", 6));
        board.waits(Works.wishing(chat("w", 0), wishes));

        var why = board.state.offered().get("w").explanation();
        assertThat(why.candidates()).extracting(Candidate::agentId).containsExactly("ben", "chloe");
        assertThat(why.excluded()).containsExactly(new Exclusion("anna", "kept-for-another", "ben"));
    }

    @Test
    void whoeverIsNotToBeAskedAgainYetCouldNotTakeItEither() {
        board.reports(agent("anna").skill("english", 6));
        board.waits(chat("w", 0));
        board.refuses("w", OfferOutcome.TIMED_OUT);
        board.reports(agent("ben").skill("english", 6));

        assertThat(board.state.offered().get("w").explanation().candidates())
                .extracting(Candidate::agentId)
                .containsExactly("ben");
    }

    @Test
    void whoWaitsForBusyAgentsIsToldSo() {
        board.reports(agent("anna").skill("english", 9).used("text", 4));
        board.waits(chat("w", 0));

        assertThat(waiting("w").summary()).isEqualTo("Everybody who could take it is busy or not there.");
        assertThat(waiting("w").excludedBy()).isEqualTo(Map.of("full", 1));
    }

    private Explanation waiting(String workId) {
        return board.explaining.ofWaiting(board.matching.line().place(workId).orElseThrow(), board.now);
    }
}
