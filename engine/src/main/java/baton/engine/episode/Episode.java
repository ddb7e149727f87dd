package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_EPISODE;

import baton.engine.EntityKey;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.CloseEpisode;
import baton.engine.episode.EpisodeCommand.DeadlineReached;
import baton.engine.episode.EpisodeCommand.DeclineWork;
import baton.engine.episode.EpisodeCommand.Deed;
import baton.engine.episode.EpisodeCommand.EndLeg;
import baton.engine.episode.EpisodeCommand.ErrandDone;
import baton.engine.episode.EpisodeCommand.FindLink;
import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.EpisodeCommand.FollowerGone;
import baton.engine.episode.EpisodeCommand.GetFile;
import baton.engine.episode.EpisodeCommand.GetRouting;
import baton.engine.episode.EpisodeCommand.GetStanding;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeCommand.Idle;
import baton.engine.episode.EpisodeCommand.InviteAgent;
import baton.engine.episode.EpisodeCommand.JoinEpisode;
import baton.engine.episode.EpisodeCommand.LeaveEpisode;
import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeCommand.NoteAddress;
import baton.engine.episode.EpisodeCommand.NoteLooking;
import baton.engine.episode.EpisodeCommand.NoteTyping;
import baton.engine.episode.EpisodeCommand.ProlongWrapUp;
import baton.engine.episode.EpisodeCommand.ReassignEpisode;
import baton.engine.episode.EpisodeCommand.ReceiveCall;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.RecognizeMessage;
import baton.engine.episode.EpisodeCommand.ReopenEpisode;
import baton.engine.episode.EpisodeCommand.ReportAnswered;
import baton.engine.episode.EpisodeCommand.ReportCallBack;
import baton.engine.episode.EpisodeCommand.ReportDelivery;
import baton.engine.episode.EpisodeCommand.ReportFile;
import baton.engine.episode.EpisodeCommand.ReportHeld;
import baton.engine.episode.EpisodeCommand.ReportReceipt;
import baton.engine.episode.EpisodeCommand.ReportRinging;
import baton.engine.episode.EpisodeCommand.ReportTold;
import baton.engine.episode.EpisodeCommand.ReportUnanswered;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeCommand.RetryErrands;
import baton.engine.episode.EpisodeCommand.ReturnEpisode;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.SplitEpisode;
import baton.engine.episode.EpisodeCommand.StartWrapUp;
import baton.engine.episode.EpisodeCommand.StoreMarks;
import baton.engine.episode.EpisodeCommand.StoredFile;
import baton.engine.episode.EpisodeCommand.TransferEpisode;
import baton.engine.episode.EpisodeCommand.WithdrawInvitation;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeCommand.YieldEpisode;
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

    private final String episodeId;
    private final Bound bound;
    private final InstantSource clock;
    private final Runnable sleep;
    private final CustomerSide customers;
    private final CallReports reports;
    private final AgentSide agents;
    private final Handover handover;
    private final CallBacks callBacks;
    private final Merging merging;
    private final Delivering delivering;
    private final Duties<EpisodeCommand, EpisodeErrand> duties;
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
        this.bound = new Bound(settings.maxEntries());
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
        var on = newCommandHandlerWithReplyBuilder();
        on.forStateType(Unopened.class)
                .onCommand(ReceiveMessage.class, (s, c) -> carryOut(s, c, customers.open(c, now())))
                .onCommand(ReceiveCall.class, (s, c) -> carryOut(s, c, customers.open(c, now())));
        on.forStateType(Opened.class)
                .onCommand(ReceiveMessage.class, (s, c) -> carryOut(s, c, customers.receive(s, c, now())))
                .onCommand(ReceiveCall.class, (s, c) -> carryOut(s, c, customers.receive(s, c, now())))
                .onCommand(RecognizeMessage.class, (s, c) -> carryOut(s, c, CustomerSide.recognize(s, c)))
                .onCommand(ReportRinging.class, (s, c) -> carryOut(s, c, reports.ringing(s, c, now())))
                .onCommand(ReportAnswered.class, (s, c) -> carryOut(s, c, reports.answered(s, c, now())))
                .onCommand(ReportUnanswered.class, (s, c) -> carryOut(s, c, reports.unanswered(s, c, now())))
                .onCommand(ReportHeld.class, (s, c) -> carryOut(s, c, reports.held(s, c, now())))
                .onCommand(EndLeg.class, (s, c) -> carryOut(s, c, customers.end(s, c, now())))
                .onCommand(AnnounceWait.class, (s, c) -> carryOut(s, c, customers.announce(s, c, now())))
                .onCommand(SendMessage.class, (s, c) -> carryOut(s, c, agents.send(s, c, now())))
                .onCommand(WriteNote.class, (s, c) -> carryOut(s, c, agents.note(s, c, now())))
                .onCommand(AssignAgent.class, (s, c) -> carryOut(s, c, agents.assign(s, c, now())))
                .onCommand(ReturnEpisode.class, (s, c) -> carryOut(s, c, agents.giveBack(s, c, now())))
                .onCommand(TransferEpisode.class, (s, c) -> carryOut(s, c, handover.transfer(s, c, now())))
                .onCommand(ReassignEpisode.class, (s, c) -> carryOut(s, c, handover.reassign(s, c, now())))
                .onCommand(InviteAgent.class, (s, c) -> carryOut(s, c, handover.invite(s, c, now())))
                .onCommand(WithdrawInvitation.class, (s, c) -> carryOut(s, c, handover.withdraw(s, c, now())))
                .onCommand(DeclineWork.class, (s, c) -> carryOut(s, c, handover.decline(s, c, now())))
                .onCommand(LeaveEpisode.class, (s, c) -> carryOut(s, c, handover.leave(s, c, now())))
                .onCommand(StartWrapUp.class, (s, c) -> carryOut(s, c, agents.wrapUp(s, c, now())))
                .onCommand(ProlongWrapUp.class, (s, c) -> carryOut(s, c, agents.prolong(s, c, now())))
                .onCommand(ReportCallBack.class, (s, c) -> carryOut(s, c, callBacks.report(s, c, now())))
                .onCommand(ReportDelivery.class, (s, c) -> carryOut(s, c, delivering.report(s, c, now())))
                .onCommand(FindLink.class, (s, c) -> carryOut(s, c, Delivering.find(s, c)))
                .onCommand(RequestLink.class, (s, c) -> carryOut(s, c, delivering.request(s, c, now())))
                .onCommand(ReportFile.class, (s, c) -> carryOut(s, c, delivering.report(s, c, now())))
                .onCommand(ReportReceipt.class, (s, c) -> carryOut(s, c, delivering.receipt(s, c, now())))
                .onCommand(ReportTold.class, (s, c) -> carryOut(s, c, delivering.told(s, c, now())))
                .onCommand(CloseEpisode.class, (s, c) -> carryOut(s, c, agents.close(s, c, now())))
                .onCommand(NoteAddress.class, (s, c) -> carryOut(s, c, agents.noteAddress(s, c, now())))
                .onCommand(JoinEpisode.class, (s, c) -> carryOut(s, c, merging.join(s, c, now())))
                .onCommand(YieldEpisode.class, (s, c) -> carryOut(s, c, merging.yield(s, c, now())))
                .onCommand(ReopenEpisode.class, (s, c) -> carryOut(s, c, merging.reopen(s, c, now())))
                .onCommand(SplitEpisode.class, (s, c) -> carryOut(s, c, merging.split(s, c, now())))
                .onCommand(MarkSeen.class, this::mark)
                .onCommand(StoreMarks.class, this::storeMarks)
                .onCommand(NoteTyping.class, this::typing)
                .onCommand(NoteLooking.class, this::looking)
                .onCommand(GetRouting.class, this::routing);
        on.forAnyState()
                .onCommand(FollowEpisode.class, this::follow)
                .onCommand(GetStanding.class, (state, get) -> Effect()
                        .reply(get.replyTo(), Merging.standing(episodeId, state)))
                .onCommand(GetTimeline.class, this::timeline)
                .onCommand(GetFile.class, this::file)
                .onCommand(GetRouting.class, get -> Effect().reply(get.replyTo(), RoutingView.getDefaultInstance()))
                .onCommand(FollowerGone.class, this::followerGone)
                .onCommand(DeadlineReached.class, this::deadline)
                .onCommand(RetryErrands.class, retry -> run(duties::retry))
                .onCommand(ErrandDone.class, done -> run(() -> duties.done(done.errandId())))
                .onCommand(Idle.class, this::idle)
                .onCommand(Deed.class, this::refuse)
                .onCommand(EpisodeCommand.class, command -> Effect().noReply());
        return on.build();
    }

    private Instant now() {
        return clock.instant();
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> carryOut(EpisodeState state, Deed deed, Decision decision) {
        if (decision instanceof Persist persist) {
            var refusal = bound.refusal(state, deed);
            if (refusal.isPresent()) {
                return Effect().reply(deed.replyTo(), refusal.get());
            }
            var number = numberOf(state, persist.events());
            return Effect()
                    .persist(withMarks(state, persist.events()))
                    .thenRun((EpisodeState next) -> EpisodeMeters.stored(persist.events()))
                    .thenRun(this::afterwards)
                    .thenReply(deed.replyTo(), next -> new Accepted(number));
        }
        if (decision instanceof Already already) {
            return Effect().reply(deed.replyTo(), new Accepted(already.number()));
        }
        var refused = (Refuse) decision;
        return Effect().reply(deed.replyTo(), new Rejected(refused.reason(), refused.detail()));
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

    private ReplyEffect<EpisodeEvent, EpisodeState> refuse(EpisodeState state, Deed deed) {
        var reason = state instanceof Unopened ? NO_SUCH_EPISODE : NOT_ALLOWED_IN_THIS_STATE;
        var detail =
                deed.getClass().getSimpleName() + " while " + state.getClass().getSimpleName();
        return Effect().reply(deed.replyTo(), new Rejected(reason, detail));
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> mark(Opened state, MarkSeen mark) {
        return run(() -> {
            if (marks.note(state, mark) && !timers.isTimerActive(MARKS)) {
                timers.startSingleTimer(MARKS, new StoreMarks(), MARKS_WAIT);
            }
        });
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> storeMarks(Opened state, StoreMarks store) {
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

    private ReplyEffect<EpisodeEvent, EpisodeState> typing(Opened state, NoteTyping typing) {
        var toCustomers = typing.party() == Party.CUSTOMER || state.servedBy(typing.agentId());
        return show(EpisodeFeed.typing(episodeId, typing.party(), typing.agentId()), toCustomers);
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> looking(Opened state, NoteLooking looking) {
        return show(EpisodeFeed.looking(episodeId, looking.agentId()), false);
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> show(Feed frame, boolean toCustomers) {
        return run(() -> readers.show(frame, toCustomers));
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> routing(Opened state, GetRouting get) {
        return Effect().reply(get.replyTo(), RoutingFeed.view(episodeId, state.story()));
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> follow(EpisodeState state, FollowEpisode command) {
        return Effect().reply(command.replyTo(), readers.add(command, state));
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> timeline(EpisodeState state, GetTimeline get) {
        var timeline = state instanceof Opened opened ? opened.story().timeline() : Timeline.empty();
        var page = EpisodeFeed.page(episodeId, timeline, Party.AGENT, Math.max(0, get.after()));
        return Effect().reply(get.replyTo(), Feed.newBuilder().setEntries(page).build());
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> file(EpisodeState state, GetFile get) {
        var files = state instanceof Opened opened ? opened.story().files() : Attachments.none();
        return Effect().reply(get.replyTo(), files.of(get.number()).orElse(StoredFile.NONE));
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> followerGone(EpisodeState state, FollowerGone gone) {
        return run(() -> readers.remove(gone.follower()));
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> deadline(EpisodeState state, DeadlineReached reached) {
        var due = Deadlines.due(state, callBacks, now());
        return due.isEmpty()
                ? run(duties::rearm)
                : Effect()
                        .persist(due)
                        .thenRun((EpisodeState next) -> EpisodeMeters.stored(due))
                        .thenRun(this::afterwards)
                        .thenNoReply();
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> idle(EpisodeState state, Idle idle) {
        return run(() -> {
            if (duties.idle() && readers.count() == 0) {
                sleep.run();
            }
        });
    }

    private ReplyEffect<EpisodeEvent, EpisodeState> run(Runnable effect) {
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
