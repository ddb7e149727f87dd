package baton.engine.egress;

import baton.engine.EntityKey;
import baton.engine.ForwardClock;
import baton.engine.egress.SenderCommand.Answered;
import baton.engine.egress.SenderCommand.Failed;
import baton.engine.egress.SenderCommand.KeepConnected;
import baton.engine.egress.SenderCommand.Look;
import baton.engine.egress.SenderCommand.MarkRead;
import baton.engine.egress.SenderCommand.Outcome;
import baton.engine.egress.SenderCommand.Postponed;
import baton.engine.egress.SenderCommand.ReadTold;
import baton.engine.egress.SenderCommand.SendOut;
import baton.engine.web.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Sends for one company's account with one messenger: keeps to the provider's limits, pauses and tries again. One in the whole cluster,
 * on a node with doors. Remembers nothing across restarts: episodes do, and say again what they owe. Keeps the account's connection, if it
 * needs one, for what goes out goes out over that.
 */
public final class Sender extends AbstractBehavior<SenderCommand> {

    /** Its id is the name of the channel. */
    public static final EntityTypeKey<SenderCommand> TYPE_KEY = EntityTypeKey.create(SenderCommand.class, "sender");

    /** So many outcomes are known for a while, in case an episode has not heard of its own. */
    private static final int KNOWN_OUTCOMES = 5_000;

    private final EntityKey key;
    private final SenderSettings settings;
    private final InstantSource clock;
    private final InstantSource pauses;
    private final Provider provider;
    private final Listener listener;
    private final KeptConnection<?> connection;
    private final TimerScheduler<SenderCommand> timers;
    private final TokenBucket limit;
    private final Duration pause;

    /** In the order in which they came. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private final Map<String, Waiting> underWay = new HashMap<>();
    private final Map<String, Outcome> known = new LinkedHashMap<>();

    /** When each customer was written to, so long as the pause after that lasts. */
    private final Map<String, Instant> written = new LinkedHashMap<>();

    private final ReadMarks read = new ReadMarks();
    private Instant pausedUntil = Instant.EPOCH;

    private record Waiting(SendOut message, int tries, Instant notBefore) {}

    /** Hands a message to whoever can carry it, once. */
    @FunctionalInterface
    public interface Provider {
        CompletionStage<Outcome> send(SendOut message);

        /** Nobody waits for what comes of it. */
        default CompletionStage<?> read(MarkRead read) {
            return CompletableFuture.completedStage(null);
        }
    }

    /** Who must know what came of a message: {@link SenderCommand.Taken} or {@link Failed}. Said again it is the same. */
    @FunctionalInterface
    public interface Listener {
        void came(SendOut of, Outcome outcome);
    }

    /** @param pause between two messages for one customer */
    public record Limits(int perSecond, Duration pause) {}

    private Sender(
            EntityKey key,
            Limits limits,
            SenderSettings settings,
            InstantSource clock,
            Provider provider,
            Listener listener,
            Connector<?> connector,
            ActorContext<SenderCommand> context,
            TimerScheduler<SenderCommand> timers) {
        super(context);
        this.key = key;
        this.settings = settings;
        this.clock = clock;
        this.pauses = new ForwardClock(clock);
        this.provider = provider;
        this.listener = listener;
        this.connection = new KeptConnection<>(key, connector);
        this.timers = timers;
        var perSecond = Math.max(1, limits.perSecond());
        this.limit = new TokenBucket(clock, perSecond, perSecond, Duration.ofSeconds(1));
        this.pause = limits.pause();
    }

