package baton.sim;

import static org.assertj.core.api.Assertions.assertThat;

import baton.sim.Scene.Line;
import baton.sim.Scene.Team;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real queue and agents, in virtual time. */
class SimulationTest {

    private static final double HANDLING = 180;
    private static final long SEED = 1;
    private static final int LONG = 2_000_000;

    /** From 95 % to 99.9 % (Student's t, 19 degrees of freedom): fifteen figures are compared, and none may fail by chance. */
    private static final double SURER = 3.883 / 2.093;

    @Test
    void eachCustomerOfAQueueWaitsExactlyAsLongAsByTheBook() {
        var scene = Scene.single("M/M/10", 10, 8 / HANDLING, Law.exponential(HANDLING), Law.never());

        var live = run(scene, 15_000);

        assertThat(live.difference(byTheBook(scene, 15_000))).isZero();
        assertNobodyIsWronged(live);
    }

    /** What the engine is compared with, customer by customer, agrees with theory in runs that are long enough for that. */
    @ParameterizedTest
    @CsvSource({"10, 8", "14, 10", "50, 45", "100, 95"})
    void theBookIsErlangs(int agents, double load) {
        var theory = Erlang.c(agents, load, HANDLING);
        var scene = Scene.single("M/M/n", agents, load / HANDLING, Law.exponential(HANDLING), Law.never());

        var book = byTheBook(scene, LONG);

        assertThat(book.waited()).matches(p -> agrees(p, theory.waits()), "agrees with " + theory.waits());
        assertThat(book.meanWait()).matches(w -> agrees(w, theory.meanWait()), "agrees with " + theory.meanWait());
        assertThat(book.distance(theory)).isLessThan(0.02);
    }

    @Test
    void theBookOfImpatientCustomersIsErlangs() {
        var theory = Erlang.a(20, 20, HANDLING, 300);
        var scene = Scene.single("M/M/20+M", 20, 20 / HANDLING, Law.exponential(HANDLING), Law.exponential(300));

        var book = byTheBook(scene, LONG);

        assertThat(book.waited()).matches(p -> agrees(p, theory.waits()), "agrees with " + theory.waits());
        assertThat(book.meanWait()).matches(w -> agrees(w, theory.meanWait()), "agrees with " + theory.meanWait());
        assertThat(book.abandoned()).matches(a -> agrees(a, theory.abandons()), "agrees with " + theory.abandons());
    }

    private static boolean agrees(Interval measured, double theory) {
        return measured.error(theory) <= 0.02
                || new Interval(measured.mean(), measured.half() * SURER).contains(theory);
    }

    @Test
    void impatientCustomersLeaveExactlyWhenTheyDoByTheBook() {
        var scene = Scene.single("M/M/20+M", 20, 20 / HANDLING, Law.exponential(HANDLING), Law.exponential(300));

        var live = run(scene, 8_000);

        assertThat(live.difference(byTheBook(scene, 8_000))).isZero();
        assertNobodyIsWronged(live);
    }

    @Test
    void withTimesOfAnotherShapeEachCustomerStillIsServedWhenTheIdealLineWouldServeThem() {
        var scene = Scene.single("M/LN/5", 5, 4.5 / HANDLING, Law.logNormal(HANDLING, 1.2), Law.logNormal(400, 0.8));

        var live = run(scene, 3_000);

        assertThat(live.difference(byTheBook(scene, 3_000))).isZero();
        assertNobodyIsWronged(live);
    }

    @Test
    void agentsOfSeveralQueuesServeWhoeverHasWaitedLongestWithoutPreference() {
        var scene = company(1);

        var live = run(scene, 3_000);

        assertThat(live.difference(byTheBook(scene, 3_000))).isZero();
        assertNobodyIsWronged(live);
    }

    @Test
    void preferencesChangeWhoServesWhomButWrongNobody() {
        assertNobodyIsWronged(run(company(2), 3_000));
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        var scene = company(2);

        assertThat(run(scene, 1_000).difference(run(scene, 1_000))).isZero();
    }

    private static Scene company(int preference) {
        return new Scene(
                "N",
                List.of(
                        new Line("a", 0, 3 / HANDLING, Law.exponential(HANDLING), Law.never()),
                        new Line("b", 0, 2 / HANDLING, Law.exponential(HANDLING), Law.never())),
                List.of(new Team("one", 3, Map.of("a", 1)), new Team("both", 3, Map.of("a", preference, "b", 1))));
    }

    private static void assertNobodyIsWronged(Trace live) {
        assertThat(live.findings().overtaken()).isZero();
        assertThat(live.findings().passedOver()).isZero();
        assertThat(live.findings().idleWhileWaiting()).isZero();
    }

    private static Trace run(Scene scene, int customers) {
        return Simulation.run(scene, SEED, customers, ended -> {});
    }

    private static Trace byTheBook(Scene scene, int customers) {
        return Textbook.run(scene, Textbook.Policy.LONGEST_IDLE, SEED, customers);
    }
}
