package baton.engine.feed;

import baton.protocol.client.v1.Feed;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Somebody who is pushed what they follow: another one in each test, in one cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Subscribed {

    final ActorTestKit actors;
    TestProbe<Feed> subscriber;

    /** How many there have been, so that each test has ids of its own. */
    int tests;

    Subscribed(ActorTestKit actors) {
        this.actors = actors;
        this.subscriber = actors.createTestProbe();
    }

    @BeforeEach
    void subscribe() {
        subscriber = actors.createTestProbe();
        tests++;
    }

    @AfterEach
    void end() {
        subscriber.stop();
    }

    /** Followers that still ask can make a shard's end run into its own time-out of 10 s. */
    @AfterAll
    void stop() {
        ActorTestKit.shutdown(actors.system(), Duration.ofSeconds(30));
    }
}
