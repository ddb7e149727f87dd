package baton.engine.allowance;

import baton.engine.EntityKey;
import baton.engine.allowance.AllowanceCommand.Look;
import baton.engine.allowance.AllowanceCommand.Spend;
import baton.engine.allowance.AllowanceEvent.AllowanceSpent;
import baton.engine.allowance.AllowanceReply.Granted;
import baton.engine.allowance.AllowanceReply.UsedUp;
import baton.engine.journal.LateAnswers;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** Something of one company that may be done only so often: the only code that counts it. Neither another node nor a restart counts anew. */
public final class Allowance
        extends EventSourcedBehaviorWithEnforcedReplies<AllowanceCommand, AllowanceEvent, AllowanceState> {

    public static final EntityTypeKey<AllowanceCommand> TYPE_KEY =
            EntityTypeKey.create(AllowanceCommand.class, "allowance");

    private final InstantSource clock;

    private Allowance(EntityKey key, InstantSource clock) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.clock = clock;
    }

    public static Behavior<AllowanceCommand> create(EntityKey key, InstantSource clock) {
        return LateAnswers.withheldFrom(new Allowance(key, clock));
    }

    public static void initSharding(ActorSystem<?> system, InstantSource clock) {
        ClusterSharding.get(system)
                .init(Entity.of(TYPE_KEY, entity -> create(EntityKey.parse(entity.getEntityId()), clock)));
    }

    @Override
    public AllowanceState emptyState() {
        return AllowanceState.unused();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(100, 1);
    }

    @Override
    public CommandHandlerWithReply<AllowanceCommand, AllowanceEvent, AllowanceState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState().onCommand(Spend.class, this::spend).onCommand(Look.class, this::look);
        return on.build();
    }

    private ReplyEffect<AllowanceEvent, AllowanceState> look(AllowanceState state, Look command) {
        var reply = state.again(command.most(), clock.instant())
                .<AllowanceReply>map(UsedUp::new)
                .orElseGet(Granted::new);
        return Effect().reply(command.replyTo(), reply);
    }

    private ReplyEffect<AllowanceEvent, AllowanceState> spend(AllowanceState state, Spend command) {
        var now = clock.instant();
        var again = state.again(command.most(), now);
        return again.isPresent()
                ? Effect().reply(command.replyTo(), new UsedUp(again.get()))
                : Effect()
                        .persist(new AllowanceSpent(now.plus(command.window()), now))
                        .thenReply(command.replyTo(), spent -> new Granted());
    }

    @Override
    public EventHandler<AllowanceState, AllowanceEvent> eventHandler() {
        return AllowanceState::after;
    }
}
