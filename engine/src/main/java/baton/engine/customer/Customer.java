package baton.engine.customer;

import baton.engine.EntityKey;
import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.ChooseEpisode;
import baton.engine.customer.CustomerCommand.ClassifyCustomer;
import baton.engine.customer.CustomerCommand.ErrandDone;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.FollowerGone;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.Idle;
import baton.engine.customer.CustomerCommand.MergeInto;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.customer.CustomerCommand.NoteServed;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerCommand.RemoveAddress;
import baton.engine.customer.CustomerCommand.RetryErrands;
import baton.engine.customer.CustomerCommand.SeparateCustomer;
import baton.engine.customer.CustomerCommand.UndoMerge;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerReply.CurrentEpisode;
import baton.engine.customer.CustomerReply.Merged;
import baton.engine.customer.CustomerReply.MergedElsewhere;
import baton.engine.customer.CustomerReply.NoEpisode;
import baton.engine.customer.CustomerReply.NotMerged;
import baton.engine.customer.CustomerReply.Noted;
import baton.engine.customer.CustomerReply.Unmerged;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.follow.Followers;
import baton.protocol.client.v1.CustomerView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * One customer: name, addresses, agents whom they know, and which episode is the current one. At most one is open, however many messages
 * come at once. Who is the same person as another customer sends everybody there, and keeps what is theirs.
 */
