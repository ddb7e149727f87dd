package baton.engine.media;

import baton.engine.EntityKey;
import baton.engine.ForwardClock;
import baton.engine.media.FetcherCommand.FetchFile;
import baton.engine.media.FetcherCommand.Look;
import baton.engine.media.FetcherCommand.Missed;
import baton.engine.media.FetcherCommand.Outcome;
import baton.engine.media.FetcherCommand.Postponed;
import baton.engine.media.FetcherCommand.Tried;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Fetches what customers of one company send over one channel: some at one time, each again and again with growing pauses until it is
 * here or will never be. Keeps nothing: what it forgets, episodes ask for again.
 */
public final class Fetcher extends AbstractBehavior<FetcherCommand> {

    public static final EntityTypeKey<FetcherCommand> TYPE_KEY = EntityTypeKey.create(FetcherCommand.class, "fetcher");

    /** Beyond that episodes ask again. */
    private static final int MOST_WAITING = 5000;

    /** Tries once to fetch a file into the store. */
    @FunctionalInterface
    public interface Source {
        CompletionStage<Outcome> fetch(FetchFile file);
    }

    /** Who must know what came of it: {@link FetcherCommand.Stored} or {@link Missed}. */
    @FunctionalInterface
    public interface Listener {
        void came(FetchFile file, Outcome outcome);
    }

    private record Waiting(FetchFile file, int tries, Instant notBefore) {}

    private final EntityKey key;
    private final MediaSettings settings;
    private final InstantSource clock;
    private final InstantSource pauses;
    private final Source source;
    private final Listener listener;
    private final TimerScheduler<FetcherCommand> timers;

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Waiting> underWay = new LinkedHashMap<>();

    private Fetcher(
            EntityKey key,
            MediaSettings settings,
            InstantSource clock,
            Source source,
            Listener listener,
            ActorContext<FetcherCommand> context,
            TimerScheduler<FetcherCommand> timers) {
        super(context);
        this.key = key;
        this.settings = settings;
        this.clock = clock;
        this.pauses = new ForwardClock(clock);
        this.source = source;
        this.listener = listener;
        this.timers = timers;
    }

    public static Behavior<FetcherCommand> create(
            EntityKey key, MediaSettings settings, InstantSource clock, Source source, Listener listener) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Fetcher(key, settings, clock, source, listener, context, timers)));
    }

    @Override
    public Receive<FetcherCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(FetchFile.class, this::fetch)
                .onMessage(Tried.class, this::tried)
                .onMessage(Look.class, look -> go())
                .onSignal(PostStop.class, stopped -> {
                    MediaMeters.gone(key);
                    return this;
                })
                .build();
    }

    private Behavior<FetcherCommand> fetch(FetchFile file) {
        if (!underWay.containsKey(file.key()) && waiting.size() < MOST_WAITING) {
            waiting.putIfAbsent(file.key(), new Waiting(file, 0, Instant.EPOCH));
        }
        return go();
    }

    private Behavior<FetcherCommand> tried(Tried tried) {
        var file = tried.file();
        var before = underWay.remove(file.key());
        if (before != null && tried.outcome() instanceof Postponed postponed) {
            postpone(before, postponed);
        } else if (before != null) {
            finish(file, tried.outcome());
        }
        return go();
    }

    private void postpone(Waiting tried, Postponed postponed) {
        var file = tried.file();
        if (clock.instant().isAfter(file.since().plus(settings.giveUpAfter()))) {
            finish(file, new Missed("expired"));
            return;
        }
        var pause = postponed.pause().isZero() ? pauseAfter(tried.tries()) : postponed.pause();
        waiting.put(
                file.key(),
                new Waiting(file, tried.tries() + 1, pauses.instant().plus(pause)));
    }

    /** Twice as long each time. */
    private Duration pauseAfter(int tries) {
        var doubled = settings.firstPause().multipliedBy(1L << Math.min(tries, 20));
        return doubled.compareTo(settings.longestPause()) < 0 ? doubled : settings.longestPause();
    }

    private void finish(FetchFile file, Outcome outcome) {
        if (outcome instanceof FetcherCommand.Stored stored) {
            MediaMeters.stored(key.id(), stored.size());
        } else if (outcome instanceof Missed missed) {
            MediaMeters.missed(key.id(), missed.code());
        }
        listener.came(file, outcome);
    }

    private Behavior<FetcherCommand> go() {
        var now = pauses.instant();
        for (var next : new ArrayList<>(waiting.values())) {
            if (underWay.size() >= settings.atOnce()) {
                break;
            }
            if (!next.notBefore().isAfter(now)) {
                start(next);
            }
        }
        lookAgain(now);
        MediaMeters.waits(key, waiting.size() + underWay.size());
        return this;
    }

    private void start(Waiting next) {
        waiting.remove(next.file().key());
        underWay.put(next.file().key(), next);
        getContext()
                .pipeToSelf(
                        source.fetch(next.file()),
                        (outcome, failure) -> new Tried(
                                next.file(),
                                failure == null ? outcome : new Postponed(Duration.ZERO, "provider-away")));
    }

    private void lookAgain(Instant now) {
        var next = waiting.values().stream().map(Waiting::notBefore).min(Instant::compareTo);
        if (next.isEmpty() || underWay.size() >= settings.atOnce()) {
            timers.cancel("look");
            return;
        }
        var wait = Duration.between(now, next.get());
        timers.startSingleTimer("look", new Look(), wait.isNegative() ? Duration.ZERO : wait);
    }
}
