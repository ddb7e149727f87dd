package baton.engine.media;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.MovableClock;
import baton.engine.media.FetcherCommand.FetchFile;
import baton.engine.media.FetcherCommand.Look;
import baton.engine.media.FetcherCommand.Missed;
import baton.engine.media.FetcherCommand.Outcome;
import baton.engine.media.FetcherCommand.Postponed;
import baton.engine.media.FetcherCommand.Stored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time does not pass by itself here: what waits is looked at when the test says so. */
class FetcherTest {

    private static final Stored HERE = new Stored("hash", 7, "image/png");

    private final ActorTestKit kit = ActorTestKit.create();
    private final MovableClock clock = new MovableClock();
    private final LinkedBlockingQueue<Try> tries = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final ActorRef<FetcherCommand> fetcher = kit.spawn(Fetcher.create(
            EntityKey.parse("acme|telegram"),
            settings(),
            clock,
            file -> {
                var outcome = new CompletableFuture<Outcome>();
                tries.add(new Try(file, outcome));
                return outcome;
            },
            (file, outcome) -> told.add(new Told(file.number(), outcome))));

    private record Try(FetchFile file, CompletableFuture<Outcome> outcome) {}

    private record Told(int number, Outcome outcome) {}

    private static MediaSettings settings() {
        return new MediaSettings(
                Path.of("unused"),
                100,
                List.of(),
                Set.of(),
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                2,
                Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whatIsHereIsToldToTheEpisode() throws Exception {
        fetcher.tell(file(3));

        next().outcome().complete(HERE);

        assertThat(heard()).isEqualTo(new Told(3, HERE));
    }

    @Test
    void whatIsAskedForAgainMeanwhileIsFetchedOnce() throws Exception {
        fetcher.tell(file(3));
        var first = next();
        fetcher.tell(file(3));
        fetcher.tell(file(4));
        first.outcome().complete(HERE);

        assertThat(next().file().number()).isEqualTo(4);
        assertThat(heard()).isEqualTo(new Told(3, HERE));
        assertThat(tries).isEmpty();
    }

    @Test
    void soManyAtOnceAndNoMore() throws Exception {
        fetcher.tell(file(1));
        fetcher.tell(file(2));
        fetcher.tell(file(3));
        var first = next();
        next();

        first.outcome().complete(HERE);

        assertThat(heard().number()).isEqualTo(1);
        assertThat(next().file().number()).isEqualTo(3);
    }

    @Test
    void pausesGrowAndOthersDoNotWait() throws Exception {
        fetcher.tell(file(1));
        next().outcome().complete(new Postponed(Duration.ZERO, "provider-away"));
        fetcher.tell(file(2));
        next().outcome().complete(HERE);
        heard();

        clock.passes(Duration.ofMillis(1001));
        fetcher.tell(new Look());
        next().outcome().completeExceptionally(new IllegalStateException("the line"));
        fetcher.tell(file(3));
        next().outcome().complete(HERE);
        heard();
        clock.passes(Duration.ofMillis(1999));
        fetcher.tell(new Look());
        fetcher.tell(file(4));
        assertThat(next().file().number()).isEqualTo(4);
        clock.passes(Duration.ofMillis(2));
        fetcher.tell(new Look());

        assertThat(next().file().number()).isEqualTo(1);
    }

    @Test
    void aRefusalIsFinal() throws Exception {
        fetcher.tell(file(1));

        next().outcome().complete(new Missed("too-large"));

        assertThat(heard()).isEqualTo(new Told(1, new Missed("too-large")));
    }

    @Test
    void whatIsTriedForTooLongIsGivenUp() throws Exception {
        fetcher.tell(file(1));
        var only = next();
        clock.passes(Duration.ofMinutes(61));

        only.outcome().complete(new Postponed(Duration.ofSeconds(5), "rate-limited"));

        assertThat(heard()).isEqualTo(new Told(1, new Missed("expired")));
    }

    private static FetchFile file(int number) {
        return new FetchFile("episode-1", number, "reference", "photo.jpg", START);
    }

    private Try next() throws InterruptedException {
        var next = tries.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("a try").isNotNull();
        return next;
    }

    private Told heard() throws InterruptedException {
        var heard = told.poll(30, TimeUnit.SECONDS);
        assertThat(heard).as("an outcome").isNotNull();
        return heard;
    }
}