public final class Customer
        extends EventSourcedBehaviorWithEnforcedReplies<CustomerCommand, CustomerEvent, CustomerState> {

    public static final EntityTypeKey<CustomerCommand> TYPE_KEY =
            EntityTypeKey.create(CustomerCommand.class, "customer");

    private static final Duration SLEEP_AFTER = Duration.ofMinutes(2);

    private final String customerId;
    private final InstantSource clock;
    private final Referral referral;
    private final ActorContext<CustomerCommand> context;
    private final Runnable sleep;
    private final Followers<CustomerCommand, CustomerView, String> followers;
    private final MergeDecisions merging;
    private final Duties<CustomerCommand, CustomerErrand> duties;

    /** Takes a command to the customer who answers for this one. */
    @FunctionalInterface
    public interface Referral {
        void send(String customerId, CustomerCommand command);
    }

    private Customer(
            EntityKey key,
            InstantSource clock,
            Referral referral,
            Carrier<CustomerErrand> carrier,
            Runnable sleep,
            ActorContext<CustomerCommand> context,
            TimerScheduler<CustomerCommand> timers) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.customerId = key.id();
        this.clock = clock;
        this.context = context;
        this.sleep = sleep;
        this.referral = referral;
        this.followers = new Followers<>(context, FollowerGone::new);
        this.merging = new MergeDecisions(key.id());
        var messages = new Duties.Messages<CustomerCommand>(new RetryErrands(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
    }

    /** {@code sleep} is run when nobody has needed this customer for a while. */
    public static Behavior<CustomerCommand> create(
            EntityKey key, InstantSource clock, Referral referral, Carrier<CustomerErrand> carrier, Runnable sleep) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(SLEEP_AFTER, new Idle());
            return new Customer(key, clock, referral, carrier, sleep, context, timers);
        }));
    }

    /** Customers owe only after a merge, and whoever has to do with one of the two wakes them: they are not remembered. */
    public static void initSharding(ActorSystem<?> system, InstantSource clock, Carrier<CustomerErrand> carrier) {
        var sharding = ClusterSharding.get(system);
        var settings = ClusterShardingSettings.create(system)
                .withNoPassivationStrategy(); // a customer who is looked at stays awake
        sharding.init(Entity.of(
                        TYPE_KEY,
                        entity -> Behaviors.<CustomerCommand>setup(context -> {
                            var key = EntityKey.parse(entity.getEntityId());
                            return create(
                                    key,
                                    clock,
                                    (customerId, command) -> sharding.entityRefFor(
                                                    TYPE_KEY, new EntityKey(key.tenant(), customerId).toString())
                                            .tell(command),
                                    carrier,
                                    () -> entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf())));
                        }))
                .withSettings(settings));
    }

    @Override
    public CustomerState emptyState() {
        return CustomerState.unknown();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(100, 2);
    }

    @Override
    public CommandHandlerWithReply<CustomerCommand, CustomerEvent, CustomerState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState()
                .onCommand(FindEpisode.class, this::find)
                .onCommand(OpenEpisode.class, this::open)
                .onCommand(NameCustomer.class, this::name)
                .onCommand(AddAddress.class, this::add)
                .onCommand(RemoveAddress.class, this::remove)
                .onCommand(NoteServed.class, this::served)
                .onCommand(ClassifyCustomer.class, this::classify)
                .onCommand(MergeInto.class, this::merge)
                .onCommand(UndoMerge.class, this::undo)
                .onCommand(AbsorbCustomer.class, (s, c) -> note(merging.absorb(s, c, now()), c.replyTo()))
                .onCommand(SeparateCustomer.class, this::separate)
                .onCommand(ChooseEpisode.class, (s, c) -> note(merging.choose(s, c, now()), c.replyTo()))
                .onCommand(GetCustomer.class, this::get)
                .onCommand(RetryErrands.class, retry -> run(duties::retry))
                .onCommand(ErrandDone.class, done -> run(() -> duties.done(done.errandId())))
                .onCommand(FollowCustomer.class, this::follow)
                .onCommand(FollowerGone.class, this::followerGone)
                .onCommand(Idle.class, this::idle);
        return on.build();
    }

    private Instant now() {
        return clock.instant();
    }

    /** Empty if this customer answers for themself. */
    private Optional<ReplyEffect<CustomerEvent, CustomerState>> elsewhere(
            CustomerState state, CustomerCommand command) {
        return state.merges().into().map(into -> run(() -> referral.send(into.customerId(), command)));
    }

    /** An address of this customer's own is theirs for good; which episode goes on is known to who answers. */
    private ReplyEffect<CustomerEvent, CustomerState> find(CustomerState state, FindEpisode command) {
        var unknown = command.address()
                .filter(address -> !state.allAddresses().toList().contains(address));
        if (unknown.isPresent()) {
            return Effect()
                    .persist(new AddressAdded(unknown.get(), now()))
                    .thenRun(this::changed)
                    .thenRun((CustomerState next) -> answer(next, command))
                    .thenNoReply();
        }
        return run(() -> answer(state, command));
    }

    private void answer(CustomerState state, FindEpisode command) {
        state.merges()
                .into()
                .ifPresentOrElse(
                        into -> referral.send(into.customerId(), new FindEpisode(Optional.empty(), command.replyTo())),
                        () -> command.replyTo().tell(current(state)));
    }

    private ReplyEffect<CustomerEvent, CustomerState> open(CustomerState state, OpenEpisode command) {
        return elsewhere(state, command).orElseGet(() -> {
            if (!state.currentEpisode().orElse("").equals(command.after())) {
                return Effect().reply(command.replyTo(), current(state));
            }
            var episodeId = state.nextEpisode(customerId);
            var opened = new EpisodeOpened(episodeId, now());
            var reply = new CurrentEpisode(customerId, episodeId, List.of(), state.allTies());
            return persist(opened, command.replyTo(), reply);
        });
    }

    private ReplyEffect<CustomerEvent, CustomerState> name(CustomerState state, NameCustomer command) {
        if (state.name().equals(command.name())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(new CustomerNamed(command.name(), now()), command.replyTo(), new Noted());
    }

    private ReplyEffect<CustomerEvent, CustomerState> add(CustomerState state, AddAddress command) {
        if (state.addresses().contains(command.address())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(new AddressAdded(command.address(), now()), command.replyTo(), new Noted());
    }

    private ReplyEffect<CustomerEvent, CustomerState> remove(CustomerState state, RemoveAddress command) {
        if (!state.addresses().contains(command.address())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(new AddressRemoved(command.address(), now()), command.replyTo(), new Noted());
    }

    /** An old episode may say again who served in it: only what is newer counts. */
    private ReplyEffect<CustomerEvent, CustomerState> served(CustomerState state, NoteServed command) {
        var newer =
                state.served().map(known -> command.at().isAfter(known.at())).orElse(true);
        return newer
                ? persist(
                        new CustomerServed(command.agentId(), command.episodeId(), command.at()),
                        command.replyTo(),
                        new Noted())
                : Effect().reply(command.replyTo(), new Noted());
    }

    private ReplyEffect<CustomerEvent, CustomerState> classify(CustomerState state, ClassifyCustomer command) {
        return elsewhere(state, command).orElseGet(() -> classifyHere(state, command));
    }

    private ReplyEffect<CustomerEvent, CustomerState> classifyHere(CustomerState state, ClassifyCustomer command) {
        var ties = state.ties();
        if (ties.segment().equals(command.segment()) && ties.personalAgentId().equals(command.personalAgentId())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(
                new CustomerClassified(command.segment(), command.personalAgentId(), now()),
                command.replyTo(),
                new Noted());
    }

    private ReplyEffect<CustomerEvent, CustomerState> merge(CustomerState state, MergeInto command) {
        return merging.merge(state, command, now())
                .<ReplyEffect<CustomerEvent, CustomerState>>map(merged -> Effect()
                        .persist(merged)
                        .thenRun(this::changed)
                        .thenRun(this::sendFollowersOn)
                        .thenReply(command.replyTo(), next -> new Merged(next.absorption(customerId))))
                .orElseGet(() -> Effect().reply(command.replyTo(), standing(state, command)));
    }

    private CustomerReply standing(CustomerState state, MergeInto command) {
        var into = state.merges().into().orElseThrow();
        return into.customerId().equals(command.customerId())
                ? new Merged(state.absorption(customerId))
                : new MergedElsewhere(into.customerId());
    }

    private ReplyEffect<CustomerEvent, CustomerState> undo(CustomerState state, UndoMerge command) {
        return merging.undo(state, command, now())
                .<ReplyEffect<CustomerEvent, CustomerState>>map(undone ->
                        Effect().persist(undone).thenRun(this::changed).thenReply(command.replyTo(), this::separation))
                .orElseGet(() -> Effect()
                        .reply(
                                command.replyTo(),
                                state.merges()
                                        .lastUndone()
                                        .filter(from -> from.customerId().equals(command.customerId()))
                                        .map(from -> separation(state))
                                        .orElseGet(NotMerged::new)));
    }

    private CustomerReply separation(CustomerState state) {
        var merges = state.merges();
        return new Unmerged(
                merges.separation(customerId, merges.lastUndone().orElseThrow().number()));
    }

    /** Whoever came here for the other one has to go back. */
    private ReplyEffect<CustomerEvent, CustomerState> separate(CustomerState state, SeparateCustomer command) {
        return merging.separate(state, command, now())
                .<ReplyEffect<CustomerEvent, CustomerState>>map(separated -> Effect()
                        .persist(separated)
                        .thenRun(this::changed)
                        .thenRun(this::forgetStrangers)
                        .thenReply(command.replyTo(), next -> new Noted()))
                .orElseGet(() -> Effect().reply(command.replyTo(), new Noted()));
    }

    private void sendFollowersOn(CustomerState state) {
        followers.each((follower, via) -> followers.remove(follower));
    }

    private void forgetStrangers(CustomerState state) {
        var known = state.absorbedIds().collect(Collectors.toSet());
        followers.each((follower, via) -> {
            if (!via.isEmpty() && !known.contains(via)) {
                followers.remove(follower);
            }
        });
    }

    private ReplyEffect<CustomerEvent, CustomerState> note(
            Optional<CustomerEvent> event, ActorRef<CustomerReply> replyTo) {
        return event.map(happened -> persist(happened, replyTo, new Noted()))
                .orElseGet(() -> Effect().reply(replyTo, new Noted()));
    }

    private ReplyEffect<CustomerEvent, CustomerState> get(CustomerState state, GetCustomer command) {
        return elsewhere(state, command).orElseGet(() -> Effect().reply(command.replyTo(), view(state)));
    }

    private ReplyEffect<CustomerEvent, CustomerState> persist(
            CustomerEvent event, ActorRef<CustomerReply> replyTo, CustomerReply reply) {
        return Effect().persist(event).thenRun(this::changed).thenReply(replyTo, state -> reply);
    }

    private ReplyEffect<CustomerEvent, CustomerState> follow(CustomerState state, FollowCustomer command) {
        var via = command.via().isEmpty() ? customerId : command.via();
        return elsewhere(state, new FollowCustomer(via, command.follower(), command.replyTo()))
                .orElseGet(() -> {
                    var following = followers.add(command.follower(), command.via());
                    command.follower().tell(view(state));
                    return Effect().reply(command.replyTo(), following);
                });
    }

    private ReplyEffect<CustomerEvent, CustomerState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    private ReplyEffect<CustomerEvent, CustomerState> followerGone(CustomerState state, FollowerGone gone) {
        followers.remove(gone.follower());
        return Effect().noReply();
    }

    private ReplyEffect<CustomerEvent, CustomerState> idle(CustomerState state, Idle idle) {
        if (followers.count() == 0 && duties.idle()) {
            context.cancelReceiveTimeout();
            sleep.run();
        }
        return Effect().noReply();
    }

    /** After each change: everybody gets to know. */
    private void changed(CustomerState state) {
        owe(state);
        push(state);
    }

    private void owe(CustomerState state) {
        duties.owe(CustomerErrand.of(customerId, state), Optional.empty());
    }

    private void push(CustomerState state) {
        var view = view(state);
        followers.each((follower, note) -> follower.tell(view));
    }

    private CustomerReply current(CustomerState state) {
        return state.currentEpisode()
                .<CustomerReply>map(episodeId ->
                        new CurrentEpisode(customerId, episodeId, state.joinedTo(episodeId), state.allTies()))
                .orElseGet(NoEpisode::new);
    }

    private CustomerView view(CustomerState state) {
        return CustomerFormat.view(customerId, state);
    }

    @Override
    public SignalHandler<CustomerState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::owe)
                .build();
    }

    @Override
    public EventHandler<CustomerState, CustomerEvent> eventHandler() {
        return CustomerState::after;
    }
}
