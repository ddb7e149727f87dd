package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_EPISODE;

import baton.engine.EntityKey;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.DeadlineReached;
import baton.engine.episode.EpisodeCommand.Deed;
import baton.engine.episode.EpisodeCommand.ErrandDone;
import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.EpisodeCommand.FollowerGone;
import baton.engine.episode.EpisodeCommand.GetFile;
import baton.engine.episode.EpisodeCommand.GetRouting;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeCommand.Idle;
import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeCommand.NoteLooking;
import baton.engine.episode.EpisodeCommand.NoteTyping;
import baton.engine.episode.EpisodeCommand.RetryErrands;
import baton.engine.episode.EpisodeCommand.StoreMarks;
import baton.engine.episode.EpisodeCommand.StoredFile;
import baton.engine.episode.EpisodeReply.Accepted;
import baton.engine.episode.EpisodeReply.Rejected;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.Unopened;
import baton.engine.journal.LateAnswers;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.RoutingView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** One customer's episode: the only writer of its timeline. What it decides is in {@link CustomerSide}, {@link CallReports}, {@link AgentSide}, {@link Delivering}, {@link Handover}, {@link CallBacks} and {@link Merging}. */
public final class Episode extends EventSourcedBehaviorWithEnforcedReplies<EpisodeCommand, EpisodeEvent, EpisodeState> {

    public static final EntityTypeKey<EpisodeCommand> TYPE_KEY = EntityTypeKey.create(EpisodeCommand.class, "episode");

    private static final String MARKS = "marks";

    /** Nobody notices a tick that is so late. */
    private static final Duration MARKS_WAIT = Duration.ofMillis(200);

    final String episodeId;
    private final Bound bound;
    private final InstantSource clock;
    private final Runnable sleep;
    final CustomerSide customers;
    final CallReports reports;
    final AgentSide agents;
    final Handover handover;
    final CallBacks callBacks;
    final Merging merging;
    final Delivering delivering;
    final Duties<EpisodeCommand, EpisodeErrand> duties;
    private final LiveFeed readers;
    private final PendingMarks marks = new PendingMarks();
    private final TimerScheduler<EpisodeCommand> timers;
    private final Listeners listeners;

