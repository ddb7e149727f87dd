package baton.engine.routing;

import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a {@link RandomCompany}, each decision compared with {@link NaiveMatching}. A failure names the seed and
 * the step: the same seed goes the same way again.
 */
class MatchingPropertiesTest {

    private static final int SEEDS = 200;
    private static final int STEPS = 200;

    @Test
    void everyDecisionIsTheOneThatASecondLookAtEverythingWouldMakeAndEverythingEnds() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var walk = new Walk(seed, false);
            walk.goes();
            walk.drains();
        }
    }

    @Test
    void aCrashAtAnyPointChangesNothing() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new Walk(seed, true).goes();
        }
    }

    private static final class Walk {

        private final long seed;
        private final boolean crashes;
        private final Random random;
        private final RandomCompany company;
        private final NaiveMatching naive;
        private final Set<String> offerIds = new HashSet<>();
        private Switchboard board;
        private Optional<Switchboard> twin = Optional.empty();
        private String now = "";

        Walk(long seed, boolean crashes) {
            this.seed = seed;
            this.crashes = crashes;
            this.random = new Random(seed);
            this.company = new RandomCompany(random);
            this.board = new Switchboard(company.rules());
            this.naive = new NaiveMatching(company.rules());
        }

        void goes() {
            for (int step = 1; step <= STEPS; step++) {
                now = "step " + step;
                if (crashes && random.nextInt(6) == 0) {
                    crashes();
                }
                var move = company.next(board.state, board.now);
                now += ": " + move;
                if (move.rules().isPresent()) {
                    follows(move.rules().get());
                } else if (move.event().isPresent()) {
                    happens(move.event().get());
                } else {
                    passes(move.passes());
                }
            }
        }

        private void follows(Rules rules) {
            naive.follow(rules);
            check(board.state, both(one -> {
                one.matching.rebuild(one.state, rules, one.now);
                return one.goOn();
            }));
        }

        private void happens(QueueEvent event) {
            if (event instanceof AgentReported e) {
                naive.believes(e.availability().agentId());
            } else if (event instanceof AgentForgotten e) {
                naive.believes(e.agentId());
            } else if (event instanceof WorkReturned e
                    && e.outcome() == OfferOutcome.NO_CAPACITY
                    && board.state.offered().containsKey(e.workId())) {
                naive.hadNoRoom(e.agentId(), board.now);
            }
            check(board.state.after(event), both(one -> one.offersAfter(event)));
        }

        /** Often exactly until something is due. */
        private void passes(Duration time) {
            var due = board.matching.nextDeadline().filter(at -> random.nextInt(3) > 0);
            var until = due.orElse(board.now.plus(time));
            check(board.state, both(one -> {
                one.now = until;
                return one.goOn();
            }));
        }

        /** A restart believes at once whom the queue had stopped to believe for a second; apart from that it changes nothing. */
        private void crashes() {
            var restored = Switchboard.restored(throughTheJournal(board.state), company.rules(), board.now);
            if (naive.distrustsSomebody(board.now)) {
                naive.believesAll();
                board = restored;
                twin = Optional.empty();
                check(board.state, board.goOn());
            } else {
                expect(restored.goOn().isEmpty(), "the restart makes a match that was not made before");
                twin = Optional.of(restored);
            }
        }

        private static QueueState throughTheJournal(QueueState state) {
            var serializer = new QueueSerializer();
            return (QueueState) serializer.fromBinary(serializer.toBinary(state), serializer.manifest(state));
        }

        private List<WorkOffered> both(Function<Switchboard, List<WorkOffered>> step) {
            var offers = step.apply(board);
            twin.ifPresent(restarted -> {
                var others = step.apply(restarted);
                expect(others.equals(offers), "before a restart " + offers + ", after it " + others);
                expect(restarted.state.equals(board.state), "the state after a restart is another one");
            });
            return offers;
        }

        /** {@code before} has happened, then these offers were made. */
        private void check(QueueState before, List<WorkOffered> offers) {
            var state = before;
            for (var offer : offers) {
                var wrong = naive.wrongWith(offer.workId(), offer.agentId(), state, board.now);
                expect(wrong.isEmpty(), offer + " " + wrong.orElse(""));
                expect(offerIds.add(offer.offerId()), offer.offerId() + " comes a second time");
                state = state.after(offer);
            }
            expect(state.equals(board.state), "the facts are not those that follow from the events");
            waitsForGoodReason(state);
            oneLiveOffer(state);
        }

        private void waitsForGoodReason(QueueState state) {
            expect(naive.possible(state, board.now).isEmpty(), "this could be: " + naive.possible(state, board.now));
            var shortlyBefore = board.matching
                    .nextDeadline()
                    .map(at -> at.minusNanos(1))
                    .orElse(board.now.plus(Duration.ofDays(3)));
            if (shortlyBefore.isAfter(board.now)) {
                var missed = naive.possible(state, shortlyBefore);
                expect(missed.isEmpty(), "by " + shortlyBefore + " nobody will have looked again at " + missed);
            }
            for (var place : board.matching.line().places()) {
                var why = board.explaining.ofWaiting(place, board.now);
                expect(why.lookedAt() == state.agents().size(), "somebody is missing in " + why);
            }
        }

        private void oneLiveOffer(QueueState state) {
            var live = state.offered().values().stream()
                    .map(offer -> offer.agentId() + " by " + offer.medium())
                    .toList();
            expect(live.size() == Set.copyOf(live).size(), "somebody is asked twice at a time: " + live);
        }

        /** Everybody comes to work and takes everything. */
        void drains() {
            for (int round = 1; round <= 400; round++) {
                now = "round " + round + " of the end";
                for (var agent : company.agents()) {
                    happens(new AgentReported(agent.isThereForEverything(board.now), board.now));
                }
                for (var offer : List.copyOf(board.state.offered().values())) {
                    happens(new WorkTaken(offer.waiting().item().workId(), offer.agentId(), true, board.now));
                }
                if (board.state.waiting().isEmpty() && board.state.offered().isEmpty()) {
                    return;
                }
                passes(Duration.ofMinutes(10));
            }
            expect(false, "still waiting: " + board.state.waiting());
        }

        private void expect(boolean holds, String otherwise) {
            if (!holds) {
                throw new AssertionError("seed " + seed + ", " + now + ": " + otherwise);
            }
        }
    }
}
