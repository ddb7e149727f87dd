package baton.engine.follow;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PursuitTest {

    private final ActorTestKit actors = ActorTestKit.create(ManualTime.config());
    private final ManualTime timers = ManualTime.get(actors.system());

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    /** Tells {@code asked} each time it asks. */
    private Behavior<Object> pursuer(ActorRef<String> asked) {
        return Behaviors.setup(context -> Behaviors.withTimers(timer -> {
            var pursuit = new Pursuit<Object>(context, timer, "again", () -> asked.tell("asked"));
            pursuit.askAgain();
            return Behaviors.receive(Object.class)
                    .onMessage(Following.class, following -> {
                        pursuit.found(following);
                        asked.tell("found");
                        return Behaviors.same();
                    })
                    .onMessageEquals("again", () -> {
                        pursuit.askAgain();
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    @Test
    void whoDoesNotAnswerIsAskedAgainSoonAndThenLessAndLessOften() {
        TestProbe<String> asked = actors.createTestProbe();
        actors.spawn(pursuer(asked.ref()));
        asked.expectMessage("asked");

        for (var pause : List.of(400, 800, 1600, 3000, 3000)) {
            timers.expectNoMessageFor(Duration.ofMillis(pause - 1), asked);
            timers.timePasses(Duration.ofMillis(1));
            asked.expectMessage("asked");
        }
    }

    @Test
    void whoHasAnsweredOnceIsAskedAgainSoonTheNextTimeToo() {
        // given one who was slow and has answered
        TestProbe<String> asked = actors.createTestProbe();
        var pursuer = actors.spawn(pursuer(asked.ref()));
        var source = actors.<Void>createTestProbe();
        asked.expectMessage("asked");
        timers.timePasses(Duration.ofMillis(400));
        asked.expectMessage("asked");
        pursuer.tell(new Following(source.ref()));
        asked.expectMessage("found");

        // when it is gone, and what is asked then is lost
        source.stop();
        asked.expectMessage("asked");

        // then nobody waits for long
        timers.timePasses(Duration.ofMillis(400));
        asked.expectMessage("asked");
    }

    @Test
    void whoHasAnsweredIsAskedAgainWhenGoneAndNotBefore() {
        TestProbe<String> asked = actors.createTestProbe();
        var pursuer = actors.spawn(pursuer(asked.ref()));
        var source = actors.<Void>createTestProbe();
        asked.expectMessage("asked");

        pursuer.tell(new Following(source.ref()));
        pursuer.tell(new Following(source.ref()));
        asked.expectMessage("found");
        asked.expectMessage("found");
        timers.expectNoMessageFor(Duration.ofSeconds(30), asked);

        source.stop();
        asked.expectMessage("asked");
    }

    /** What it says may get lost although it is there. */
    @Test
    void whoHasAnsweredIsAskedOnceMoreAfterAWhile() {
        TestProbe<String> asked = actors.createTestProbe();
        var pursuer = actors.spawn(pursuer(asked.ref()));
        var source = actors.<Void>createTestProbe();
        asked.expectMessage("asked");
        pursuer.tell(new Following(source.ref()));
        asked.expectMessage("found");

        timers.expectNoMessageFor(Duration.ofSeconds(89), asked);
        timers.timePasses(Duration.ofSeconds(61));

        asked.expectMessage("asked");
    }

    @Test
    void whoIsGoneBeforeTheAnswerArrivesIsAskedAgain() {
        TestProbe<String> asked = actors.createTestProbe();
        var pursuer = actors.spawn(pursuer(asked.ref()));
        var source = actors.<Void>createTestProbe();
        asked.expectMessage("asked");
        source.stop();

        pursuer.tell(new Following(source.ref()));

        asked.expectMessage("found");
        asked.expectMessage("asked");
    }
}