    private Episode(
            EntityKey key,
            EpisodeSettings settings,
            WrapUps wrapUps,
            Outlets outlets,
            Listeners listeners,
            InstantSource clock,
            Carrier<EpisodeErrand> carrier,
            Runnable sleep,
            ActorContext<EpisodeCommand> context,
            TimerScheduler<EpisodeCommand> timers) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.episodeId = key.id();
        this.bound = new Bound(key.id(), settings.maxEntries());
        this.clock = clock;
        this.sleep = sleep;
        this.timers = timers;
        this.listeners = listeners;
        var needs = new Needs(episodeId);
        this.delivering = new Delivering(outlets);
        this.customers = new CustomerSide(needs, wrapUps, delivering);
        this.reports = new CallReports(needs);
        this.agents = new AgentSide(needs, wrapUps, delivering);
        this.handover = new Handover(needs, settings.askTimeout());
        this.callBacks = new CallBacks(needs, settings.callBack());
        this.merging = new Merging(needs);
        var messages = new Duties.Messages<EpisodeCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
        this.readers = new LiveFeed(episodeId, callBacks.rule(), outlets, context);
    }

    /** {@code sleep} is run when nobody has needed the episode for a while and it owes nothing. */
    public static Behavior<EpisodeCommand> create(
            EntityKey key,
            EpisodeSettings settings,
            WrapUps wrapUps,
            Outlets outlets,
            Listeners listeners,
            InstantSource clock,
            Carrier<EpisodeErrand> carrier,
            Runnable sleep) {
        return LateAnswers.withheldFrom(Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(settings.sleepAfter(), new Idle());
            return new Episode(key, settings, wrapUps, outlets, listeners, clock, carrier, sleep, context, timers);
        })));
    }

    @Override
    public EpisodeState emptyState() {
        return new Unopened();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(100, 2);
    }

    @Override
    public CommandHandlerWithReply<EpisodeCommand, EpisodeEvent, EpisodeState> commandHandler() {
        return EpisodeTable.COMMANDS.handlerOf(this);
    }

    Instant now() {
        return clock.instant();
    }

    ReplyEffect<EpisodeEvent, EpisodeState> carryOut(EpisodeState state, Deed deed, Decision decided) {
        var decision = bound.instead(state, deed, decided, now());
        if (decision instanceof Persist persist) {
            return store(state, deed, persist.events(), new Accepted(numberOf(state, persist.events())));
        } else if (decision instanceof Decision.Close close) {
            return store(state, deed, List.of(close.closed()), close.refusal().reply());
        } else if (decision instanceof Already already) {
            return Effect().reply(deed.replyTo(), new Accepted(already.number()));
        }
        return Effect().reply(deed.replyTo(), ((Refuse) decision).reply());
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> store(
            EpisodeState state, Deed deed, List<EpisodeEvent> events, EpisodeReply reply) {
        return Effect()
                .persist(withMarks(state, events))
                .thenRun((EpisodeState next) -> EpisodeMeters.stored(events))
                .thenRun(this::afterwards)
                .thenReply(deed.replyTo(), next -> reply);
    }

    /** The number that what was said will have; for deeds that say nothing, that of their last entry. */
    private static int numberOf(EpisodeState state, List<EpisodeEvent> events) {
        var before = state instanceof Opened opened ? opened.story().timeline().last() : 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof EpisodeEvent.MessageReceived) {
                return before + i + 1;
            }
        }
        return before + events.size();
    }

    ReplyEffect<EpisodeEvent, EpisodeState> refuse(EpisodeState state, Deed deed) {
        var reason = state instanceof Unopened ? NO_SUCH_EPISODE : NOT_ALLOWED_IN_THIS_STATE;
        var detail =
                deed.getClass().getSimpleName() + " while " + state.getClass().getSimpleName();
        return Effect().reply(deed.replyTo(), new Rejected(reason, detail));
    }

    ReplyEffect<EpisodeEvent, EpisodeState> mark(Opened state, MarkSeen mark) {
        return run(() -> {
            if (marks.note(state, mark) && !timers.isTimerActive(MARKS)) {
                timers.startSingleTimer(MARKS, new StoreMarks(), MARKS_WAIT);
            }
        });
    }

    ReplyEffect<EpisodeEvent, EpisodeState> storeMarks(Opened state, StoreMarks store) {
        var seen = marks.take(state.story().timeline().marks(), now());
        return seen.isEmpty()
                ? Effect().noReply()
                : Effect().persist(seen).thenRun(this::afterwards).thenNoReply();
    }

    private List<EpisodeEvent> withMarks(EpisodeState state, List<EpisodeEvent> events) {
        if (!(state instanceof Opened opened)) {
            return events;
        }
        var all = new ArrayList<>(events);
        all.addAll(marks.take(opened.story().timeline().marks(), now()));
        return all;
    }

    ReplyEffect<EpisodeEvent, EpisodeState> typing(Opened state, NoteTyping typing) {
        var toCustomers = typing.party() == Party.CUSTOMER || state.servedBy(typing.agentId());
        return show(EpisodeFeed.typing(episodeId, typing.party(), typing.agentId()), toCustomers);
    }

    ReplyEffect<EpisodeEvent, EpisodeState> looking(Opened state, NoteLooking looking) {
        return show(EpisodeFeed.looking(episodeId, looking.agentId()), false);
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> show(Feed frame, boolean toCustomers) {
        return run(() -> readers.show(frame, toCustomers));
    }

    ReplyEffect<EpisodeEvent, EpisodeState> routing(EpisodeState state, GetRouting get) {
        return Effect()
                .reply(
                        get.replyTo(),
                        state instanceof Opened opened
                                ? RoutingFeed.view(episodeId, opened.story())
                                : RoutingView.getDefaultInstance());
    }

    ReplyEffect<EpisodeEvent, EpisodeState> follow(EpisodeState state, FollowEpisode command) {
        return Effect().reply(command.replyTo(), readers.add(command, state));
    }

    ReplyEffect<EpisodeEvent, EpisodeState> timeline(EpisodeState state, GetTimeline get) {
        var timeline = state instanceof Opened opened ? opened.story().timeline() : Timeline.empty();
        var page = EpisodeFeed.page(episodeId, timeline, Party.AGENT, Math.max(0, get.after()));
        return Effect().reply(get.replyTo(), Feed.newBuilder().setEntries(page).build());
    }

    ReplyEffect<EpisodeEvent, EpisodeState> file(EpisodeState state, GetFile get) {
        var file = state instanceof Opened opened ? opened.story().file(get) : Optional.<StoredFile>empty();
        return Effect().reply(get.replyTo(), file.orElse(StoredFile.NONE));
    }

    ReplyEffect<EpisodeEvent, EpisodeState> followerGone(EpisodeState state, FollowerGone gone) {
        return run(() -> readers.remove(gone.follower()));
    }

    ReplyEffect<EpisodeEvent, EpisodeState> deadline(EpisodeState state, DeadlineReached reached) {
        var due = Deadlines.due(state, callBacks, now());
        return due.isEmpty()
                ? run(duties::rearm)
                : Effect()
                        .persist(due)
                        .thenRun((EpisodeState next) -> EpisodeMeters.stored(due))
                        .thenRun(this::afterwards)
                        .thenNoReply();
    }

    void rest() {
        if (duties.idle() && readers.count() == 0) {
            sleep.run();
        }
    }

    /** Where nobody has said anything yet nobody stays awake for having been asked: anybody can make up an id. */
    ReplyEffect<EpisodeEvent, EpisodeState> asked(EpisodeState state, ReplyEffect<EpisodeEvent, EpisodeState> answer) {
        if (state instanceof Unopened) {
            rest();
        }
        return answer;
    }

    ReplyEffect<EpisodeEvent, EpisodeState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    /** After recovery and after each change: everybody gets to know. Readers first, so that nobody is sent away before they know why. */
    private void afterwards(EpisodeState state) {
        readers.push(state);
        duties.owe(EpisodeErrand.of(episodeId, state, listeners, delivering.outlets()), Deadlines.next(state));
    }

    @Override
    public SignalHandler<EpisodeState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::afterwards)
                .build();
    }

    @Override
    public EventHandler<EpisodeState, EpisodeEvent> eventHandler() {
        return EpisodeState::after;
    }
}
