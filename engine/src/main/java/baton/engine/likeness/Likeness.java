package baton.engine.likeness;

import baton.engine.EntityKey;
import baton.engine.journal.LateAnswers;
import baton.engine.likeness.LikenessCommand.MentionClue;
import baton.engine.likeness.LikenessCommand.Mentioned;
import baton.engine.likeness.LikenessEvent.ClueMentioned;
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

/** One {@link Clue} of one company: the only code that decides who may be like whom because of it. Tells whoever asks, nobody else. */
public final class Likeness
        extends EventSourcedBehaviorWithEnforcedReplies<LikenessCommand, LikenessEvent, LikenessState> {

    public static final EntityTypeKey<LikenessCommand> TYPE_KEY =
            EntityTypeKey.create(LikenessCommand.class, "likeness");

    private final InstantSource clock;

    private Likeness(EntityKey key, InstantSource clock) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.clock = clock;
    }

    public static Behavior<LikenessCommand> create(EntityKey key, InstantSource clock) {
        return LateAnswers.withheldFrom(new Likeness(key, clock));
    }

    public static void initSharding(ActorSystem<?> system, InstantSource clock) {
        ClusterSharding.get(system)
                .init(Entity.of(TYPE_KEY, entity -> create(EntityKey.parse(entity.getEntityId()), clock)));
    }

    @Override
    public LikenessState emptyState() {
        return LikenessState.nobody();
    }

    @Override
    public CommandHandlerWithReply<LikenessCommand, LikenessEvent, LikenessState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState().onCommand(MentionClue.class, this::mention);
        return on.build();
    }

    private ReplyEffect<LikenessEvent, LikenessState> mention(LikenessState state, MentionClue command) {
        return state.knows(command.customerId()) || state.isCommon()
                ? Effect().reply(command.replyTo(), mentioned(state))
                : Effect()
                        .persist(new ClueMentioned(command.customerId(), clock.instant()))
                        .thenReply(command.replyTo(), Likeness::mentioned);
    }

    private static Mentioned mentioned(LikenessState state) {
        return new Mentioned(state.customerIds(), state.isCommon());
    }

    @Override
    public EventHandler<LikenessState, LikenessEvent> eventHandler() {
        return LikenessState::after;
    }
}
