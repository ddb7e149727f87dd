package baton.engine.routing;

import static baton.engine.MovableClock.START;

import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A queue without an actor around it: facts, matching, rules and time, by hand. Everything answers with the offers it leads to. */
final class Switchboard {

    final Matching matching = new Matching();
    final Explaining explaining = new Explaining(matching);
    final List<Line.Telling> tellings = new ArrayList<>();
    QueueState state = QueueState.empty();
    Instant now = START;

    Switchboard(Rules rules) {
        matching.rebuild(state, rules, now);
    }

    /** As after a restart of the node. */
    static Switchboard restored(QueueState state, Rules rules, Instant now) {
        var restored = new Switchboard(rules);
        restored.state = state;
        restored.now = now;
        restored.matching.rebuild(state, rules, now);
        return restored;
    }

    List<String> waits(WorkItem item) {
        return happens(new WorkEnqueued(item, now));
    }

    List<String> reports(Reporting agent) {
        return happens(new AgentReported(agent.says(), now));
    }

    List<String> leavesForGood(String agentId) {
        return happens(new AgentForgotten(agentId, now));
    }

    List<String> takes(String workId) {
        return happens(new WorkTaken(workId, state.offered().get(workId).agentId(), true, now));
    }

    List<String> withdraws(String workId) {
        return happens(new WorkWithdrawn(workId, now));
    }

    /** Who did not take it does not get it again for 20 seconds. */
    List<String> refuses(String workId, OfferOutcome outcome) {
        var offer = state.offered().get(workId);
        var again = now.plusSeconds(outcome == OfferOutcome.NO_CAPACITY ? 1 : 20);
        return happens(new WorkReturned(offer.offerId(), workId, offer.agentId(), outcome, again, now));
    }

    List<String> passes(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
        return words(goOn());
    }

    List<String> followsRules(Rules rules) {
        matching.rebuild(state, rules, now);
        return words(goOn());
    }

    List<String> happens(QueueEvent event) {
        return words(offersAfter(event));
    }

    List<WorkOffered> goOn() {
        return settled(new QueueStep(state, matching, explaining, now));
    }

    List<WorkOffered> offersAfter(QueueEvent event) {
        var step = new QueueStep(state, matching, explaining, now);
        step.happens(event);
        return settled(step);
    }

    private List<WorkOffered> settled(QueueStep step) {
        step.match();
        step.events().forEach(event -> state = state.after(event));
        tellings.addAll(matching.line().tellings());
        return step.events().stream()
                .filter(WorkOffered.class::isInstance)
                .map(WorkOffered.class::cast)
                .toList();
    }

    private static List<String> words(List<WorkOffered> offers) {
        return offers.stream()
                .map(offer -> offer.workId() + " -> " + offer.agentId())
                .toList();
    }

    /** The sentence for the one offer that is open for this work. */
    String because(String workId) {
        return state.offered().get(workId).explanation().summary();
    }
}
