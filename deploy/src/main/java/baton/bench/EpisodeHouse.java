package baton.bench;

import baton.engine.EntityKey;
import baton.engine.episode.CallBackRule;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeReply;
import baton.engine.episode.EpisodeReply.Accepted;
import baton.engine.episode.EpisodeSettings;
import baton.engine.episode.Listeners;
import baton.engine.episode.Outlets;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Real episodes in an actor system of their own, on the journal that the configuration names; one at a time is awake. */
final class EpisodeHouse implements AutoCloseable {

    /** So many messages are under way while an episode is filled. */
    private static final int UNDER_WAY = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration HOURS = Duration.ofHours(3);

    private final ActorSystem<Void> system;
    private final EpisodeSettings settings;
    private int lives;

    /** @param longest how many entries an episode may have */
    EpisodeHouse(Config config, int longest) {
        this.system = ActorSystem.create(Behaviors.empty(), "bench", config);
        this.settings = new EpisodeSettings(HOURS, HOURS, HOURS, longest, new CallBackRule(1, HOURS));
    }

    /** Writes so many messages into the episode of that name. Its journal then has a little more than that: that the episode was opened, and that it waits. */
    void fill(String name, int messages, List<String> texts) throws InterruptedException {
        var episode = wake(name);
        var answers = new ArrayList<CompletableFuture<EpisodeReply>>();
        for (var n = 0; n < messages; n++) {
            answers.add(say(episode, n, texts.get(n % texts.size())));
            if (answers.size() == UNDER_WAY) {
                accepted(answers);
            }
        }
        accepted(answers);
        end(episode);
    }

    private static void accepted(List<CompletableFuture<EpisodeReply>> answers) throws InterruptedException {
        for (var answer : answers) {
            if (!(await(answer) instanceof Accepted)) {
                throw new IllegalStateException("not accepted: " + answer.join());
            }
        }
        answers.clear();
    }

    /**
     * Wakes the episode by the first message of it once more, which is answered from what it knows and stored nowhere.
     *
     * @return nanoseconds until the answer
     */
    long firstAnswer(String name) throws InterruptedException {
        var started = System.nanoTime();
        var episode = wake(name);
        var answer = await(say(episode, 0, "again"));
        var took = System.nanoTime() - started;
        if (!(answer instanceof Accepted)) {
            throw new IllegalStateException("what had been accepted is not known any more: " + answer);
        }
        end(episode);
        return took;
    }

    private ActorRef<EpisodeCommand> wake(String name) {
        var behavior = Episode.create(
                new EntityKey("bench", name),
                settings,
                queue -> HOURS,
                Outlets.none(),
                Listeners.none(),
                InstantSource.system(),
                (tenant, errand, done) -> done.run(),
                () -> {});
        return system.systemActorOf(behavior, "episode-" + ++lives, Props.empty());
    }

    private CompletableFuture<EpisodeReply> say(ActorRef<EpisodeCommand> episode, int number, String text) {
        var opening = Optional.of(Opening.of("customer", "main"));
        return AskPattern.<EpisodeCommand, EpisodeReply>ask(
                        episode,
                        me -> new ReceiveMessage(opening, "webchat", "visitor", "m" + number, text, me),
                        PATIENCE,
                        system.scheduler())
                .toCompletableFuture();
    }

    private void end(ActorRef<EpisodeCommand> episode) throws InterruptedException {
        var ended = new CompletableFuture<Void>();
        system.systemActorOf(
                Behaviors.<Void>setup(context -> {
                    context.watch(episode);
                    Adapter.toClassic(system).stop(Adapter.toClassic(episode));
                    return Behaviors.receiveSignal((stopping, signal) -> {
                        ended.complete(null);
                        return Behaviors.stopped();
                    });
                }),
                "end-" + lives,
                Props.empty());
        await(ended);
    }

    private static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the episode did not answer", failed);
        }
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
