package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private QueueState state = QueueState.empty();

    @Test
    void whoHasWaitedLongestIsServedFirst() {
        waits(chat("young", 20));
        waits(chat("old", 5));
        waits(chat("older", 1));
        isFree("anna", 0);

        assertThat(next()).contains("older -> anna");
    }

    @Test
    void theOrderOfThoseWhoWaitEquallyLongIsTotal() {
        waits(chat("b", 5));
        waits(chat("a", 5));

        assertThat(state.inOrder())
                .extracting(waiting -> waiting.work().workId())
                .containsExactly("a", "b");
    }

    @Test
    void theLongestIdleAgentGetsIt() {
        waits(chat("w", 0));
        isFree("anna", 30);
        isFree("ben", 10);
        isFree("chloe", 20);

        assertThat(next()).contains("w -> ben");
    }

    @Test
    void theAgentWhoServesAlreadyGetsItHoweverBusy() {
        waits(Works.item("w", "e", Medium.TEXT, "", START, "anna", ""));
        isFree("anna", 30);
        isFree("ben", 10);

        var match = Matching.next(state, START).orElseThrow();

        assertThat(match.agentId()).isEqualTo("anna");
        assertThat(match.because()).isEqualTo("Serves this customer already.");
    }

    @Test
    void whoCannotHaveThePreferredAgentGetsAnother() {
        waits(Works.item("w", "e", Medium.VOICE, "w", START, "anna", ""));
        reports(new Availability("anna", 1, 4, 0, START));
        isFree("ben", 10);

        var match = Matching.next(state, START).orElseThrow();

        assertThat(match.agentId()).isEqualTo("ben");
        assertThat(match.because()).isEqualTo("Has been idle for longest.");
    }

    @Test
    void whoHandedItOnIsTheLastToGetItBack() {
        waits(Works.item("w", "e", Medium.TEXT, "", START, "", "anna"));
        isFree("anna", 0);

        assertThat(next()).contains("w -> anna");

        isFree("ben", 30);

        assertThat(next()).contains("w -> ben");
    }

    @Test
    void whoDidNotTakeItIsNotAskedAgainForAWhile() {
        waits(chat("w", 0));
        isFree("anna", 0);
        refuses("w", "anna", START.plusSeconds(20));
        isFree("anna", 0);

        assertThat(Matching.next(state, START.plusSeconds(19))).isEmpty();
        assertThat(Matching.next(state, START.plusSeconds(20))).isPresent();
        assertThat(state.nextSecondChance(START.plusSeconds(19))).contains(START.plusSeconds(20));
        assertThat(state.nextSecondChance(START.plusSeconds(20))).isEmpty();
    }

    @Test
    void whoCannotBeServedHoldsUpNobodyBehind() {
        waits(call("call", 0));
        waits(chat("chat", 10));
        reports(new Availability("anna", 1, 4, 0, START));

        assertThat(next()).contains("chat -> anna");
    }

    @Test
    void callsNeedAPhoneAndChatsADesk() {
        waits(call("call", 0));
        waits(chat("chat", 0));
        reports(new Availability("deskless", 1, 0, 1, START));

        assertThat(next()).contains("call -> deskless");

        offers("call", "deskless");

        assertThat(next()).isEmpty();
    }

    @Test
    void whoIsBeingAskedIsNotAskedAboutSomethingElse() {
        waits(chat("first", 0));
        waits(chat("second", 1));
        waits(call("call", 2));
        isFree("anna", 0);

        offers("first", "anna");

        assertThat(next()).contains("call -> anna");
        assertThat(state.agents().get("anna").freeText()).isZero();
    }

    @Test
    void nobodyWaitsOrNobodyIsFree() {
        assertThat(next()).isEmpty();

        waits(chat("w", 0));

        assertThat(next()).isEmpty();
    }

    @Test
    void everybodyIsServedInTheOrderOfTheWait() {
        for (int i = 9; i >= 0; i--) {
            waits(chat("w" + i, i));
        }
        var served = new ArrayList<String>();

        for (int i = 0; i < 10; i++) {
            isFree("anna", i);
            served.add(next().orElseThrow());
            offers("w" + i, "anna");
        }

        assertThat(served).isSorted().hasSize(10);
    }

    private Optional<String> next() {
        return Matching.next(state, START).map(match -> match.waiting().work().workId() + " -> " + match.agentId());
    }

    private void waits(WorkItem work) {
        state = state.after(new WorkEnqueued(work, START));
    }

    private void isFree(String agentId, int idleSince) {
        reports(new Availability(agentId, 1, 4, 1, START.plusSeconds(idleSince)));
    }

    private void reports(Availability availability) {
        state = state.after(new AgentReported(availability, START));
    }

    private void offers(String workId, String agentId) {
        state = state.after(new WorkOffered(workId + "#1", workId, agentId, "", START));
    }

    private void refuses(String workId, String agentId, Instant notAgainUntil) {
        offers(workId, agentId);
        state = state.after(
                new WorkReturned(workId + "#1", workId, agentId, OfferOutcome.REJECTED, notAgainUntil, START));
    }

    private static WorkItem chat(String workId, int since) {
        return Works.item(workId, "e-" + workId, Medium.TEXT, "", START.plusSeconds(since), "", "");
    }

    private static WorkItem call(String legId, int since) {
        return Works.item(legId, "e-" + legId, Medium.VOICE, legId, START.plusSeconds(since), "", "");
    }
}
