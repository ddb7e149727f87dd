package baton.engine.feed;

import baton.engine.customer.AddressCommand.ClaimAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply;
import baton.engine.customer.ConversationsFormat;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerIds;
import baton.engine.episode.Party;
import baton.engine.follow.Following;
import baton.engine.follow.Pursuit;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.Current;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Feed;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Carries the current episode of the customer behind one address to one subscriber; goes over to the next one when it opens. The former
 * one is followed to its end, unless it turns out to be somebody else's.
 */
final class CustomerFollower extends AbstractBehavior<CustomerFollower.Message> {

    /** How long to wait before asking again whose address it is. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    sealed interface Message {}

    private record Owner(String customerId) implements Message {}

    private record OwnerUnknown() implements Message {}

    private record FindOwner() implements Message {}

    private record Pushed(CustomerView view) implements Message {}

    private record Found(Following following) implements Message {}

    private record FollowAgain() implements Message {}

    private record Ended(String episodeId, ActorRef<EpisodeFollower.Message> follower) implements Message {}

    private record SubscriberGone() implements Message {}

    private final Tenant tenant;
    private final AddressKey address;
    private Cursor cursor;
    private final ActorRef<Feed> subscriber;
    private final Entities entities;
    private final TimerScheduler<Message> timers;
    private final Pursuit<Message> customer;

    private String customerId = "";

    /** The current episode; empty if there is none. */
    private String episodeId = "";

    /** Who follows it, and those before it that may still go on, by episode. */
    private final Map<String, ActorRef<EpisodeFollower.Message>> episodes = new HashMap<>();

    /** Who has been stopped and may not know yet. */
    private final Set<ActorRef<EpisodeFollower.Message>> leaving = new HashSet<>();

    /** Not the customer's, and not taken back yet. */
    private final Set<String> gone = new LinkedHashSet<>();

    /** What the subscriber has been shown, in this life or the one before. */
    private final Set<String> known = new LinkedHashSet<>();

    private CustomerFollower(
            Tenant tenant,
            AddressKey address,
            Cursor cursor,
            ActorRef<Feed> subscriber,
            Entities entities,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        this.tenant = tenant;
        this.address = address;
        this.cursor = cursor;
        this.subscriber = subscriber;
        this.entities = entities;
        this.timers = timers;
        if (!cursor.getEpisodeId().isEmpty()) {
            known.add(cursor.getEpisodeId());
        }
        var views = context.messageAdapter(CustomerView.class, Pushed::new);
        var found = context.messageAdapter(Following.class, Found::new);
        this.customer =
                new Pursuit<>(context, timers, new FollowAgain(), () -> entities.customer(tenant.id(), customerId)
                        .tell(new FollowCustomer(views, found)));
        context.watchWith(subscriber, new SubscriberGone());
        findOwner();
    }

    static Behavior<Message> create(
            Tenant tenant, AddressKey address, Cursor cursor, ActorRef<Feed> subscriber, Entities entities) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new CustomerFollower(tenant, address, cursor, subscriber, entities, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Owner.class, this::owner)
                .onMessage(OwnerUnknown.class, unknown -> run(() -> timers.startSingleTimer(new FindOwner(), PAUSE)))
                .onMessage(FindOwner.class, find -> findOwner())
                .onMessage(FollowAgain.class, again -> run(customer::askAgain))
                .onMessage(Found.class, found -> run(() -> customer.found(found.following())))
                .onMessage(Pushed.class, this::pushed)
                .onMessage(Ended.class, this::ended)
                .onMessage(SubscriberGone.class, gone -> Behaviors.stopped())
                .build();
    }

    private Behavior<Message> run(Runnable effect) {
        effect.run();
        return this;
    }

    private Behavior<Message> findOwner() {
        var proposed = CustomerIds.of(tenant.id(), address);
        var claim = entities.askAddress(
                tenant.id(), address, replyTo -> new ClaimAddress(proposed, "first-contact", replyTo));
        getContext()
                .pipeToSelf(
                        claim,
                        (reply, failure) -> reply instanceof AddressReply.Owned owned
                                ? new Owner(owned.customerId())
                                : new OwnerUnknown());
        return this;
    }

    private Behavior<Message> owner(Owner owner) {
        customerId = owner.customerId();
        customer.askAgain();
        return this;
    }

    private Behavior<Message> pushed(Pushed pushed) {
        var view = pushed.view();
        if (SamePerson.answersFor(view, customerId)) {
            forget(known -> !ConversationsFormat.has(view, known));
            resume(view);
            goOver(view.getEpisodeIdsList());
            return this;
        }
        if (SamePerson.isStranger(view, customerId)) {
            forget(known -> ConversationsFormat.has(view, known));
        }
        customer.askAgainSoon();
        return this;
    }

    /** These are somebody else's. Whoever comes back may know one from before. */
    private void forget(Predicate<String> which) {
        leave(which);
        known.stream().filter(which).forEach(gone::add);
        known.removeAll(gone);
        if (gone.contains(cursor.getEpisodeId())) {
            cursor = Cursor.getDefaultInstance();
        }
        takeBack();
    }

    /** Not before everybody has stopped who may still be about to show more of it. */
    private void takeBack() {
        if (!gone.isEmpty() && leaving.isEmpty()) {
            tellCurrent();
            gone.clear();
        }
    }

    private void tellCurrent() {
        var word = Current.newBuilder().setEpisodeId(episodeId).addAllGoneEpisodeIds(gone);
        subscriber.tell(Feed.newBuilder().setCurrent(word).build());
    }

    private Behavior<Message> ended(Ended ended) {
        episodes.remove(ended.episodeId(), ended.follower());
        if (leaving.remove(ended.follower())) {
            takeBack();
        }
        return this;
    }

    /** Who comes back when the next conversation has begun already has not seen how theirs ended. */
    private void resume(CustomerView view) {
        if (episodes.isEmpty() && SamePerson.isOwn(view, customerId, cursor.getEpisodeId())) {
            follow(cursor.getEpisodeId());
        }
    }

    private void goOver(List<String> episodeIds) {
        if (episodeIds.isEmpty() || episodeId.equals(episodeIds.get(episodeIds.size() - 1))) {
            return;
        }
        var former = episodes.get(episodeId);
        if (former != null) {
            former.tell(new EpisodeFollower.FinishWhenClosed());
        }
        follow(episodeIds.get(episodeIds.size() - 1));
    }

    /** It may be one of those that were not the current one any more. */
    private void follow(String next) {
        leave(next::equals);
        var isBack = known.contains(next) && !episodeId.isEmpty();
        episodeId = next;
        known.add(next);
        gone.remove(next);
        if (isBack) {
            tellCurrent();
        }
        var after = cursor.getEpisodeId().equals(next) ? cursor.getNumber() : 0;
        var follower = getContext()
                .spawnAnonymous(EpisodeFollower.create(tenant, next, Party.CUSTOMER, after, subscriber, entities));
        episodes.put(next, follower);
        getContext().watchWith(follower, new Ended(next, follower));
    }

    /** Nothing more of these is shown. */
    private void leave(Predicate<String> which) {
        Map.copyOf(episodes).forEach((followed, follower) -> {
            if (which.test(followed)) {
                getContext().stop(follower);
                leaving.add(follower);
                episodes.remove(followed);
            }
        });
        if (!episodes.containsKey(episodeId)) {
            episodeId = "";
        }
    }
}
