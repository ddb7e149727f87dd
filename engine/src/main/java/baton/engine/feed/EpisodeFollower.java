package baton.engine.feed;

import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.Party;
import baton.engine.follow.Following;
import baton.engine.follow.Pursuit;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Person;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Carries one episode to one subscriber without a gap, and says who the people in it are. Stops with the subscriber. */
final class EpisodeFollower extends AbstractBehavior<EpisodeFollower.Message> {

    /** How long the last look is tried. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    sealed interface Message {}

    /** Stop when everything that has been stored so far is passed on: what says so may have overtaken the last of it. */
    record Finish() implements Message {}

    /**
     * Another conversation is the current one: stop when this one is closed and its end is passed on. If nothing of it has been shown yet, at
     * once: who is shown a conversation that is new to them takes it for the current one.
     */
    record FinishWhenClosed() implements Message {}

    private record Finished() implements Message {}

    private record Pushed(Feed feed) implements Message {}

    private record CustomerPushed(CustomerView view) implements Message {}

    private record Found(Following following) implements Message {}

    private record CustomerFound(Following following) implements Message {}

    private record FollowAgain() implements Message {}

    private record FollowCustomerAgain() implements Message {}

    private record SubscriberGone() implements Message {}

    private final Tenant tenant;
    private final Party party;
    private final ActorRef<Feed> subscriber;
    private final Entities entities;
    private final Pursuit<Message> episode;
    private final Pursuit<Message> customer;
    private final TimerScheduler<Message> timers;
    private final Set<String> people = new TreeSet<>();

    private int upTo;

    /** How often the episode has been asked, and from which time on its answer is the end; 0 if it is not. */
    private int looks;

    private int lastLook;

    /** Whether its end is also that of this follower. */
    private boolean untilClosed;

    private String customerId = "";
    private @Nullable CustomerView customerView;
    private @Nullable EpisodeView view;

    private EpisodeFollower(
            Tenant tenant,
            String episodeId,
            Party party,
            int after,
            ActorRef<Feed> subscriber,
            Entities entities,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        this.tenant = tenant;
        this.party = party;
        this.subscriber = subscriber;
        this.entities = entities;
        this.upTo = after;
        var frames = context.messageAdapter(Feed.class, Pushed::new);
        var views = context.messageAdapter(CustomerView.class, CustomerPushed::new);
        this.timers = timers;
        var answers = context.messageAdapter(Following.class, Found::new);
        // An actor has one adapter per class, so the customer's answer needs an actor of its own. What the episode says
        // comes by the adapter that its entries come by:
        // from another node, what goes to two actors may overtake each other.
        ActorRef<Following> customerFound = party == Party.AGENT
                ? context.spawnAnonymous(relay(context.getSelf()))
                : context.getSystem().ignoreRef();
        this.episode = new Pursuit<>(context, timers, new FollowAgain(), () -> entities.episode(tenant.id(), episodeId)
                .tell(new FollowEpisode(party, upTo, ++looks, frames, answers)));
        this.customer = new Pursuit<>(
                context, timers, new FollowCustomerAgain(), () -> entities.customer(tenant.id(), customerId)
                        .tell(new FollowCustomer(views, customerFound)));
        context.watchWith(subscriber, new SubscriberGone());
        episode.askAgain();
    }

    private static Behavior<Following> relay(ActorRef<Message> self) {
        return Behaviors.receiveMessage(following -> {
            self.tell(new CustomerFound(following));
            return Behaviors.same();
        });
    }

    static Behavior<Message> create(
            Tenant tenant, String episodeId, Party party, int after, ActorRef<Feed> subscriber, Entities entities) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new EpisodeFollower(
                tenant, episodeId, party, Math.max(0, after), subscriber, entities, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Pushed.class, pushed -> pushed(pushed.feed()))
                .onMessage(CustomerPushed.class, pushed -> customer(pushed.view()))
                .onMessage(Found.class, found -> found(found.following()))
                .onMessage(CustomerFound.class, found -> run(() -> customer.found(found.following())))
                .onMessage(FollowAgain.class, again -> run(episode::askAgain))
                .onMessage(FollowCustomerAgain.class, again -> run(customer::askAgain))
                .onMessage(Finish.class, finish -> run(this::lookOnceMore))
                .onMessage(FinishWhenClosed.class, finish -> finishWhenClosed())
                .onMessage(Finished.class, finished -> Behaviors.stopped())
                .onMessage(SubscriberGone.class, gone -> Behaviors.stopped())
                .build();
    }

    private Behavior<Message> run(Runnable effect) {
        effect.run();
        return this;
    }

    private void lookOnceMore() {
        lastLook = looks + 1;
        timers.startSingleTimer(new Finished(), LAST_LOOK);
        episode.askAgain();
    }

    private Behavior<Message> finishWhenClosed() {
        untilClosed = true;
        if (upTo == 0 || isAtItsEnd()) {
            return Behaviors.stopped();
        }
        episode.askAgain();
        return this;
    }

    private boolean isAtItsEnd() {
        return view != null && view.getStatus().equals("closed") && upTo >= view.getUpTo();
    }

    /** The episode answers after it has sent what there is; an answer to an earlier question says less. */
    private Behavior<Message> found(Following following) {
        episode.found(following);
        return lastLook > 0 && following.look() >= lastLook ? Behaviors.stopped() : this;
    }

    private Behavior<Message> pushed(Feed feed) {
        switch (feed.getItemCase()) {
            case ENTRIES -> entries(feed);
            case EPISODE -> view(feed.getEpisode());
            default -> subscriber.tell(feed);
        }
        return untilClosed && isAtItsEnd() ? Behaviors.stopped() : this;
    }

    /** It comes after the entries that it tells of: if it knows of more, one of them got lost. Who has it already need not have it again. */
    private void view(EpisodeView pushed) {
        if (pushed.getUpTo() > upTo) {
            episode.askAgain();
        }
        if (pushed.equals(view)) {
            return;
        }
        view = pushed;
        meetCustomer(pushed);
        tell(pushed);
    }

    /** Only what joins goes on: an echo has been told already, and after a gap the episode is asked again. */
    private void entries(Feed feed) {
        var entries = feed.getEntries();
        if (entries.getAfter() == upTo || entries.getAfter() == 0) {
            var known = people.size();
            entries.getEntriesList().forEach(entry -> People.in(entry.getEvent(), people));
            upTo = entries.getUpTo();
            subscriber.tell(feed);
            if (people.size() > known && view != null) {
                tell(view);
            }
        } else if (entries.getUpTo() > upTo) {
            episode.askAgain();
        }
    }

    private void meetCustomer(EpisodeView seen) {
        if (party == Party.AGENT && customerId.isEmpty()) {
            customerId = seen.getCustomer().getCustomerId();
            customer.askAgain();
        }
    }

    private Behavior<Message> customer(CustomerView pushed) {
        if (!SamePerson.answersFor(pushed, customerId)) {
            customer.askAgainSoon();
            return this;
        }
        customerView = pushed;
        if (view != null) {
            tell(view);
        }
        return this;
    }

    private void tell(EpisodeView bare) {
        var full = bare.toBuilder();
        People.in(bare, people);
        for (var agentId : people) {
            var name = tenant.agent(agentId).map(account -> account.name()).orElse(agentId);
            full.addPeople(Person.newBuilder().setAgentId(agentId).setName(name));
        }
        if (customerView != null) {
            full.setCustomer(customerView);
        }
        subscriber.tell(Feed.newBuilder().setEpisode(full).build());
    }
}
