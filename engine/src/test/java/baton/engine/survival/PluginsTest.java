package baton.engine.survival;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scala.concurrent.Future;

/**
 * Whether the plugins of Pekko Persistence leave it to the {@link Barrier} when the database is asked and when its answer is told. Read in their
 * code: they cannot be made without a database, and with one that is well nobody sees a difference. What the barrier does is in
 * {@link BarrierTest}.
 */
class PluginsTest {

    private static final JavaClass JOURNAL = new ClassFileImporter().importClass(FencedJournal.class);
    private static final JavaClass SNAPSHOTS = new ClassFileImporter().importClass(PatientSnapshots.class);

    @Test
    void whateverTheJournalIsAskedGoesThroughTheBarrier() {
        assertThat(barriers(JOURNAL))
                .isEqualTo(Map.of(
                        "asyncWriteMessages", List.of("write"),
                        "asyncReadHighestSequenceNr", List.of("read"),
                        "asyncReplayMessages", List.of("confirm")));
    }

    @Test
    void whateverTheSnapshotsAreAskedGoesThroughTheBarrier() {
        assertThat(barriers(SNAPSHOTS)).isEqualTo(Map.of("loadAsync", List.of("load")));
    }

    /** But for replays: they come after the highest number, which was waited for. */
    @Test
    void theDatabaseIsNotAskedBeforeTheBarrierSaysSo() {
        assertThat(Stream.of(JOURNAL, SNAPSHOTS)
                        .flatMap(PluginsTest::asked)
                        .flatMap(method -> method.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTarget()
                                .getName()
                                .equals(call.getOrigin().getName()))
                        .filter(call -> !call.isDeclaredInLambda()))
                .extracting(JavaMethodCall::getName)
                .containsExactly("asyncReplayMessages");
    }

    @Test
    void whatHasWaitedAtTheBarrierGetsItsTurn() {
        for (var plugin : List.of(JOURNAL, SNAPSHOTS)) {
            assertThat(plugin.getMethod("receivePluginInternal").getMethodCallsFromSelf())
                    .as(plugin.getSimpleName())
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Deferred.class)
                            && call.getName().equals("turns"));
        }
    }

    /** What Pekko asks a plugin, by name, and through which of its ways the barrier is passed. */
    private static Map<String, List<String>> barriers(JavaClass plugin) {
        return asked(plugin).collect(toMap(JavaMethod::getName, method -> method.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(Barrier.class))
                .map(JavaMethodCall::getName)
                .toList()));
    }

    private static Stream<JavaMethod> asked(JavaClass plugin) {
        return plugin.getMethods().stream()
                .filter(method -> method.getRawReturnType().isEquivalentTo(Future.class));
    }
}
