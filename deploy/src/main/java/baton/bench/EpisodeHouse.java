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
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Real episodes in an actor system of their own, on the journal that the configuration names; one at a time is awake. */
final class EpisodeHouse implements AutoCloseable {

    /** So many messages are under way while an episode is filled. */
    private static final int UNDER_WAY = 100;

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
        episode.end();
    }

    private static void accepted(List<CompletableFuture<EpisodeReply>> answers) throws InterruptedException {
        for (var answer : answers) {
            if (!(Kept.await(answer) instanceof Accepted)) {
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
        var answer = Kept.await(say(episode, 0, "again"));
        var took = System.nanoTime() - started;
        if (!(answer instanceof Accepted)) {
            throw new IllegalStateException("what had been accepted is not known any more: " + answer);
        }
        episode.end();
        return took;
    }

    private Kept<EpisodeCommand> wake(String name) throws InterruptedException {
        var behavior = Episode.create(
                new EntityKey("bench", name),
                settings,
                queue -> HOURS,
                Outlets.none(),
                Listeners.none(),
                InstantSource.system(),
                (tenant, errand, done) -> done.run(),
                () -> {});
        return Kept.start(system, behavior, "episode-" + ++lives);
    }

    private CompletableFuture<EpisodeReply> say(Kept<EpisodeCommand> episode, int number, String text) {
        var opening = Optional.of(Opening.of("customer", "main"));
        return AskPattern.<EpisodeCommand, EpisodeReply>ask(
                        episode.entity(),
                        me -> new ReceiveMessage(opening, "webchat", "visitor", "m" + number, text, me),
                        Kept.PATIENCE,
                        system.scheduler())
                .toCompletableFuture();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
