package baton.engine.customer;

import baton.engine.EntityKey;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.ClassifyCustomer;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.FollowerGone;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.Idle;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.customer.CustomerCommand.NoteServed;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerCommand.RemoveAddress;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerReply.CurrentEpisode;
import baton.engine.customer.CustomerReply.NoEpisode;
import baton.engine.customer.CustomerReply.Noted;
import baton.engine.follow.Followers;
import baton.protocol.client.v1.CustomerView;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** One customer: name, addresses, agents whom they know, and which episode is the current one. At most one is open, however many messages come at once. */
public final class Customer
        extends EventSourcedBehaviorWithEnforcedReplies<CustomerCommand, CustomerEvent, CustomerState> {

    public static final EntityTypeKey<CustomerCommand> TYPE_KEY =
            EntityTypeKey.create(CustomerCommand.class, "customer");

    private static final Duration SLEEP_AFTER = Duration.ofMinutes(2);

    private final String customerId;
    private final InstantSource clock;
    private final ActorContext<CustomerCommand> context;
    private final Runnable sleep;
    private final Followers<CustomerCommand, CustomerView, CustomerCommand> followers;

    private Customer(EntityKey key, InstantSource clock, ActorContext<CustomerCommand> context, Runnable sleep) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.customerId = key.id();
        this.clock = clock;
        this.context = context;
        this.sleep = sleep;
        this.followers = new Followers<>(context, FollowerGone::new);
    }

    /** {@code sleep} is run when nobody has needed this customer for a while. */
    public static Behavior<CustomerCommand> create(EntityKey key, InstantSource clock, Runnable sleep) {
        return Behaviors.setup(context -> {
            context.setReceiveTimeout(SLEEP_AFTER, new Idle());
            return new Customer(key, clock, context, sleep);
        });
    }

    public static void initSharding(ActorSystem<?> system, InstantSource clock) {
        var settings = ClusterShardingSettings.create(system)
                .withNoPassivationStrategy(); // a customer who is looked at stays awake
        ClusterSharding.get(system)
                .init(Entity.of(
                                TYPE_KEY,
                                entity -> Behaviors.<CustomerCommand>setup(context ->
                                        create(EntityKey.parse(entity.getEntityId()), clock, () -> entity.getShard()
                                                .tell(new ClusterSharding.Passivate<>(context.getSelf())))))
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
                .onCommand(GetCustomer.class, (state, get) -> Effect().reply(get.replyTo(), view(state)))
                .onCommand(FollowCustomer.class, this::follow)
                .onCommand(FollowerGone.class, this::followerGone)
                .onCommand(Idle.class, this::idle);
        return on.build();
    }

    private ReplyEffect<CustomerEvent, CustomerState> find(CustomerState state, FindEpisode command) {
        return command.address()
                .filter(address -> !state.addresses().contains(address))
                .map(address -> persist(new AddressAdded(address, clock.instant()), command.replyTo(), current(state)))
                .orElseGet(() -> Effect().reply(command.replyTo(), current(state)));
    }

    private ReplyEffect<CustomerEvent, CustomerState> open(CustomerState state, OpenEpisode command) {
        if (!state.currentEpisode().orElse("").equals(command.after())) {
            return Effect().reply(command.replyTo(), current(state));
        }
        var episodeId = customerId + "-" + (state.episodes().size() + 1);
        var opened = new EpisodeOpened(episodeId, clock.instant());
        return persist(opened, command.replyTo(), new CurrentEpisode(episodeId, state.ties()));
    }

    private ReplyEffect<CustomerEvent, CustomerState> name(CustomerState state, NameCustomer command) {
        if (state.name().equals(command.name())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(new CustomerNamed(command.name(), clock.instant()), command.replyTo(), new Noted());
    }

    private ReplyEffect<CustomerEvent, CustomerState> add(CustomerState state, AddAddress command) {
        if (state.addresses().contains(command.address())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(new AddressAdded(command.address(), clock.instant()), command.replyTo(), new Noted());
    }

    private ReplyEffect<CustomerEvent, CustomerState> remove(CustomerState state, RemoveAddress command) {
        if (!state.addresses().contains(command.address())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(new AddressRemoved(command.address(), clock.instant()), command.replyTo(), new Noted());
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
        var ties = state.ties();
        if (ties.segment().equals(command.segment()) && ties.personalAgentId().equals(command.personalAgentId())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(
                new CustomerClassified(command.segment(), command.personalAgentId(), clock.instant()),
                command.replyTo(),
                new Noted());
    }

    private ReplyEffect<CustomerEvent, CustomerState> persist(
            CustomerEvent event, ActorRef<CustomerReply> replyTo, CustomerReply reply) {
        return Effect().persist(event).thenRun(this::push).thenReply(replyTo, state -> reply);
    }

    private ReplyEffect<CustomerEvent, CustomerState> follow(CustomerState state, FollowCustomer command) {
        var following = followers.add(command.follower(), command);
        command.follower().tell(view(state));
        return Effect().reply(command.replyTo(), following);
    }

    private ReplyEffect<CustomerEvent, CustomerState> followerGone(CustomerState state, FollowerGone gone) {
        followers.remove(gone.follower());
        return Effect().noReply();
    }

    private ReplyEffect<CustomerEvent, CustomerState> idle(CustomerState state, Idle idle) {
        if (followers.count() == 0) {
            context.cancelReceiveTimeout();
            sleep.run();
        }
        return Effect().noReply();
    }

    private void push(CustomerState state) {
        var view = view(state);
        followers.each((follower, note) -> follower.tell(view));
    }

    private CustomerReply current(CustomerState state) {
        return state.currentEpisode()
                .<CustomerReply>map(episodeId -> new CurrentEpisode(episodeId, state.ties()))
                .orElseGet(NoEpisode::new);
    }

    private CustomerView view(CustomerState state) {
        return CustomerFormat.view(customerId, state);
    }

    @Override
    public EventHandler<CustomerState, CustomerEvent> eventHandler() {
        return CustomerState::after;
    }
}
