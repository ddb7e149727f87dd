package baton.engine.customer;

import baton.engine.EntityKey;
import baton.engine.customer.CustomerCommand.ErrandDone;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.Idle;
import baton.engine.customer.CustomerCommand.RetryErrands;
import baton.engine.customer.CustomerCommand.SeparateCustomer;
import baton.engine.customer.CustomerReply.Noted;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.journal.LateAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** Whom nobody looks at is needed when they appear or their conversation ends, and is read again then. */
    private static final Duration SLEEP_AFTER = Duration.ofSeconds(30);

    private final String customerId;
    private final InstantSource clock;
    private final Referral referral;
    private final ActorContext<CustomerCommand> context;
    private final Runnable sleep;
    final CustomerFeed feed;
    final CustomerDecisions deciding;
    final ProfileDecisions profiling = new ProfileDecisions();
    final SuggestionDecisions suggesting;
    final MergeDecisions merging;
    final Duties<CustomerCommand, CustomerErrand> duties;

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
        this.feed = new CustomerFeed(key.id(), context);
        this.deciding = new CustomerDecisions(key.id());
        this.suggesting = new SuggestionDecisions(key.id());
        this.merging = new MergeDecisions(key.id());
        var messages = new Duties.Messages<CustomerCommand>(new RetryErrands(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
    }

    /** {@code sleep} is run when nobody has needed this customer for a while. */
    public static Behavior<CustomerCommand> create(
            EntityKey key, InstantSource clock, Referral referral, Carrier<CustomerErrand> carrier, Runnable sleep) {
        return LateAnswers.withheldFrom(Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(SLEEP_AFTER, new Idle());
            return new Customer(key, clock, referral, carrier, sleep, context, timers);
        })));
    }

    /** Customers owe little: what is left undone of a merge, and comparing. Whoever has to do with one of the two wakes them: they are not remembered. */
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
        return CustomerTable.COMMANDS.handlerOf(this);
    }

    Instant now() {
        return clock.instant();
    }

    /** Empty if this customer answers for themself. */
    private Optional<ReplyEffect<CustomerEvent, CustomerState>> elsewhere(
            CustomerState state, CustomerCommand command) {
        return state.merges().into().map(into -> run(() -> referral.send(into.customerId(), command)));
    }

    ReplyEffect<CustomerEvent, CustomerState> whoAnswers(
            CustomerState state,
            CustomerCommand command,
            Supplier<Decision> decision,
            ActorRef<CustomerReply> replyTo) {
        return elsewhere(state, command).orElseGet(() -> decided(decision.get(), state, replyTo));
    }

    ReplyEffect<CustomerEvent, CustomerState> note(Optional<CustomerEvent> event, ActorRef<CustomerReply> replyTo) {
        return event.<ReplyEffect<CustomerEvent, CustomerState>>map(happened ->
                        Effect().persist(happened).thenRun(this::changed).thenReply(replyTo, state -> new Noted()))
                .orElseGet(() -> Effect().reply(replyTo, new Noted()));
    }

    ReplyEffect<CustomerEvent, CustomerState> decided(
            Decision decision, CustomerState state, ActorRef<CustomerReply> replyTo) {
        return decision.events().isEmpty()
                ? Effect().reply(replyTo, decision.reply().apply(state))
                : Effect().persist(decision.events()).thenRun(this::changed).thenReply(replyTo, next -> decision.reply()
                        .apply(next));
    }

    /** An address of this customer's own is theirs for good; which episode goes on is known to who answers. */
    ReplyEffect<CustomerEvent, CustomerState> find(CustomerState state, FindEpisode command) {
        return state.merges()
                .into()
                .map(into -> refer(state, command, into.customerId()))
                .orElseGet(() -> decided(deciding.find(state, command, now()), state, command.replyTo()));
    }

    private ReplyEffect<CustomerEvent, CustomerState> refer(
            CustomerState state, FindEpisode command, String customerId) {
        var question = deciding.elsewhere(state, command);
        return deciding.appears(state, command, now())
                .<ReplyEffect<CustomerEvent, CustomerState>>map(appeared -> Effect()
                        .persist(appeared)
                        .thenRun(this::changed)
                        .thenRun((CustomerState next) -> referral.send(customerId, question))
                        .thenNoReply())
                .orElseGet(() -> run(() -> referral.send(customerId, question)));
    }

    ReplyEffect<CustomerEvent, CustomerState> separate(CustomerState state, SeparateCustomer command) {
        return merging.separate(state, command, now())
                .<ReplyEffect<CustomerEvent, CustomerState>>map(separated -> Effect()
                        .persist(separated)
                        .thenRun(this::changed)
                        .thenRun(feed::forgetStrangers)
                        .thenReply(command.replyTo(), next -> new Noted()))
                .orElseGet(() -> Effect().reply(command.replyTo(), new Noted()));
    }

    ReplyEffect<CustomerEvent, CustomerState> get(CustomerState state, GetCustomer command) {
        return elsewhere(state, command).orElseGet(() -> Effect()
                .reply(command.replyTo(), CustomerFormat.view(customerId, state, Profile.ACTIVITIES)));
    }

    ReplyEffect<CustomerEvent, CustomerState> follow(CustomerState state, FollowCustomer command) {
        var via = command.via().isEmpty() ? customerId : command.via();
        return elsewhere(state, new FollowCustomer(via, command.follower(), command.replyTo()))
                .orElseGet(() -> Effect().reply(command.replyTo(), feed.add(state, command)));
    }

    ReplyEffect<CustomerEvent, CustomerState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    void sleepUnlessNeeded() {
        if (feed.nobody() && duties.idle()) {
            context.cancelReceiveTimeout();
            sleep.run();
        }
    }

    /** After each change: everybody gets to know. */
    private void changed(CustomerState state) {
        owe(state);
        feed.tell(state);
    }

    private void owe(CustomerState state) {
        duties.owe(CustomerErrand.of(customerId, state), Optional.empty());
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
