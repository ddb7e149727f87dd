package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static baton.engine.routing.Reporting.agent;
import static baton.engine.routing.Works.call;
import static baton.engine.routing.Works.chat;
import static baton.engine.routing.Works.preferring;
import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.rules;
import static baton.engine.routing.Works.seconds;
import static baton.engine.routing.Works.step;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.work.Preference;
import baton.engine.work.Wishes;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Opening;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.SegmentRule;
import baton.protocol.config.v1.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private Switchboard board = following(queue("main"));

    @Test
    void whoHasWaitedLongestIsServedFirst() {
        board.waits(chat("young", 20));
        board.waits(chat("old", 5));
        board.waits(chat("older", 1));

        assertThat(board.reports(agent("anna"))).containsExactly("older -> anna");
    }

    @Test
    void theOrderOfThoseWhoWaitEquallyLongIsTotal() {
        board.waits(chat("b", 5));
        board.waits(chat("a", 5));

        assertThat(board.reports(agent("anna"))).containsExactly("a -> anna");
    }

    @Test
    void theLongestIdleAgentGetsIt() {
        board.reports(agent("anna").idleSince(30));
        board.reports(agent("ben").idleSince(10));
        board.reports(agent("chloe").idleSince(20));

        assertThat(board.waits(chat("w", 0))).containsExactly("w -> ben");
        assertThat(board.because("w")).isEqualTo("Has been idle for longest.");
    }

    @Test
    void theAgentWhoServesAlreadyGetsItHoweverBusy() {
        board.reports(agent("anna").idleSince(30).used("text", 4).has("e-w"));
        board.reports(agent("ben").idleSince(10));

        assertThat(board.waits(preferring(chat("w", 0), "anna", Preference.SERVING)))
                .containsExactly("w -> anna");
        assertThat(board.because("w")).isEqualTo("Serves this customer already.");
    }

    @Test
    void whoCannotHaveTheAgentWhoServesGetsAnotherAtOnce() {
        board.reports(agent("anna").withoutPhone());
        board.reports(agent("ben"));

        assertThat(board.waits(preferring(call("w", 0), "anna", Preference.SERVING)))
                .containsExactly("w -> ben");
    }

    @Test
    void whoHandedItOnIsTheLastToGetItBack() {
        var avoiding = Wishes.none().avoiding("anna");
        board.reports(agent("anna").idleSince(-900));

        assertThat(board.waits(Works.wishing(chat("w1", 0), avoiding))).isEmpty();
        board.reports(agent("ben"));

        assertThat(board.state.offered().get("w1").agentId()).isEqualTo("ben");
    }

    @Test
    void whoHandedItOnGetsItBackAfterAWhileIfNobodyElseCan() {
        board.reports(agent("anna"));

        assertThat(board.waits(Works.wishing(chat("w", 0), Wishes.none().avoiding("anna"))))
                .isEmpty();
        assertThat(board.passes(19)).isEmpty();
        assertThat(board.matching.nextDeadline()).contains(START.plusSeconds(20));
        assertThat(board.passes(1)).containsExactly("w -> anna");
    }

    @Test
    void whoDidNotTakeItIsNotAskedAgainBeforeTheSecondChance() {
        board.reports(agent("anna"));
        board.waits(chat("w", 0));

        assertThat(board.refuses("w", OfferOutcome.REJECTED)).isEmpty();
        assertThat(board.reports(agent("anna").version(2))).isEmpty();
        assertThat(board.passes(19)).isEmpty();
        assertThat(board.matching.nextDeadline()).contains(START.plusSeconds(20));
        assertThat(board.passes(1)).containsExactly("w -> anna");
        assertThat(board.state.offered().get("w").offerId()).isEqualTo("w#2");
    }

    @Test
    void whoHadNoRoomIsNotBelievedBeforeSomethingNewIsSaid() {
        board.reports(agent("anna"));
        board.waits(chat("w", 0));
        board.waits(chat("w2", 1));

        assertThat(board.refuses("w", OfferOutcome.NO_CAPACITY)).isEmpty();
        assertThat(board.reports(agent("anna").version(2))).containsExactly("w2 -> anna");
    }

    @Test
    void whoHadNoRoomAndSaysNothingNewIsAskedAgainAfterASecond() {
        board.reports(agent("anna"));
        board.waits(chat("w", 0));
        board.refuses("w", OfferOutcome.NO_CAPACITY);

        assertThat(board.matching.nextDeadline()).contains(START.plusSeconds(1));
        assertThat(board.passes(1)).containsExactly("w -> anna");
    }

    @Test
    void twoWhoAreBelievedAgainAtOnceAreAskedInTheQueuesOrder() {
        board.reports(agent("anna").idleSince(20).capacity("phone", 1));
        board.reports(agent("ben").idleSince(10).capacity("phone", 1));
        board.waits(chat("w1", 0));
        board.waits(chat("w2", 1));
        board.refuses("w1", OfferOutcome.NO_CAPACITY);
        board.refuses("w2", OfferOutcome.NO_CAPACITY);
        board.withdraws("w1");
        board.withdraws("w2");
        board.waits(chat("w3", 2));

        assertThat(board.passes(1)).containsExactly("w3 -> ben");
    }

    @Test
    void whoCannotBeServedHoldsUpNobodyBehind() {
        board.waits(call("call", 0));
        board.waits(chat("chat", 10));

        assertThat(board.reports(agent("anna").withoutPhone())).containsExactly("chat -> anna");
    }

    @Test
    void oneChatAndOneCallMayBeOfferedAtATime() {
        board.waits(chat("first", 0));
        board.waits(chat("second", 1));
        board.waits(call("call", 2));

        assertThat(board.reports(agent("anna"))).containsExactly("first -> anna", "call -> anna");
        assertThat(board.takes("first")).containsExactly("second -> anna");
    }

    @Test
    void whoIsNotToBeInterruptedIsAskedAboutOneThingAtATime() {
        board.waits(chat("chat", 0));
        board.waits(call("call", 2));

        assertThat(board.reports(agent("anna").uninterruptible())).containsExactly("chat -> anna");
        assertThat(board.refuses("chat", OfferOutcome.REJECTED)).containsExactly("call -> anna");
    }

    @Test
    void theEndOfAnOfferFreesTheAgentOnlyAsFarAsTheAgentSaysSo() {
        board.reports(agent("anna").capacity("text", 1));
        board.waits(chat("w1", 0));
        board.waits(chat("w2", 1));

        board.reports(agent("anna").version(2).capacity("text", 1).used("text", 1));

        assertThat(board.takes("w1")).isEmpty();
        assertThat(board.reports(agent("anna").version(3).capacity("text", 1))).containsExactly("w2 -> anna");
    }

    @Test
    void theNewsBeforeTheEndOfTheOfferDoesNotFreeTheAgent() {
        board.reports(agent("anna"));
        board.waits(chat("w1", 0));
        board.waits(chat("w2", 1));

        assertThat(board.reports(agent("anna").version(2).used("text", 1))).isEmpty();
        assertThat(board.takes("w1")).containsExactly("w2 -> anna");
    }

    @Test
    void higherPriorityGoesFirstWhateverTheWait() {
        board = following(queue("main"), queue("vip").setPriority(5));
        board.waits(chat("old", 0));
        board.waits(chat("important", 30).in("vip"));

        assertThat(board.reports(agent("anna").serves(Map.of("main", 1, "vip", 1))))
                .containsExactly("important -> anna");
    }

    @Test
    void ageingLetsOldWorkOvertakeAtTheVeryMoment() {
        board = following(queue("main").setAgeing(seconds(10)), queue("vip").setPriority(2));
        board.waits(chat("old", 0));
        board.waits(chat("important", 0).in("vip"));
        board.passes(19);

        assertThat(board.matching
                        .line()
                        .place("old")
                        .orElseThrow()
                        .rules()
                        .priorityAt(chat("old", 0).work(), board.now))
                .isEqualTo(1.9);
        board.passes(2);
        assertThat(board.reports(agent("anna").serves(Map.of("main", 1, "vip", 1))))
                .containsExactly("old -> anna");
    }

    @Test
    void anAgentWhoPrefersAQueueServesItFirst() {
        board = following(queue("main"), queue("vip").setPriority(5));
        board.waits(chat("w", 30));
        board.waits(chat("important", 0).in("vip"));

        assertThat(board.reports(agent("anna").serves(Map.of("main", 1, "vip", 2))))
                .containsExactly("w -> anna");
    }

    @Test
    void theBestTheClosestOrTheLeastOccupiedIsChosenWhereTheQueueWantsThat() {
        for (var wanted : Map.of("best-fit", "ben", "closest-fit", "anna", "least-occupied", "chloe")
                .entrySet()) {
            board = following(queue("main").setSelection(wanted.getKey()).addSteps(step(0, Map.of("english", 3))));
            board.reports(agent("anna").skill("english", 4).used("text", 1).idleSince(9));
            board.reports(agent("ben").skill("english", 9).used("text", 1).idleSince(8));
            board.reports(agent("chloe").skill("english", 5).idleSince(7));

            assertThat(board.waits(chat("w", 0))).containsExactly("w -> " + wanted.getValue());
        }
    }

    @Test
    void whatIsNeededBecomesLessAtTheVeryMoment() {
        board = following(
                queue("main").addSteps(step(0, Map.of("english", 5))).addSteps(step(30, Map.of("english", 2))));
        board.reports(agent("anna").skill("english", 4));
        board.waits(chat("w", 0));

        assertThat(board.matching.nextDeadline()).contains(START.plusSeconds(30));
        assertThat(board.passes(29)).isEmpty();
        assertThat(board.passes(1)).containsExactly("w -> anna");
        assertThat(board.state.offered().get("w").explanation().step()).isEqualTo(2);
    }

    @Test
    void agentsOfTheOverflowQueueAreAskedFromTheVeryMomentAndAfterAllOthers() {
        board = following(queue("main").setOverflowQueue("backup").setOverflowAfter(seconds(20)), queue("backup"));
        board.reports(agent("ben").serves(Map.of("backup", 1)).idleSince(-900));
        board.waits(chat("w1", 0));

        assertThat(board.passes(19)).isEmpty();
        assertThat(board.passes(1)).containsExactly("w1 -> ben");

        board.refuses("w1", OfferOutcome.REJECTED);
        board.reports(agent("anna").idleSince(-1));

        assertThat(board.state.offered().get("w1").agentId()).isEqualTo("anna");
    }

    @Test
    void theSegmentMovesPriorityAndLevels() {
        board = following(queue("main")
                .addSteps(step(0, Map.of("english", 5)))
                .addSegments(SegmentRule.newBuilder()
                        .setSegment("gold")
                        .setPriority(3)
                        .setLevel(3))
                .addSegments(SegmentRule.newBuilder()
                        .setSegment("new")
                        .setPriority(-1)
                        .setLevel(-2)));
        board.waits(Works.ofSegment("new", chat("newcomer", 0)));
        board.waits(chat("somebody", 1));
        board.waits(Works.ofSegment("gold", chat("friend", 2)));

        assertThat(board.reports(agent("trainee").skill("english", 3))).containsExactly("newcomer -> trainee");
        assertThat(board.reports(agent("anna").skill("english", 7))).containsExactly("somebody -> anna");
        assertThat(board.reports(agent("expert").skill("english", 8))).containsExactly("friend -> expert");
    }

    @Test
    void workIsKeptForTheLastAgentWhileThatAgentIsThere() {
        board = following(queue("main").setLastAgent(seconds(30)));
        board.reports(agent("anna").is("busy"));
        board.reports(agent("ben"));

        assertThat(board.waits(preferring(chat("w", 0), "anna", Preference.LAST)))
                .isEmpty();
        assertThat(board.passes(29)).isEmpty();
        assertThat(board.passes(1)).containsExactly("w -> ben");
    }

    @Test
    void nobodyWaitsForAnAgentWhoGoesAway() {
        board = following(queue("main").setLastAgent(seconds(30)));
        board.reports(agent("anna").is("busy"));
        board.reports(agent("ben"));
        board.waits(preferring(chat("w1", 0), "anna", Preference.LAST));
        board.waits(preferring(chat("w2", 1), "anna", Preference.LAST));

        assertThat(board.reports(agent("anna").version(2).is("offline"))).containsExactly("w1 -> ben");
        assertThat(board.reports(agent("anna").version(3).is("busy"))).isEmpty();
        assertThat(board.takes("w1")).as("kept again for her who is back").isEmpty();
        assertThat(board.leavesForGood("anna")).containsExactly("w2 -> ben");
    }

    @Test
    void nobodyWaitsForAnAgentWhoRefuses() {
        board = following(queue("main").setPersonalAgent(seconds(60)));
        board.reports(agent("anna"));
        board.waits(preferring(chat("w", 0), "anna", Preference.PERSONAL));
        board.reports(agent("ben"));

        assertThat(board.refuses("w", OfferOutcome.REJECTED)).containsExactly("w -> ben");
    }

    @Test
    void whoIsWishedForComesFirstEvenWhereTheQueueIsClosedAndTheSkillsAreOthers() {
        board = new Switchboard(nightRules());
        board.reports(agent("anna").serves(Map.of()));
        board.reports(agent("ben"));

        assertThat(board.waits(preferring(chat("w", 0), "anna", Preference.TRANSFER)))
                .containsExactly("w -> anna");
    }

    @Test
    void nobodyElseGetsWhatIsForOneOnly() {
        board.reports(agent("ben"));
        board.waits(Works.wishing(chat("w", 0), Wishes.only("anna", START)));

        assertThat(board.passes(3_600)).isEmpty();
        assertThat(board.reports(agent("anna"))).containsExactly("w -> anna");
    }

    @Test
    void aClosedQueueWaitsUntilItOpensToTheSecond() {
        board = new Switchboard(nightRules());
        board.reports(agent("anna"));

        assertThat(board.waits(chat("w", 0))).isEmpty();
        assertThat(board.tellings).singleElement().satisfies(telling -> {
            assertThat(telling.kind()).isEqualTo("closed");
            assertThat(telling.opensAt()).contains(START.plusSeconds(36_000));
        });
        assertThat(board.passes(35_999)).isEmpty();
        assertThat(board.passes(1)).containsExactly("w -> anna");
    }

    @Test
    void whoWaitsTooLongIsToldOnceAndStaysInLine() {
        board = following(queue("main").setMaxWait(seconds(60)).setAlternative("call-back"));
        board.waits(chat("w", 0));

        board.passes(59);
        assertThat(board.tellings).isEmpty();

        board.passes(1);
        assertThat(board.tellings).singleElement().satisfies(telling -> {
            assertThat(telling.kind()).isEqualTo("long-wait");
            assertThat(telling.alternative()).isEqualTo("call-back");
        });

        board.happens(new QueueEvent.WaitTold("w", "long-wait", board.now));
        board.passes(600);
        assertThat(board.tellings).hasSize(1);
        assertThat(board.reports(agent("anna"))).containsExactly("w -> anna");
    }

    @Test
    void otherRulesHoldForWhatWaitsAlready() {
        board = following(queue("main").addSteps(step(0, Map.of("english", 5))));
        board.reports(agent("anna"));
        board.waits(chat("w", 0));

        assertThat(board.followsRules(rules(2, queue("main")))).containsExactly("w -> anna");
        assertThat(board.state.offered().get("w").explanation().rules()).isEqualTo(2);
    }

    @Test
    void otherRulesLeaveOpenOffersAlone() {
        board.reports(agent("anna"));
        board.waits(chat("w1", 0));
        board.waits(chat("w2", 1));

        assertThat(board.followsRules(rules(2, queue("main").setPriority(9)))).isEmpty();
        assertThat(board.takes("w1")).containsExactly("w2 -> anna");
    }

    @Test
    void workOfAQueueThatIsGoneWaitsInTheDefaultQueue() {
        board = following(queue("main"), queue("vip"));
        board.waits(chat("w", 0).in("vip"));

        board.followsRules(rules(2, queue("main")));

        assertThat(board.reports(agent("anna"))).containsExactly("w -> anna");
    }

    @Test
    void everybodyIsServedInTheOrderOfTheWait() {
        for (int i = 9; i >= 0; i--) {
            board.waits(chat("w" + i, i));
        }
        var served = new ArrayList<String>(board.reports(agent("anna")));

        for (int i = 0; i < 9; i++) {
            served.addAll(board.takes("w" + i));
        }

        assertThat(served).isSorted().hasSize(10);
    }

    @Test
    void howManyAreBeforeOneInTheLineIsKnown() {
        board.waits(chat("w1", 0));
        board.waits(chat("w2", 1));
        board.waits(chat("w3", 2));

        assertThat(board.matching.line().ahead(board.matching.line().place("w3").orElseThrow()))
                .isEqualTo(2);
    }

    private static Switchboard following(Queue.Builder... queues) {
        return new Switchboard(rules(1, queues));
    }

    /** Open from eight in the evening, ten hours after the start. */
    private static Rules nightRules() {
        var days = List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
        var tenant = Tenant.newBuilder()
                .setDefaultQueue("main")
                .addHours(Hours.newBuilder()
                        .setId("night")
                        .setTimeZone("UTC")
                        .addWeek(Opening.newBuilder()
                                .addAllDays(days)
                                .setFrom("20:00")
                                .setTo("24:00")))
                .addQueues(queue("main").setHours("night"));
        return RulesFormat.read(tenant.build(), 1);
    }
}
