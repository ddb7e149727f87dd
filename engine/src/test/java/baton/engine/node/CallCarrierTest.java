package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.agent.Agent;
import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentReply;
import baton.engine.agent.Offer;
import baton.engine.call.Call;
import baton.engine.call.CallCommand;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallErrand.AcceptOffer;
import baton.engine.call.CallErrand.ReportMiss;
import baton.engine.call.CallReply;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.ReportUnanswered;
import baton.engine.episode.EpisodeReply;
import baton.engine.sharding.Entities;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In which order those who are concerned hear of a call, whatever they answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallCarrierTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Work WORK = new Work(
            "e1/2", Purpose.TRANSFER, Medium.VOICE, "phone", "call-1", "", "", NOW, NOW, Wishes.only("ben", NOW));
    private static final Offer OFFER = new Offer("o2", "e1", WORK, NOW, NOW.plusSeconds(20), Explanation.of("asked"));
    private static final EpisodeReply AGREED = new EpisodeReply.Accepted(7);
    private static final EpisodeReply OFF = new EpisodeReply.Rejected(EpisodeReply.Reason.WORK_GONE, "It is off.");

    private final ActorTestKit actors = Clusters.ofOne("carrier");
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final CallCarrier carrier;
    private volatile AgentReply agent = new AgentReply.Taken(OFFER);
    private volatile EpisodeReply episode = AGREED;

    CallCarrierTest() {
        var sharding = ClusterSharding.get(actors.system());
        sharding.init(Entity.of(Agent.TYPE_KEY, it -> agent()));
        sharding.init(Entity.of(Episode.TYPE_KEY, it -> episode()));
        sharding.init(Entity.of(Call.TYPE_KEY, it -> call()));
        carrier = new CallCarrier(new Entities(actors.system(), Clusters.PATIENCE));
    }

    @BeforeEach
    void begin() {
        told.clear();
        agent = new AgentReply.Taken(OFFER);
        episode = AGREED;
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    private Behavior<AgentCommand> agent() {
        return Behaviors.receiveMessage(command -> {
            told.add(command);
            ((AgentCommand.Deed) command).replyTo().tell(agent);
            return Behaviors.same();
        });
    }

    private Behavior<EpisodeCommand> episode() {
        return Behaviors.receiveMessage(command -> {
            told.add(command);
            ((EpisodeCommand.Deed) command).replyTo().tell(episode);
            return Behaviors.same();
        });
    }

    private Behavior<CallCommand> call() {
        return Behaviors.receiveMessage(command -> {
            told.add(command);
            ((CallCommand.Deed) command).replyTo().tell(new CallReply.Accepted());
            return Behaviors.same();
        });
    }

    @Test
    void aPhoneThatIsPickedUpGetsTheCallerOnlyAfterTheEpisodeHasAgreed() throws Exception {
        accept();

        assertThat(told)
                .extracting(command -> command.getClass().getSimpleName())
                .containsExactly("AcceptOffer", "AssignAgent", "ConfirmPickUp");
        assertThat((AssignAgent) told.get(1)).satisfies(assigned -> {
            assertThat(assigned.agentId()).isEqualTo("ben");
            assertThat(assigned.workId()).isEqualTo("e1/2");
            assertThat(assigned.explanation().summary()).isEqualTo("asked");
        });
        assertThat(confirmed()).isTrue();
    }

    @Test
    void aPhoneThatIsPickedUpAfterTheHandOverIsOffIsHungUp() throws Exception {
        episode = OFF;

        accept();

        assertThat(confirmed()).isFalse();
    }

    @Test
    void aPhoneThatIsPickedUpAfterItsOfferIsOverIsHungUp() throws Exception {
        agent = new AgentReply.Rejected(AgentReply.Reason.OFFER_GONE, "This offer is over.");

        accept();

        assertThat(told).noneMatch(AssignAgent.class::isInstance);
        assertThat(confirmed()).isFalse();
    }

    @Test
    void whatEverybodyHasAgreedUponAlreadyStands() throws Exception {
        agent = new AgentReply.Accepted();

        accept();

        assertThat(confirmed()).isTrue();
    }

    @Test
    void whoHadAcceptedAndDidNotGetTheCallerRejectsNothing() throws Exception {
        carry(new ReportMiss("e1", "call-1", "ben", "o2", CallCommand.NOT_JOINED, "anna"));

        assertThat(told).singleElement().isInstanceOfSatisfying(ReportUnanswered.class, missed -> {
            assertThat(missed.reason()).isEqualTo("not-joined");
            assertThat(missed.talkingAgentId()).isEqualTo("anna");
        });
    }

    private void accept() throws Exception {
        carry(new AcceptOffer("call-1", "ben", "o2"));
    }

    private void carry(baton.engine.call.CallErrand errand) throws Exception {
        var done = new CompletableFuture<Void>();
        carrier.carry("acme", errand, () -> done.complete(null));
        done.get(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private boolean confirmed() {
        return told.stream()
                .filter(ConfirmPickUp.class::isInstance)
                .map(ConfirmPickUp.class::cast)
                .findFirst()
                .orElseThrow()
                .accepted();
    }
}
