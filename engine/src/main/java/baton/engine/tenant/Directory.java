package baton.engine.tenant;

import baton.engine.EntityKey;
import baton.engine.follow.Followers;
import baton.engine.journal.LateAnswers;
import baton.engine.tenant.DirectoryCommand.FollowDirectory;
import baton.engine.tenant.DirectoryCommand.FollowerGone;
import baton.engine.tenant.DirectoryCommand.RemovePart;
import baton.engine.tenant.DirectoryCommand.RemoveTenant;
import baton.engine.tenant.DirectoryCommand.ReplaceTenant;
import baton.engine.tenant.DirectoryCommand.SaveCompany;
import baton.engine.tenant.DirectoryCommand.SaveParts;
import baton.engine.tenant.DirectoryCommand.StagePiece;
import baton.engine.tenant.DirectoryDecisions.Decision;
import baton.engine.tenant.DirectoryReply.Rejected;
import baton.engine.tenant.DirectoryReply.Staged;
import baton.protocol.journal.v1.DirectoryPage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/**
 * All companies and everything that is configured for them: the only code that decides whether an edit may be. One for the whole
 * installation, because numbers and site keys belong to one company only. Nodes follow it and answer from what they have.
 */
public final class Directory
        extends EventSourcedBehaviorWithEnforcedReplies<DirectoryCommand, DirectoryEvent, DirectoryState> {

    public static final EntityTypeKey<DirectoryCommand> TYPE_KEY =
            EntityTypeKey.create(DirectoryCommand.class, "directory");

    /** The one. Its name is in the journal for ever. */
    static final EntityKey KEY = new EntityKey("baton", "directory");

    private final InstantSource clock;
    private final Followers<DirectoryCommand, DirectoryPage, Long> followers;
    private final Uploads uploads = new Uploads();

    private Directory(EntityKey key, InstantSource clock, ActorContext<DirectoryCommand> context) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.clock = clock;
        this.followers = new Followers<>(context, FollowerGone::new);
    }

    public static Behavior<DirectoryCommand> create(EntityKey key, InstantSource clock) {
        return LateAnswers.withheldFrom(Behaviors.setup(context -> new Directory(key, clock, context)));
    }

    /** Remembered, so that it wakes up before anybody needs it and is not put to sleep. */
    public static void initSharding(ActorSystem<?> system, InstantSource clock) {
        ClusterSharding.get(system)
                .init(Entity.of(TYPE_KEY, entity -> create(EntityKey.parse(entity.getEntityId()), clock))
                        .withSettings(ClusterShardingSettings.create(system).withRememberEntities(true)));
    }

    static EntityRef<DirectoryCommand> ref(ActorSystem<?> system) {
        return ClusterSharding.get(system).entityRefFor(TYPE_KEY, KEY.toString());
    }

    @Override
    public DirectoryState emptyState() {
        return DirectoryState.empty();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(500, 2);
    }

    @Override
    public CommandHandlerWithReply<DirectoryCommand, DirectoryEvent, DirectoryState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState()
                .onCommand(FollowDirectory.class, this::follow)
                .onCommand(FollowerGone.class, this::unfollow)
                .onCommand(StagePiece.class, this::stage)
                .onCommand(ReplaceTenant.class, this::replace)
                .onCommand(
                        SaveCompany.class,
                        (state, save) -> carryOut(
                                state, decide(state).saveCompany(save, Content.unpack(save.content())), save.replyTo()))
                .onCommand(
                        SaveParts.class,
                        (state, save) -> carryOut(
                                state, decide(state).saveParts(save, Content.unpack(save.content())), save.replyTo()))
                .onCommand(
                        RemovePart.class,
                        (state, remove) -> carryOut(state, decide(state).remove(remove), remove.replyTo()))
                .onCommand(
                        RemoveTenant.class,
                        (state, remove) -> carryOut(state, decide(state).removeTenant(remove), remove.replyTo()));
        return on.build();
    }

    private ReplyEffect<DirectoryEvent, DirectoryState> follow(DirectoryState state, FollowDirectory follow) {
        var following = followers.add(follow.follower(), follow.after());
        if (follow.after() != state.last() || state.last() == 0) {
            DirectoryFeed.whole(state).forEach(follow.follower()::tell);
        }
        return Effect().reply(follow.replyTo(), following);
    }

    private ReplyEffect<DirectoryEvent, DirectoryState> unfollow(DirectoryState state, FollowerGone gone) {
        followers.remove(gone.follower());
        return Effect().noReply();
    }

    private ReplyEffect<DirectoryEvent, DirectoryState> stage(DirectoryState state, StagePiece stage) {
        uploads.keep(stage.uploadId(), stage.piece(), stage.content());
        return Effect().reply(stage.replyTo(), new Staged());
    }

    private ReplyEffect<DirectoryEvent, DirectoryState> replace(DirectoryState state, ReplaceTenant command) {
        var content = uploads.take(command.uploadId(), command.pieces());
        if (content.isEmpty()) {
            return Effect()
                    .reply(
                            command.replyTo(),
                            new Rejected("incomplete", "pieces are missing: send all of them again", List.of()));
        }
        var decision = decide(state).replace(command.author(), Content.unpack(content.get()), command.manner());
        return carryOut(state, decision, command.replyTo());
    }

    private DirectoryDecisions decide(DirectoryState state) {
        return new DirectoryDecisions(state, clock.instant());
    }

    private ReplyEffect<DirectoryEvent, DirectoryState> carryOut(
            DirectoryState before, Decision decision, ActorRef<DirectoryReply> replyTo) {
        if (decision.events().isEmpty()) {
            return Effect().reply(replyTo, decision.reply());
        }
        return Effect()
                .persist(decision.events())
                .thenRun(state -> push(before.last(), decision.events()))
                .thenReply(replyTo, state -> decision.reply());
    }

    private void push(long after, List<DirectoryEvent> events) {
        var pages = DirectoryFeed.changes(after, events);
        followers.each((follower, asked) -> pages.forEach(follower::tell));
    }

    @Override
    public EventHandler<DirectoryState, DirectoryEvent> eventHandler() {
        return DirectoryState::after;
    }
}
