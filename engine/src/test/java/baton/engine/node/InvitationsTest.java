package baton.engine.node;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.agent.Agent;
import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentCommand.RejectOffer;
import baton.engine.agent.AgentErrand.ConcludeOffer;
import baton.engine.agent.AgentErrand.RingPhone;
import baton.engine.agent.AgentReply;
import baton.engine.agent.Offer;
import baton.engine.call.Call;
import baton.engine.call.CallCommand;
import baton.engine.call.CallReply;
import baton.engine.duty.Carrier;
import baton.engine.duty.Errand;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeErrand.EndCall;
import baton.engine.episode.EpisodeReply;
import baton.engine.ingress.IngressSettings;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import baton.engine.sharding.Entities;
import baton.engine.spi.FixedTenants;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of a call of which the conversation knows, while there is no such call yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationsTest {

    private static final Work WORK =
            new Work("call-1", Purpose.SERVE, Medium.VOICE, "phone", "call-1", "", "", START, START, Wishes.none());
    private static final Offer OFFER =
            new Offer("o1", "e1", WORK, START, START.plusSeconds(20), Explanation.of("idle"));

    private final ActorTestKit actors = Clusters.ofOne("invitations");
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AgentCarrier agents;
    private final EpisodeCarrier episodes;
    private volatile Instant now = START;
    private volatile CallReply call = new CallReply.Unknown();

    InvitationsTest() {
        var system = actors.system();
        var sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                Agent.TYPE_KEY,
                it -> hears(AgentCommand.Deed.class, AgentCommand.Deed::replyTo, new AgentReply.Accepted())));
        sharding.init(Entity.of(
                Episode.TYPE_KEY,
                it -> hears(EpisodeCommand.Deed.class, EpisodeCommand.Deed::replyTo, new EpisodeReply.Accepted(7))));
        sharding.init(Entity.of(Queue.TYPE_KEY, it -> queue()));
        sharding.init(Entity.of(Call.TYPE_KEY, it -> call()));
        var entities = new Entities(system, Clusters.PATIENCE);
        InstantSource clock = () -> {
            looks.incrementAndGet();
            return now;
        };
        var tenants = FixedTenants.of();
        var settings = IngressSettings.from(system.settings().config());
        var links = new LinkPost(entities, tenants, new DoorChannels(List.of()), settings, clock);
        agents = new AgentCarrier(entities, clock);
        episodes = new EpisodeCarrier(entities, new Announcements(tenants), links, clock);
    }

    @BeforeEach
    void begin() {
        told.clear();
        looks.set(0);
        now = START;
        call = new CallReply.Unknown();
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void whoIsOfferedACallThatDoesNotComeCannotBeReached() throws Exception {
        done(agents, new RingPhone("anna", OFFER, "sip:anna@phone"));

        assertThat(told).last().isInstanceOfSatisfying(RejectOffer.class, rejected -> {
            assertThat(rejected.offerId()).isEqualTo("o1");
            assertThat(rejected.outcome()).isEqualTo(OfferOutcome.UNREACHABLE);
        });
    }

    @Test
    void whosePhoneRingsRejectsNothing() throws Exception {
        call = new CallReply.Accepted();

        done(agents, new RingPhone("anna", OFFER, "sip:anna@phone"));

        assertThat(told).singleElement().isInstanceOf(CallCommand.RingPhone.class);
    }

    @Test
    void aCallerWhoseInvitationMayStillComeIsNotSentAwayAndTheAgentIsFree() throws Exception {
        var conclude = new ConcludeOffer("anna", OFFER, OfferOutcome.REJECTED);
        now = START.plusSeconds(59);
        comesToNothing(agents, conclude);
        await().atMost(Clusters.PATIENCE)
                .untilAsserted(() -> assertThat(told).last().isInstanceOf(QueueCommand.ResolveOffer.class));

        call = new CallReply.Accepted();
        done(agents, conclude);

        assertThat(told)
                .extracting(command -> command.getClass().getSimpleName())
                .containsExactly("StopPhone", "ResolveOffer", "StopPhone", "ResolveOffer");
    }

    @Test
    void aCallerWhoseInvitationDoesNotComeAnyMoreIsGone() throws Exception {
        now = START.plusSeconds(60);

        done(agents, new ConcludeOffer("anna", OFFER, OfferOutcome.UNREACHABLE));

        assertThat(told)
                .extracting(command -> command.getClass().getSimpleName())
                .containsExactly("StopPhone", "EndLeg", "ResolveOffer");
    }

    @Test
    void aCallIsToldThatItIsOverUntilItsInvitationCannotComeAnyMore() throws Exception {
        var end = new EndCall("call-1", "closed", START);
        now = START.plusSeconds(59);
        comesToNothing(episodes, end);

        now = START.plusSeconds(60);
        done(episodes, end);

        assertThat(told).hasSize(2).hasOnlyElementsOfType(CallCommand.EndCall.class);
    }

    private <E extends Errand> void done(Carrier<E> carrier, E errand) throws Exception {
        var done = new CompletableFuture<Void>();
        carrier.carry("acme", errand, () -> done.complete(null));
        done.get(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Until it has been looked how late it is; what follows, if anything does, is seen afterwards. */
    private <E extends Errand> void comesToNothing(Carrier<E> carrier, E errand) {
        carrier.carry("acme", errand, () -> told.add("done"));
        await().atMost(Clusters.PATIENCE).until(() -> looks.get() == 1);
    }

    private <C, D extends C, R> Behavior<C> hears(Class<D> deeds, Function<D, ActorRef<R>> asker, R answer) {
        return Behaviors.receiveMessage(command -> {
            told.add(command);
            asker.apply(deeds.cast(command)).tell(answer);
            return Behaviors.same();
        });
    }

    private Behavior<CallCommand> call() {
        return Behaviors.receiveMessage(command -> {
            told.add(command);
            ((CallCommand.Deed) command).replyTo().tell(call);
            return Behaviors.same();
        });
    }

    private Behavior<QueueCommand> queue() {
        return Behaviors.receiveMessage(command -> {
            told.add(command);
            ((QueueCommand.ResolveOffer) command).replyTo().tell(new QueueCommand.Noted());
            return Behaviors.same();
        });
    }
}
