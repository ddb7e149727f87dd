package baton.engine.egress;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.MovableClock;
import baton.engine.egress.Sender.Limits;
import baton.engine.egress.SenderCommand.Failed;
import baton.engine.egress.SenderCommand.Look;
import baton.engine.egress.SenderCommand.MarkRead;
import baton.engine.egress.SenderCommand.Outcome;
import baton.engine.egress.SenderCommand.Postponed;
import baton.engine.egress.SenderCommand.SendOut;
import baton.engine.egress.SenderCommand.Taken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time does not pass by itself here: what waits is looked at when the test says so. */
class SenderTest {

    private static final SenderSettings SETTINGS =
            new SenderSettings(Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofSeconds(60), 3, 100);

    private static final SendOut KNOWN = message("known", 1);

    private final ActorTestKit kit = ActorTestKit.create();
    private final MovableClock clock = new MovableClock();
    private final LinkedBlockingQueue<Try> tries = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<MarkRead> read = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();

    private record Try(SendOut message, CompletableFuture<Outcome> outcome) {}

    private record Told(SendOut message, Outcome outcome) {}

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whatTheProviderTakesIsToldToTheEpisode() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));

        sender.tell(message("e1", 3));
        next().outcome().complete(new Taken("p1"));

        assertThat(heard()).isEqualTo(new Told(message("e1", 3), new Taken("p1")));
    }

    @Test
    void whatIsAskedForAgainIsSentOnceAndToldAgain() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        sender.tell(message("e1", 3));
        var first = next();
        sender.tell(message("e1", 3));
        first.outcome().complete(new Taken("p1"));
        heard();

        sender.tell(message("e1", 3));

        assertThat(heard().outcome()).isEqualTo(new Taken("p1"));
        assertThat(tries).isEmpty();
    }

    @Test
    void aRefusalIsFinal() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));

        sender.tell(message("e1", 3));
        next().outcome().complete(new Failed("blocked", "no"));

        assertThat(heard().outcome()).isEqualTo(new Failed("blocked", "no"));
    }

    @Test
    void aTryInVainIsRepeatedAfterAPauseThatGrows() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        sender.tell(message("e1", 3));

        for (var pause : List.of(1, 2, 4)) {
            next().outcome().completeExceptionally(new IllegalStateException("connection refused"));
            look(sender);
            clock.passes(Duration.ofSeconds(pause).minusMillis(1));
            look(sender);
            assertThat(tries).isEmpty();
            clock.passes(Duration.ofMillis(1));
            look(sender);
        }

        next().outcome().complete(new Taken("p1"));
        assertThat(heard().outcome()).isEqualTo(new Taken("p1"));
    }

    @Test
    void whenTheAccountMustPauseNobodyIsWrittenTo() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        sender.tell(message("e1", 3));
        next().outcome().complete(new Postponed(Duration.ofSeconds(7), true, "rate-limited"));
        look(sender);

        sender.tell(message("e2", 3));
        look(sender);
        assertThat(tries).isEmpty();

        clock.passes(Duration.ofSeconds(7));
        look(sender);
        assertThat(List.of(next().message().episodeId(), next().message().episodeId()))
                .containsExactlyInAnyOrder("e1", "e2");
    }

    @Test
    void onlyThisCustomerWaitsWhenTheProviderSaysSo() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        sender.tell(message("e1", 3));
        next().outcome().complete(new Postponed(Duration.ofSeconds(7), false, "rate-limited"));
        look(sender);

        sender.tell(message("e2", 3));

        assertThat(next().message().episodeId()).isEqualTo("e2");
    }

    @Test
    void noMoreGoOutInASecondThanTheProviderAllows() throws Exception {
        var sender = sender(new Limits(2, Duration.ZERO));
        for (var i = 1; i <= 3; i++) {
            sender.tell(message("e" + i, 3));
        }
        next().outcome().complete(new Taken("p1"));
        next().outcome().complete(new Taken("p2"));
        heard();
        heard();
        look(sender);
        assertThat(tries).isEmpty();

        clock.passes(Duration.ofMillis(500));
        look(sender);

        assertThat(next().message().episodeId()).isEqualTo("e3");
    }

    @Test
    void oneCustomerIsNotWrittenToFasterThanTheProviderAllows() throws Exception {
        var sender = sender(new Limits(30, Duration.ofSeconds(1)));
        sender.tell(message("e1", 3));
        next().outcome().complete(new Taken("p1"));
        heard();
        sender.tell(message("e1", 4));
        look(sender);
        assertThat(tries).isEmpty();

        clock.passes(Duration.ofSeconds(1));
        look(sender);

        assertThat(next().message().number()).isEqualTo(4);
    }

    @Test
    void noMoreRequestsAreUnderWayThanSettingsAllow() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        for (var i = 1; i <= 4; i++) {
            sender.tell(message("e" + i, 3));
        }
        var first = next();
        next();
        next();
        look(sender);
        assertThat(tries).isEmpty();

        first.outcome().complete(new Taken("p1"));

        assertThat(next().message().episodeId()).isEqualTo("e4");
    }

    @Test
    void afterADayAMessageHasFailed() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        sender.tell(message("e1", 3));
        var late = next();
        clock.passes(Duration.ofHours(24).plusSeconds(1));

        late.outcome().complete(new Postponed(Duration.ZERO, false, "provider-away"));

        assertThat(heard().outcome()).isEqualTo(new Failed("expired", "provider-away"));
    }

    @Test
    void whatIsTooOldWhenTheProviderComesBackIsNotSent() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        sender.tell(message("e1", 3));
        next().outcome().complete(new Postponed(Duration.ofHours(2), true, "provider-away"));
        look(sender);
        sender.tell(link("e2", Duration.ofHours(1)));
        sender.tell(link("e3", Duration.ofHours(3)));
        look(sender);
        clock.passes(Duration.ofHours(2));

        sender.tell(new Look());

        assertThat(heard()).isEqualTo(new Told(link("e2", Duration.ofHours(1)), new Failed("expired", "")));
        assertThat(List.of(next().message().episodeId(), next().message().episodeId()))
                .containsExactlyInAnyOrder("e1", "e3");
        look(sender);
        assertThat(tries).isEmpty();
    }

    @Test
    void whatBecomesTooOldWhileItIsTriedIsNotTriedAgain() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));
        sender.tell(link("e1", Duration.ofHours(1)));
        var late = next();
        clock.passes(Duration.ofHours(1));

        late.outcome().complete(new Postponed(Duration.ZERO, false, "provider-away"));

        assertThat(heard().outcome()).isEqualTo(new Failed("expired", "provider-away"));
    }

    @Test
    void thatSomethingHasBeenReadIsToldOnceAndNotRepeated() throws Exception {
        var sender = sender(new Limits(30, Duration.ZERO));

        sender.tell(new MarkRead("42", "m1"));
        look(sender);
        clock.passes(Duration.ofMinutes(1));
        look(sender);

        assertThat(read).containsExactly(new MarkRead("42", "m1"));
    }

    @Test
    void messagesGoBeforeTicksAndOfTicksOnlyTheLast() throws Exception {
        var sender = sender(new Limits(1, Duration.ZERO));
        sender.tell(message("e1", 3));
        next();

        sender.tell(new MarkRead("42", "m1"));
        sender.tell(message("e2", 3));
        sender.tell(new MarkRead("42", "m2"));
        look(sender);
        assertThat(read).isEmpty();

        clock.passes(Duration.ofSeconds(1));
        look(sender);
        assertThat(next().message().episodeId()).isEqualTo("e2");
        assertThat(read).isEmpty();

        clock.passes(Duration.ofSeconds(1));
        look(sender);
        assertThat(read).containsExactly(new MarkRead("42", "m2"));
    }

    @Test
    void aPauseIsNoLongerWhenTheClockIsPutBackMeanwhile() throws Exception {
        var sender = sender(new Limits(30, Duration.ofSeconds(1)));
        sender.tell(message("e1", 3));
        next().outcome().complete(new Postponed(Duration.ofSeconds(30), true, "slow-down"));
        look(sender);

        clock.passes(Duration.ofHours(-1));
        look(sender);
        clock.passes(Duration.ofSeconds(29));
        look(sender);
        assertThat(tries).isEmpty();
        clock.passes(Duration.ofSeconds(1));
        look(sender);

        assertThat(next().message().number()).isEqualTo(3);
    }

    private ActorRef<SenderCommand> sender(Limits limits) throws InterruptedException {
        ActorRef<SenderCommand> sender = kit.spawn(Sender.create(
                new EntityKey("acme", "telegram"),
                limits,
                SETTINGS,
                clock,
                new Sender.Provider() {

                    @Override
                    public CompletionStage<Outcome> send(SendOut message) {
                        var outcome = new CompletableFuture<Outcome>();
                        tries.add(new Try(message, outcome));
                        return outcome;
                    }

                    @Override
                    public CompletionStage<?> read(MarkRead mark) {
                        read.add(mark);
                        throw new IllegalStateException("nobody waits for it");
                    }
                },
                (of, outcome) -> told.add(new Told(of, outcome)),
                new FakeConnector()));
        sender.tell(KNOWN);
        next().outcome().complete(new Taken("p0"));
        heard();
        clock.passes(Duration.ofSeconds(2));
        return sender;
    }

    /**
     * After this everything that was told before has been taken in, outcomes too: the sender answers at once about what it knows. Twice,
     * for an outcome may come while the sender is still busy with handing over, and then it stands in line behind the first question.
     */
    private void look(ActorRef<SenderCommand> sender) throws InterruptedException {
        sender.tell(new Look());
        for (var twice = 0; twice < 2; twice++) {
            sender.tell(KNOWN);
            assertThat(heard().message()).isEqualTo(KNOWN);
        }
    }

    private Try next() throws InterruptedException {
        var next = tries.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("the next try").isNotNull();
        return next;
    }

    private Told heard() throws InterruptedException {
        var heard = told.poll(30, TimeUnit.SECONDS);
        assertThat(heard).as("what the episode is told").isNotNull();
        return heard;
    }

    private static SendOut link(String episodeId, Duration good) {
        return SendOut.proof(
                episodeId, 3, "link to telegram:" + episodeId, episodeId, "text", START, START.plus(good), "uk");
    }

    private static SendOut message(String episodeId, int number) {
        return new SendOut(episodeId, number, "telegram:" + episodeId, episodeId, "text", START);
    }
}
