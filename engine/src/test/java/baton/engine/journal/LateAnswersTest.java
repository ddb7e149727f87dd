package baton.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;

class LateAnswersTest {

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = off")
                    .withFallback(PersistenceTestKitPlugin.config())
                    .withFallback(ConfigFactory.load()));
    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final TestProbe<String> asker = kit.createTestProbe();

    private record Say(String word, ActorRef<String> replyTo) {}

    /** Stores each word twice, and does nothing by itself. */
    private static final class Echo extends EventSourcedBehavior<Say, String, Integer> {

        Echo() {
            super(
                    PersistenceId.ofUniqueId("echo"),
                    SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofMillis(500), 0));
        }

        @Override
        public Integer emptyState() {
            return 0;
        }

        @Override
        public CommandHandler<Say, String, Integer> commandHandler() {
            return newCommandHandlerBuilder().forAnyState().onAnyCommand((state, say) -> Effect()
                    .persist(List.of(say.word(), say.word()))
                    .thenRun(next -> say.replyTo().tell(say.word())));
        }

        @Override
        public EventHandler<Integer, String> eventHandler() {
            return (count, word) -> count + 1;
        }
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whoAsksWhileAnEntityComesBackFromAFailedWriteOfTwoEventsIsAnsweredWhenItIsBack() {
        var echo = kit.spawn(LateAnswers.withheldFrom(new Echo()));
        echo.tell(new Say("one", asker.ref()));
        asker.expectMessage("one");

        // given a write that fails, and an entity that waits before it reads its past again
        journal.failNextPersisted();
        echo.tell(new Say("two", asker.ref()));
        asker.expectNoMessage(Duration.ofMillis(100));

        // when somebody asks meanwhile, and nobody later
        echo.tell(new Say("three", asker.ref()));

        asker.expectMessage(Duration.ofSeconds(5), "three");
        assertThat(journal.persistedInStorage("echo")).containsExactly("one", "one", "three", "three");
    }

    @Test
    void aSecondFailureIsOneToo() {
        var echo = kit.spawn(LateAnswers.withheldFrom(new Echo()));
        for (var word : List.of("one", "two")) {
            journal.failNextPersisted();
            echo.tell(new Say(word, asker.ref()));
            asker.expectNoMessage(Duration.ofMillis(100));
        }

        echo.tell(new Say("three", asker.ref()));

        asker.expectMessage(Duration.ofSeconds(5), "three");
    }

    /** Of a snapshot that was stored with an earlier write, or loaded by an entity that had failed before. */
    @ParameterizedTest
    @MethodSource("answers")
    void whatASnapshotStoreSaysWhileAnEntityComesBackLetsNobodyWait(SnapshotProtocol.Response late) {
        var echo = kit.spawn(LateAnswers.withheldFrom(new Echo()));
        echo.tell(new Say("one", asker.ref()));
        asker.expectMessage("one");
        journal.failNextPersisted();
        LoggingTestKit.error("saw failure").expect(kit.system(), () -> {
            echo.tell(new Say("two", asker.ref()));
            return null;
        });

        Adapter.toClassic(echo).tell(late, null);
        echo.tell(new Say("three", asker.ref()));

        asker.expectMessage(Duration.ofSeconds(5), "three");
        assertThat(journal.persistedInStorage("echo")).containsExactly("one", "one", "three", "three");
    }

    static List<SnapshotProtocol.Response> answers() {
        return List.of(
                new SaveSnapshotSuccess(new SnapshotMetadata("echo", 7, 0)),
                new SnapshotProtocol.LoadSnapshotResult(Option.empty(), Long.MAX_VALUE),
                new SnapshotProtocol.LoadSnapshotFailed(new IllegalStateException("no answer")));
    }
}
