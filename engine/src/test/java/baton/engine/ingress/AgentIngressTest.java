package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentReply;
import baton.engine.agent.Presence;
import baton.engine.customer.Customer;
import baton.engine.customer.CustomerCommand;
import baton.engine.customer.CustomerReply;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeReply;
import baton.engine.episode.Role;
import baton.engine.routing.QueueCommand;
import baton.engine.sharding.Entities;
import baton.engine.spi.Agents.OpenQueue;
import baton.engine.spi.FakeEngine;
import baton.engine.spi.FixedTenants;
import baton.engine.work.Explanation;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.RoutingView;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Opening;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an agent's deed gets to an entity, and what is refused at the door. The entities say yes to everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentIngressTest {

    private static final Instant SUNDAY = Instant.parse("2026-11-29T10:00:00Z");

    private static final String EPISODE = "c0123456789abcdef0123-1";
    private static final String UNKNOWN = "c0123456789abcdef0123-2";

    private final ActorTestKit actors = Clusters.ofOne("ingress");
    private final List<Object> received = new CopyOnWriteArrayList<>();
    private final Set<String> woken = ConcurrentHashMap.newKeySet();
    private final AgentIngress agents;

    AgentIngressTest() {
        var sharding = ClusterSharding.get(actors.system());
        sharding.init(Entity.of(Episode.TYPE_KEY, it -> episode(it.getEntityId())));
        sharding.init(Entity.of(baton.engine.agent.Agent.TYPE_KEY, it -> agent()));
        sharding.init(Entity.of(baton.engine.routing.Queue.TYPE_KEY, it -> queue()));
        sharding.init(Entity.of(Customer.TYPE_KEY, it -> customer(it.getEntityId())));
        var config = actors.system().settings().config();
        agents = new AgentIngress(
                FixedTenants.of(acme()),
                new Entities(actors.system(), Clusters.PATIENCE),
                new FakeEngine(actors.system(), InstantSource.system()).files,
                IngressSettings.from(config),
                InstantSource.fixed(SUNDAY));
    }

    private static Tenant acme() {
        return Tenant.newBuilder()
                .setId("acme")
                .setDefaultQueue("main")
                .addAgents(Agent.newBuilder().setId("anna"))
                .addAgents(Agent.newBuilder().setId("ben"))
                .addAgents(Agent.newBuilder().setId("chief").setRole("supervisor"))
                .addQueues(Queue.newBuilder().setId("main"))
                .addQueues(
                        Queue.newBuilder().setId("billing").setName("Billing").setHours("mondays"))
                .addQueues(Queue.newBuilder().setId("museum").setHours("never"))
                .addHours(Hours.newBuilder()
                        .setId("mondays")
                        .setTimeZone("Europe/Kyiv")
                        .addWeek(Opening.newBuilder()
                                .addDays("monday")
                                .setFrom("09:00")
                                .setTo("18:00")))
                .addHours(Hours.newBuilder().setId("never").setTimeZone("Europe/Kyiv"))
                .build();
    }

    @BeforeEach
    void begin() {
        received.clear();
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    private Behavior<EpisodeCommand> episode(String id) {
        woken.add(id);
        return Behaviors.receiveMessage(command -> {
            if (command instanceof EpisodeCommand.Deed deed) {
                received.add(deed);
                deed.replyTo().tell(new EpisodeReply.Accepted(7));
            } else if (command instanceof EpisodeCommand.GetTimeline get) {
                get.replyTo().tell(Feed.getDefaultInstance());
            } else if (command instanceof EpisodeCommand.GetRouting get) {
                get.replyTo().tell(id.equals("acme|" + EPISODE) ? routed() : RoutingView.getDefaultInstance());
            } else {
                received.add(command);
            }
            return Behaviors.same();
        });
    }

    private Behavior<AgentCommand> agent() {
        return Behaviors.receiveMessage(command -> {
            received.add(command);
            ((AgentCommand.Deed) command).replyTo().tell(new AgentReply.Accepted());
            return Behaviors.same();
        });
    }

    private static Behavior<QueueCommand> queue() {
        return Behaviors.receiveMessage(command -> {
            var explain = (QueueCommand.ExplainWork) command;
            explain.replyTo()
                    .tell(new QueueCommand.Standing("offered", "ben", Optional.of(Explanation.of("Knows most.")), 3));
            return Behaviors.same();
        });
    }

    private static RoutingView routed() {
        var view = RoutingView.newBuilder().setEpisodeId(EPISODE);
        view.addWorksBuilder().setWorkId("known/1").setStatus("taken");
        view.addWorksBuilder().setWorkId("known/2").setStatus("waiting");
        return view.build();
    }

    private Behavior<CustomerCommand> customer(String id) {
        return Behaviors.receiveMessage(command -> {
            if (command instanceof CustomerCommand.GetCustomer get) {
                var view = CustomerView.newBuilder();
                if (id.equals("acme|customer-1")) {
                    view.addAddressesBuilder().setChannel("webchat");
                }
                get.replyTo().tell(view.build());
            } else if (command instanceof CustomerCommand.ClassifyCustomer classify) {
                received.add(classify);
                classify.replyTo().tell(new CustomerReply.Noted());
            }
            return Behaviors.same();
        });
    }

    @Test
    void aTransferIsColdOrWarmAndToAnAgentOrAQueue() {
        var cold = AgentAction.newBuilder();
        cold.getTransferEpisodeBuilder()
                .setEpisodeId(EPISODE)
                .setToAgentId("ben")
                .setNote("hi");
        var warm = AgentAction.newBuilder();
        warm.getTransferEpisodeBuilder()
                .setEpisodeId(EPISODE)
                .setToQueueId("billing")
                .setMode("warm");

        assertThat(act(cold).getAccepted().getNumber()).isEqualTo(7);
        assertThat(act(warm).hasAccepted()).isTrue();

        assertThat(received.get(0)).isInstanceOfSatisfying(EpisodeCommand.TransferEpisode.class, transfer -> {
            assertThat(transfer.agentId()).isEqualTo("anna");
            assertThat(transfer.toAgentId()).isEqualTo("ben");
            assertThat(transfer.note()).isEqualTo("hi");
            assertThat(transfer.warm()).isFalse();
        });
        assertThat(received.get(1)).isInstanceOfSatisfying(EpisodeCommand.TransferEpisode.class, transfer -> {
            assertThat(transfer.toQueueId()).isEqualTo("billing");
            assertThat(transfer.warm()).isTrue();
        });
    }

    @Test
    void colleaguesAreAskedAndMayGo() {
        var invite = AgentAction.newBuilder();
        invite.getInviteAgentBuilder().setEpisodeId(EPISODE).setAgentId("ben").setRole("observer");
        var withdraw = AgentAction.newBuilder();
        withdraw.getWithdrawInvitationBuilder().setEpisodeId(EPISODE).setWorkId("e1/2");
        var leave = AgentAction.newBuilder();
        leave.getLeaveEpisodeBuilder().setEpisodeId(EPISODE);
        var prolong = AgentAction.newBuilder();
        prolong.getProlongWrapUpBuilder().setEpisodeId(EPISODE);

        for (var action : List.of(invite, withdraw, leave, prolong)) {
            assertThat(act(action).hasAccepted()).isTrue();
        }

        assertThat(received.get(0)).isInstanceOfSatisfying(EpisodeCommand.InviteAgent.class, command -> {
            assertThat(command.invitedAgentId()).isEqualTo("ben");
            assertThat(command.role()).isEqualTo(Role.OBSERVER);
        });
        assertThat(received.get(1))
                .isInstanceOfSatisfying(EpisodeCommand.WithdrawInvitation.class, command -> assertThat(command.workId())
                        .isEqualTo("e1/2"));
        assertThat(received.get(2))
                .isInstanceOfSatisfying(EpisodeCommand.LeaveEpisode.class, command -> assertThat(command.agentId())
                        .isEqualTo("anna"));
        assertThat(received.get(3))
                .isInstanceOfSatisfying(EpisodeCommand.ProlongWrapUp.class, command -> assertThat(command.agentId())
                        .isEqualTo("anna"));
    }

    @Test
    void whereAnEpisodeCanBeSentSaysWhatIsClosedAndUntilWhen() {
        var queues = agents.queues("acme");

        assertThat(queues)
                .containsExactly(
                        new OpenQueue("main", "main", false, Optional.empty()),
                        new OpenQueue("billing", "Billing", true, Optional.of(Instant.parse("2026-11-30T07:00:00Z"))),
                        new OpenQueue("museum", "museum", true, Optional.empty()));
    }

    @Test
    void colleaguesAreNamedInANoteIfTheyExist() {
        var note = note("ben", "chief", "ben");

        assertThat(act(note).hasAccepted()).isTrue();
        assertThat(code(note("ben", "zoe"))).isEqualTo("no-such-agent");
        assertThat(code(note(IntStream.range(0, 21).mapToObj(i -> "agent-" + i).toArray(String[]::new))))
                .isEqualTo("too-many-mentions");

        assertThat(received)
                .singleElement()
                .isInstanceOfSatisfying(EpisodeCommand.WriteNote.class, command -> assertThat(command.mentions())
                        .containsExactly("ben", "chief"));
    }

    private static AgentAction.Builder note(String... mentions) {
        var note = AgentAction.newBuilder();
        note.getWriteNoteBuilder()
                .setEpisodeId(EPISODE)
                .setNoteId("n1")
                .setText("Look.")
                .addAllMentions(List.of(mentions));
        return note;
    }

    @Test
    void mentionsAreSeen() {
        var see = AgentAction.newBuilder();
        see.getSeeMentionsBuilder().addMentionIds("e1/n1");

        assertThat(act(see).hasAccepted()).isTrue();

        assertThat(received.get(0))
                .isInstanceOfSatisfying(AgentCommand.SeeMentions.class, command -> assertThat(command.mentionIds())
                        .containsExactly("e1/n1"));
    }

    @Test
    void agentsCorrectAndTakeBackWhatTheyHaveSaid() {
        var edit = AgentAction.newBuilder();
        edit.getEditMessageBuilder()
                .setEpisodeId(EPISODE)
                .setMessageId("d-2")
                .setNumber(7)
                .setText("Tomorrow.");
        var delete = AgentAction.newBuilder();
        delete.getDeleteMessageBuilder()
                .setEpisodeId(EPISODE)
                .setMessageId("d-3")
                .setNumber(7);

        assertThat(act(edit).hasAccepted()).isTrue();
        assertThat(act(delete).hasAccepted()).isTrue();

        assertThat(received.get(0)).isInstanceOfSatisfying(EpisodeCommand.EditMessage.class, command -> {
            assertThat(command.agentId()).isEqualTo("anna");
            assertThat(command.messageId()).isEqualTo("d-2");
            assertThat(command.number()).isEqualTo(7);
            assertThat(command.text()).isEqualTo("Tomorrow.");
        });
        assertThat(received.get(1)).isInstanceOfSatisfying(EpisodeCommand.DeleteMessage.class, command -> {
            assertThat(command.agentId()).isEqualTo("anna");
            assertThat(command.messageId()).isEqualTo("d-3");
            assertThat(command.number()).isEqualTo(7);
        });
    }

    @Test
    void aCorrectionIsATextAndHasAnId() {
        var empty = AgentAction.newBuilder();
        empty.getEditMessageBuilder()
                .setEpisodeId(EPISODE)
                .setMessageId("d-2")
                .setNumber(7)
                .setText(" ");
        var nameless = AgentAction.newBuilder();
        nameless.getDeleteMessageBuilder().setEpisodeId(EPISODE).setNumber(7);

        assertThat(code(empty)).isEqualTo("empty-text");
        assertThat(code(nameless)).isEqualTo("bad-id");
        assertThat(received).isEmpty();
    }

    @Test
    void whatRoutingKnowsOfACustomerIsSet() {
        var set = AgentAction.newBuilder();
        set.getSetCustomerBuilder()
                .setCustomerId("customer-1")
                .setSegment("vip")
                .setPersonalAgentId("ben");

        assertThat(act(set).hasAccepted()).isTrue();

        assertThat(received.get(0)).isInstanceOfSatisfying(CustomerCommand.ClassifyCustomer.class, classify -> {
            assertThat(classify.segment()).isEqualTo("vip");
            assertThat(classify.personalAgentId()).isEqualTo("ben");
        });
    }

    @Test
    void aSegmentIsOneLineOfSixtyFourCharactersAtMost() {
        assertThat(act(segment("v".repeat(64))).hasAccepted()).isTrue();
        assertThat(act(segment("👋".repeat(64))).hasAccepted()).isTrue();
        assertThat(code(segment("v".repeat(65)))).isEqualTo("bad-segment");
        assertThat(code(segment("v\nip"))).isEqualTo("bad-segment");
    }

    private static AgentAction.Builder segment(String segment) {
        var set = AgentAction.newBuilder();
        set.getSetCustomerBuilder().setCustomerId("customer-1").setSegment(segment);
        return set;
    }

    @Test
    void whatMakesNoSenseGetsNoFurther() {
        var toNobody = AgentAction.newBuilder();
        toNobody.getTransferEpisodeBuilder().setEpisodeId(EPISODE).setToAgentId("zoe");
        var toOneself = AgentAction.newBuilder();
        toOneself.getTransferEpisodeBuilder().setEpisodeId(EPISODE).setToAgentId("anna");
        var nowhere = AgentAction.newBuilder();
        nowhere.getTransferEpisodeBuilder().setEpisodeId(EPISODE).setToQueueId("nowhere");
        var lukewarm = AgentAction.newBuilder();
        lukewarm.getTransferEpisodeBuilder().setEpisodeId(EPISODE).setMode("lukewarm");
        var chef = AgentAction.newBuilder();
        chef.getInviteAgentBuilder().setEpisodeId(EPISODE).setAgentId("ben").setRole("owner");
        var noGuest = AgentAction.newBuilder();
        noGuest.getInviteAgentBuilder().setEpisodeId(EPISODE);
        var noEpisode = AgentAction.newBuilder();
        noEpisode.getLeaveEpisodeBuilder().setEpisodeId("");
        var noCustomer = AgentAction.newBuilder();
        noCustomer.getSetCustomerBuilder().setCustomerId("customer-2").setSegment("vip");
        var longSegment = AgentAction.newBuilder();
        longSegment.getSetCustomerBuilder().setCustomerId("customer-1").setSegment("v".repeat(65));
        var noAgent = AgentAction.newBuilder();
        noAgent.getSetCustomerBuilder().setCustomerId("customer-1").setPersonalAgentId("zoe");

        assertThat(code(toNobody)).isEqualTo("no-such-agent");
        assertThat(code(toOneself)).isEqualTo("no-such-agent");
        assertThat(code(nowhere)).isEqualTo("no-such-queue");
        assertThat(code(lukewarm)).isEqualTo("bad-mode");
        assertThat(code(chef)).isEqualTo("bad-role");
        assertThat(code(noGuest)).isEqualTo("no-such-agent");
        assertThat(code(noEpisode)).isEqualTo("no-such-episode");
        assertThat(code(noCustomer)).isEqualTo("no-such-customer");
        assertThat(code(longSegment)).isEqualTo("bad-segment");
        assertThat(code(noAgent)).isEqualTo("no-such-agent");
        assertThat(received).isEmpty();
    }

    @Test
    void whatSupervisorsDecideIsNotForAgents() {
        var reassign = AgentAction.newBuilder();
        reassign.getReassignEpisodeBuilder().setEpisodeId(EPISODE).setToAgentId("ben");
        var presence = AgentAction.newBuilder();
        presence.getSetAgentPresenceBuilder().setAgentId("ben").setPresence("away");

        assertThat(code(reassign)).isEqualTo("supervisors-only");
        assertThat(code(presence)).isEqualTo("supervisors-only");
        assertThat(received).isEmpty();
    }

    @Test
    void supervisorsReassignAndSetThePresenceOfOthers() {
        var reassign = AgentAction.newBuilder();
        reassign.getReassignEpisodeBuilder()
                .setEpisodeId(EPISODE)
                .setToAgentId("ben")
                .setToQueueId("billing");
        var presence = AgentAction.newBuilder();
        presence.getSetAgentPresenceBuilder()
                .setAgentId("ben")
                .setPresence("away")
                .setReason("training");

        assertThat(answer(agents.act("acme", "chief", reassign.build())).hasAccepted())
                .isTrue();
        assertThat(answer(agents.act("acme", "chief", presence.build())).hasAccepted())
                .isTrue();

        assertThat(received.get(0)).isInstanceOfSatisfying(EpisodeCommand.ReassignEpisode.class, command -> {
            assertThat(command.byAgentId()).isEqualTo("chief");
            assertThat(command.toAgentId()).isEqualTo("ben");
            assertThat(command.toQueueId()).isEqualTo("billing");
        });
        assertThat(received.get(1))
                .isInstanceOfSatisfying(AgentCommand.SetPresence.class, command -> assertThat(command.presence())
                        .isEqualTo(Presence.AWAY));
    }

    @Test
    void howAnEpisodeWasRoutedIsToldIfThereIsOne() {
        var known = answer(agents.routing("acme", EPISODE)).orElseThrow();

        assertThat(known.getWorksList())
                .extracting(work -> work.getStatus() + " " + work.getAgentId() + work.getAhead())
                .containsExactly("taken 0", "offered ben3");
        assertThat(known.getWorks(1).getExplanation().getSummary()).isEqualTo("Knows most.");
        assertThat(answer(agents.routing("acme", UNKNOWN))).isEmpty();
        assertThat(answer(agents.routing("acme", ""))).isEmpty();
        assertThat(answer(agents.routing("nobody", EPISODE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e1",
                "c0123456789abcdef0123",
                "c0123456789abcdef0123-",
                "c0123456789abcdef0123-0",
                "c0123456789abcdef0123-x",
                "c0123456789abcdef012-1",
                "C0123456789ABCDEF0123-1",
                "c0123456789abcdef0123-1234567890"
            })
    void forAnIdThatNoEpisodeCanHaveNobodyIsWokenUp(String id) {
        var leave = AgentAction.newBuilder();
        leave.getLeaveEpisodeBuilder().setEpisodeId(id);
        var link = AgentAction.newBuilder();
        link.getLinkAddressBuilder().setEpisodeId(id).setChannel("phone").setAddress("380501112233");

        agents.typing("acme", "anna", id);
        agents.looking("acme", "anna", id);
        agents.delivered("acme", "anna", id, 1);
        agents.read("acme", "anna", id, 1);
        assertThat(answer(agents.timeline("acme", id))).isEmpty();
        assertThat(answer(agents.routing("acme", id))).isEmpty();
        assertThat(answer(agents.file("acme", id, 1))).isEmpty();
        assertThat(code(leave)).isEqualTo("no-such-episode");
        assertThat(code(link)).isEqualTo("no-such-episode");

        assertThat(answer(agents.routing("acme", UNKNOWN))).isEmpty(); // whoever was told before has been told by now
        assertThat(woken).doesNotContain("acme|" + id);
    }

    private String code(AgentAction.Builder action) {
        return act(action).getRefused().getCode();
    }

    private Receipt act(AgentAction.Builder action) {
        return answer(agents.act("acme", "anna", action.build()));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
