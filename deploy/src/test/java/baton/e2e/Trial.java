package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

/** Something goes wrong while people talk; afterwards what they were promised is compared with the journal and with what everybody saw. */
final class Trial {

    /** What goes wrong; returns when it is over. */
    @FunctionalInterface
    interface Fault {
        void happen(Load load) throws Exception;
    }

    private Trial() {}

    /**
     * Lost, doubled, out of order, stuck, wrong agent: nothing of it. Prints how long people have waited.
     *
     * @param bearable how long nobody may have waited for an acknowledgement
     */
    static void of(String name, Scene scene, Duration bearable, Fault fault) throws Exception {
        try (var load = new Load(scene)) {
            load.awaitMore(60);
            load.newPauses();
            fault.happen(load);
            load.awaitMore(60);
            load.stop();

            load.everythingIsThereOnce();
            assertThat(scene.faults()).isEmpty();
            var pauses = load.pauses();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d acknowledged, each there once, in order, at its agent; longest waits of the customers: median %d ms, max %d ms%n",
                    name,
                    load.acknowledged(),
                    pauses.get(pauses.size() / 2).toMillis(),
                    load.longestPause().toMillis());
            assertThat(load.longestPause()).isLessThan(bearable);
        }
    }
}