    public static Behavior<SenderCommand> create(
            EntityKey key,
            Limits limits,
            SenderSettings settings,
            InstantSource clock,
            Provider provider,
            Listener listener,
            Connector<?> connector) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new Sender(key, limits, settings, clock, provider, listener, connector, context, timers)));
    }

    @Override
    public Receive<SenderCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(SendOut.class, this::sendOut)
                .onMessage(Answered.class, this::answered)
                .onMessage(MarkRead.class, this::markRead)
                .onMessage(ReadTold.class, this::readTold)
                .onMessage(KeepConnected.class, keep -> {
                    connection.keep();
                    return this;
                })
                .onMessage(Look.class, look -> go())
                .onSignal(PostStop.class, stopped -> {
                    connection.close();
                    SenderMeters.gone(key);
                    return this;
                })
                .build();
    }

    private Behavior<SenderCommand> sendOut(SendOut message) {
        var id = message.key();
        var outcome = Optional.ofNullable(known.get(id));
        if (outcome.isPresent()) {
            listener.came(message, outcome.get());
        } else if (!underWay.containsKey(id) && waiting.size() < settings.mostWaiting()) {
            waiting.putIfAbsent(id, new Waiting(message, 0, Instant.EPOCH));
        }
        return go();
    }

    private Behavior<SenderCommand> markRead(MarkRead mark) {
        read.add(mark);
        return go();
    }

    private Behavior<SenderCommand> answered(Answered answered) {
        var sent = underWay.remove(answered.message().key());
        if (sent != null) {
            if (answered.outcome() instanceof Postponed postponed) {
                postpone(sent, postponed);
            } else {
                finish(sent.message(), answered.outcome());
            }
        }
        return go();
    }

    private void postpone(Waiting tried, Postponed postponed) {
        var now = clock.instant();
        var message = tried.message();
        SenderMeters.came(key, postponed);
        if (message.isExpired(now) || now.isAfter(message.since().plus(settings.giveUpAfter()))) {
            finish(message, new Failed("expired", postponed.code()));
            return;
        }
        var until = pauses.instant().plus(postponed.pause().isZero() ? pauseAfter(tried.tries()) : postponed.pause());
        if (postponed.wholeAccount() && until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
        waiting.put(message.key(), new Waiting(message, tried.tries() + 1, until));
    }

    /** Twice as long each time. */
    private Duration pauseAfter(int tries) {
        var doubled = settings.firstPause().multipliedBy(1L << Math.min(tries, 20));
        return doubled.compareTo(settings.longestPause()) < 0 ? doubled : settings.longestPause();
    }

    private void finish(SendOut message, Outcome outcome) {
        known.put(message.key(), outcome);
        if (known.size() > KNOWN_OUTCOMES) {
            known.remove(known.keySet().iterator().next());
        }
        SenderMeters.came(key, outcome);
        listener.came(message, outcome);
    }

    /** Everything that may go goes, and what may not is looked at again when it may. */
    private Behavior<SenderCommand> go() {
        var now = pauses.instant();
        written.values().removeIf(at -> !at.plus(pause).isAfter(now));
        if (!pausedUntil.isAfter(now)) {
            for (var next : new ArrayList<>(waiting.values())) {
                if (underWay.size() >= settings.atOnce() || !limit.untilNext().isZero()) {
                    break;
                }
                if (next.message().isExpired(clock.instant())) {
                    waiting.remove(next.message().key());
                    finish(next.message(), new Failed("expired", ""));
                } else if (!mayGoAt(next).isAfter(now)) {
                    send(next, now);
                }
            }
            tellRead();
        }
        lookAgain(now);
        SenderMeters.stands(key, waiting.size() + underWay.size(), oldest(), clock);
        return this;
    }

    private Instant mayGoAt(Waiting next) {
        var before = written.get(next.message().address());
        var afterPause = before == null ? Instant.EPOCH : before.plus(pause);
        return afterPause.isAfter(next.notBefore()) ? afterPause : next.notBefore();
    }

    private void send(Waiting next, Instant now) {
        var message = next.message();
        limit.take();
        waiting.remove(message.key());
        underWay.put(message.key(), next);
        if (!pause.isZero()) {
            written.put(message.address(), now);
        }
        getContext()
                .pipeToSelf(
                        provider.send(message),
                        (outcome, failure) -> new Answered(
                                message,
                                failure == null ? outcome : new Postponed(Duration.ZERO, false, "provider-away")));
    }

    /** With what the messages have left of the limit, and few at one time: they share the way to the provider. */
    private void tellRead() {
        while (read.mayGo() && underWay.size() + read.underWay() < settings.atOnce() && limit.take()) {
            var next = read.next();
            getContext()
                    .pipeToSelf(CompletableFuture.completedStage(next).thenCompose(provider::read), (told, failure) -> {
                        SenderMeters.toldRead(key, failure == null);
                        return new ReadTold();
                    });
        }
    }

    private Behavior<SenderCommand> readTold(ReadTold told) {
        read.told();
        return go();
    }

    private void lookAgain(Instant now) {
        var next = Stream.concat(
                        waiting.values().stream().map(this::mayGoAt), read.mayGo() ? Stream.of(now) : Stream.empty())
                .min(Instant::compareTo);
        if (next.isEmpty() || underWay.size() >= settings.atOnce()) {
            timers.cancel("look");
            return;
        }
        var wait = Duration.between(now, next.get().isAfter(pausedUntil) ? next.get() : pausedUntil);
        var token = limit.untilNext();
        var longer = wait.compareTo(token) > 0 ? wait : token;
        timers.startSingleTimer("look", new Look(), longer.isNegative() ? Duration.ZERO : longer);
    }

    private Optional<Instant> oldest() {
        return Stream.concat(waiting.values().stream(), underWay.values().stream())
                .map(one -> one.message().since())
                .min(Instant::compareTo);
    }
}
