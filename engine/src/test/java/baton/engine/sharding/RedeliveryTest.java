package baton.engine.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.EntityKey;
import baton.engine.MovableClock;
import baton.engine.call.Call;
import baton.engine.call.CallCommand;
import baton.engine.call.CallReply;
import baton.engine.call.Dialog;
import baton.engine.call.Door;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand;
import baton.engine.customer.AddressCommand.ClaimAddress;
import baton.engine.customer.AddressCommand.MoveAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardCoordinator$Internal$BeginHandOff;
import org.apache.pekko.cluster.sharding.ShardCoordinator$Internal$HandOff;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a real region while it hands over a shard, which it drops. */
class RedeliveryTest {

    private static final String HAND_OFF = "Avoiding reordering of buffered messages at shard handoff";

    private final ActorTestKit actors = Clusters.ofOne(
            "redelivery", PersistenceTestKitPlugin.config().withFallback(PersistenceTestKitSnapshotPlugin.config()));
    private final Entities entities = new Entities(actors.system(), Clusters.PATIENCE);

    @BeforeEach
    void start() throws Exception {
        Address.initSharding(actors.system(), new MovableClock());
        Redelivery.start(actors.system());
        assertThat(answer(entities.askAddress("acme", address(0), AddressCommand.FindOwner::new)))
                .isInstanceOf(AddressReply.Unowned.class);
    }

    @AfterEach
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void aQuestionThatARealRegionDroppedIsSaidAgainAndAnswered() throws Exception {
        // given a question that came just then; one that is late arrives as if nothing were
        var drops = drops();
        var owner = duringHandOff(1);
        for (var tries = 2; tries < 100 && drops.get() == 0; tries++) {
            answer(owner);
            owner = duringHandOff(tries);
        }
        assertThat(drops).hasPositiveValue();

        // then whoever asked has the answer
        assertThat(answer(owner))
                .isInstanceOfSatisfying(AddressReply.Owned.class, owned -> assertThat(owned.customerId())
                        .isEqualTo("customer-1"));
    }

    @Test
    void whatMustNotBeOvertakenAndWhatWasTooMuchIsNotSaidAgain() {
        var asker = actors.<AddressReply>createTestProbe();

        drop(new MoveAddress("customer-1", "verified", asker.ref()), HAND_OFF);
        drop(new ClaimAddress("customer-2", "verified", asker.ref()), "Buffer for [acme|phone:1] is full");
        drop(new ClaimAddress("customer-3", "verified", asker.ref()), HAND_OFF);

        var owned = asker.expectMessageClass(AddressReply.Owned.class, Duration.ofSeconds(30));
        assertThat(owned.customerId()).isEqualTo("customer-3");
        asker.expectNoMessage();
    }

    /** The episode has the call by then, and would wait for nobody. */
    @Test
    void theInvitationOfACallerIsSaidAgain() {
        var sharding = org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.get(actors.system());
        var asker = actors.<CallReply>createTestProbe();
        var invited = actors.<CallCommand>createTestProbe();
        sharding.init(Entity.of(
                Call.TYPE_KEY, call -> Behaviors.monitor(CallCommand.class, invited.ref(), Behaviors.ignore())));
        var dialog =
                new Dialog("c1", "l1", "r1", "sip:100@b", "sip:1@t", "sip:1@t", List.of(), 1, 2, "udp", "", "", "");
        var invitation =
                new CallCommand.ReceiveCall("e1", "1", "100", "v=0", dialog, new Door("door", ""), asker.ref());

        drop("call-1", new CallCommand.EndCall("closed", asker.ref()), HAND_OFF);
        drop("call-1", invitation, HAND_OFF);

        assertThat(invited.receiveMessage(Duration.ofSeconds(30))).isEqualTo(invitation);
        invited.expectNoMessage();
    }

    private void drop(AddressCommand command, String reason) {
        drop(address(1).toString(), command, reason);
    }

    private void drop(String id, Object command, String reason) {
        var nobody = Adapter.toClassic(actors.system()).deadLetters();
        var envelope = new ShardingEnvelope<>(new EntityKey("acme", id).toString(), command);
        nobody.tell(new Dropped(envelope, reason, nobody, nobody), nobody);
    }

    private AtomicInteger drops() {
        var drops = new AtomicInteger();
        ActorRef<DeadLetter> counter = actors.spawn(Behaviors.receiveMessage(letter -> {
            drops.addAndGet(letter.message() instanceof Dropped ? 1 : 0);
            return Behaviors.same();
        }));
        actors.system().eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, counter));
        return drops;
    }

    /** Asks for an address that nobody has asked for, between the two steps in which the coordinator tells a region to hand over. */
    private CompletionStage<AddressReply> duringHandOff(int number) {
        var address = address(number);
        var region = ClusterSharding.get(Adapter.toClassic(actors.system())).shardRegion(Address.TYPE_KEY.name());
        var coordinator = Adapter.toClassic(actors.createTestProbe(Object.class).ref());
        region.tell(new ShardCoordinator$Internal$BeginHandOff(shard(address)), coordinator);
        var answer = entities.askAddress("acme", address, to -> new ClaimAddress("customer-1", "verified", to));
        region.tell(new ShardCoordinator$Internal$HandOff(shard(address)), coordinator);
        return answer;
    }

    private static AddressKey address(int number) {
        return new AddressKey("phone", "+380 44 " + number);
    }

    private String shard(AddressKey address) {
        var shards = actors.system().settings().config().getInt("pekko.cluster.sharding.number-of-shards");
        return Integer.toString(Math.abs(entityId(address).hashCode() % shards));
    }

    private static String entityId(AddressKey address) {
        return new EntityKey("acme", address.toString()).toString();
    }

    private static AddressReply answer(CompletionStage<AddressReply> answer) throws Exception {
        return answer.toCompletableFuture().get(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
