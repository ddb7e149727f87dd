package baton.engine.customer;

import baton.engine.EntityKey;
import baton.engine.customer.AddressCommand.ClaimAddress;
import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressCommand.LendAddress;
import baton.engine.customer.AddressCommand.MoveAddress;
import baton.engine.customer.AddressCommand.ReleaseAddress;
import baton.engine.customer.AddressEvent.AddressClaimed;
import baton.engine.customer.AddressEvent.AddressReleased;
import baton.engine.customer.AddressReply.Moved;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.AddressReply.Unowned;
import baton.engine.customer.AddressState.Free;
import baton.engine.customer.AddressState.Taken;
import baton.engine.journal.CommandTable;
import baton.engine.journal.LateAnswers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** One address of one customer: the only code that decides to whom it belongs. One address, one customer. */
public final class Address extends EventSourcedBehaviorWithEnforcedReplies<AddressCommand, AddressEvent, AddressState> {

    public static final EntityTypeKey<AddressCommand> TYPE_KEY = EntityTypeKey.create(AddressCommand.class, "address");

    private static final CommandTable<Address, AddressCommand, AddressEvent, AddressState> COMMANDS =
            CommandTable.of(Address::commands);

    /** It is asked when somebody appears, and then for a while no more. */
    private static final Duration SLEEP_AFTER = Duration.ofSeconds(30);

    private final InstantSource clock;

    private Address(EntityKey key, InstantSource clock) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.clock = clock;
    }

    public static Behavior<AddressCommand> create(EntityKey key, InstantSource clock) {
        return LateAnswers.withheldFrom(new Address(key, clock));
    }

    public static void initSharding(ActorSystem<?> system, InstantSource clock) {
        var usual = ClusterShardingSettings.create(system);
        var settings = usual.withPassivationStrategy(
                usual.passivationStrategySettings().withIdleEntityPassivation(SLEEP_AFTER));
        ClusterSharding.get(system)
                .init(Entity.of(TYPE_KEY, entity -> create(EntityKey.parse(entity.getEntityId()), clock))
                        .withSettings(settings));
    }

    @Override
    public AddressState emptyState() {
        return new Free();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(50, 1);
    }

    @Override
    public CommandHandlerWithReply<AddressCommand, AddressEvent, AddressState> commandHandler() {
        return COMMANDS.handlerOf(this);
    }

    private static void commands(CommandTable.Builder<Address, AddressCommand, AddressEvent, AddressState> on) {
        on.forStateType(Taken.class)
                .onCommand(FindOwner.class, (me, taken, find) -> me.Effect().reply(find.replyTo(), me.standing(taken)))
                .onCommand(ClaimAddress.class, Address::claim)
                .onCommand(LendAddress.class, Address::lend)
                .onCommand(MoveAddress.class, Address::move)
                .onCommand(ReleaseAddress.class, Address::release);
        on.forStateType(AddressState.class)
                .onCommand(FindOwner.class, (me, s, find) -> me.Effect().reply(find.replyTo(), new Unowned()))
                .onCommand(ClaimAddress.class, (me, s, c) -> me.claimFree(c))
                .onCommand(LendAddress.class, (me, s, c) -> me.lendFree(c))
                .onCommand(MoveAddress.class, (me, s, c) -> me.moveFree(c))
                .onCommand(
                        ReleaseAddress.class, (me, s, release) -> me.Effect().reply(release.replyTo(), new Unowned()));
    }

    private ReplyEffect<AddressEvent, AddressState> claimFree(ClaimAddress command) {
        var claimed = new AddressClaimed(command.customerId(), command.proof(), Optional.empty(), clock.instant());
        return Effect().persist(claimed).thenReply(command.replyTo(), this::standing);
    }

    private ReplyEffect<AddressEvent, AddressState> claim(Taken taken, ClaimAddress command) {
        return taken.validAt(clock.instant()) ? Effect().reply(command.replyTo(), standing(taken)) : claimFree(command);
    }

    private ReplyEffect<AddressEvent, AddressState> lendFree(LendAddress command) {
        var until = Optional.of(command.until());
        var lent = new AddressClaimed(
                command.customerId(), "lease", until, command.sentTo(), Optional.empty(), clock.instant());
        return Effect().persist(lent).thenReply(command.replyTo(), this::standing);
    }

    private ReplyEffect<AddressEvent, AddressState> lend(Taken taken, LendAddress command) {
        return taken.validAt(clock.instant()) ? Effect().reply(command.replyTo(), standing(taken)) : lendFree(command);
    }

    private ReplyEffect<AddressEvent, AddressState> moveFree(MoveAddress command) {
        var moved = new AddressClaimed(command.customerId(), command.proof(), Optional.empty(), clock.instant());
        return Effect().persist(moved).thenReply(command.replyTo(), state -> new Moved(Optional.empty()));
    }

    /** Whoever asks again is told again whose it was: the first answer may be lost, and the address still be among theirs. */
    private ReplyEffect<AddressEvent, AddressState> move(Taken taken, MoveAddress command) {
        if (taken.by(command.customerId()) && taken.claim().until().isEmpty()) {
            return Effect().reply(command.replyTo(), new Moved(taken.claim().movedFrom()));
        }
        var before = Optional.of(taken.claim().customerId()).filter(id -> !id.equals(command.customerId()));
        var moved = new AddressClaimed(
                command.customerId(), command.proof(), Optional.empty(), "", before, clock.instant());
        return Effect().persist(moved).thenReply(command.replyTo(), state -> new Moved(before));
    }

    private ReplyEffect<AddressEvent, AddressState> release(Taken taken, ReleaseAddress command) {
        if (!taken.by(command.customerId())) {
            return Effect().reply(command.replyTo(), standing(taken));
        }
        return Effect()
                .persist(new AddressReleased(command.customerId(), clock.instant()))
                .thenReply(command.replyTo(), state -> new Unowned());
    }

    private AddressReply standing(AddressState state) {
        if (state instanceof Taken taken && taken.validAt(clock.instant())) {
            var claim = taken.claim();
            return new Owned(claim.customerId(), claim.proof(), claim.until(), claim.sentTo());
        }
        return new Unowned();
    }

    @Override
    public EventHandler<AddressState, AddressEvent> eventHandler() {
        return AddressState::after;
    }
}
