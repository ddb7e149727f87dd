package baton.sim;

import baton.engine.EntityKey;
import baton.engine.agent.Agent;
import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentCommand.LeaveEpisode;
import baton.engine.agent.AgentCommand.SetPresence;
import baton.engine.agent.AgentErrand;
import baton.engine.agent.AgentErrand.ConcludeOffer;
import baton.engine.agent.AgentErrand.ReportAvailability;
import baton.engine.agent.AgentProfile;
import baton.engine.agent.AgentReply;
import baton.engine.agent.AgentSettings;
import baton.engine.agent.Presence;
import baton.engine.routing.Availability;
import baton.engine.routing.Availability.Competence;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueCommand.WithdrawWork;
import baton.engine.routing.QueueErrand;
import baton.engine.routing.QueueErrand.OfferWork;
import baton.engine.routing.QueueErrand.RescindOffer;
import baton.engine.routing.RoutingSettings;
import baton.engine.routing.Rules;
import baton.engine.routing.RulesFormat;
import baton.engine.routing.WorkItem;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import baton.protocol.config.v1.Tenant;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * The real queue and the real agents of a scene in a {@link World}, with carriers that take errands from one to the other as a
 * node's carriers do. In the place of episodes stands one callback: an episode accepts whoever has accepted it.
 */
final class LiveCompany implements AutoCloseable {

    private static final String TENANT = "simulated";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final World world = new World();
    private final BiConsumer<String, String> taken;
    private final Map<String, ActorRef<AgentCommand>> agents = new HashMap<>();
    private final ActorRef<QueueCommand> queue;

    /** @param taken is told of work id and agent id, as soon as an agent has accepted */
    LiveCompany(Scene scene, BiConsumer<String, String> taken) {
        this.taken = taken;
        var rules = rules(scene);
        var key = new EntityKey(TENANT, Queue.GROUP);
        var settings = new RoutingSettings(Duration.ofSeconds(20), Duration.ofSeconds(1), 5000);
        this.queue = world.bear(Queue.create(key, () -> rules, settings, world.time(), this::carry), "queue");
        var number = 0;
        for (var team : scene.teams()) {
            for (var i = 0; i < team.agents(); i++) {
                employ(agentId(number++), team);
            }
        }
    }

    /** In the order of numbers also as a text. */
    static String agentId(int number) {
        return "agent-%05d".formatted(number);
    }

    static int agentNumber(String agentId) {
        return Integer.parseInt(agentId.substring(6));
    }

    VirtualTime time() {
        return world.time();
    }

    private static Rules rules(Scene scene) {
        var tenant = Tenant.newBuilder().setDefaultQueue(scene.lines().get(0).queueId());
        scene.lines().forEach(line -> tenant.addQueuesBuilder()
                .setId(line.queueId())
                .setPriority(line.priority())
                .setAutoAccept(true));
        return RulesFormat.read(tenant.build(), 1);
    }

    private void employ(String agentId, Scene.Team team) {
        var profile = new AgentProfile(
                1, agentId, new Competence(Map.of(), team.queues(), false), Map.of(Availability.TEXT, 1));
        var agent = world.bear(
                Agent.create(
                        new EntityKey(TENANT, agentId),
                        () -> profile,
                        new AgentSettings(Duration.ofSeconds(30)),
                        world.time(),
                        this::carry,
                        () -> {}),
                agentId);
        agents.put(agentId, agent);
        agent.tell(new SetPresence(Presence.AVAILABLE, "", world.system().ignoreRef()));
        world.time().settle();
    }

    void comes(String workId, String queueId) {
        var now = world.time().instant();
        var work = new Work(workId, Purpose.SERVE, Medium.TEXT, "webchat", "", queueId, "", now, now, Wishes.none());
        queue.tell(new EnqueueWork(new WorkItem(workId, work), world.system().ignoreRef()));
    }

    void leaves(String workId) {
        queue.tell(new WithdrawWork(workId, world.system().ignoreRef()));
    }

    void done(String workId, String agentId) {
        agent(agentId).tell(new LeaveEpisode(workId, "", world.system().ignoreRef()));
    }

    private ActorRef<AgentCommand> agent(String agentId) {
        var agent = agents.get(agentId);
        if (agent == null) {
            throw new IllegalStateException("agent: " + agentId + " (expected: one of the scene)");
        }
        return agent;
    }

    private void carry(String tenant, QueueErrand errand, Runnable done) {
        if (errand instanceof OfferWork offer) {
            offer(offer).thenRun(done);
        } else if (errand instanceof RescindOffer rescind) {
            this.<AgentCommand, AgentReply>ask(
                            agent(rescind.agentId()), to -> new AgentCommand.RescindOffer(rescind.offerId(), to))
                    .thenCompose(reply ->
                            resolve(rescind.offerId(), rescind.workId(), rescind.agentId(), OfferOutcome.RESCINDED))
                    .thenRun(done);
        } else {
            done.run();
        }
    }

    private CompletionStage<?> offer(OfferWork offer) {
        return this.<AgentCommand, AgentReply>ask(
                        agent(offer.agentId()),
                        to -> new AgentCommand.OfferWork(
                                offer.offerId(),
                                offer.item().episodeId(),
                                offer.item().work(),
                                offer.patience(),
                                offer.autoAccept(),
                                offer.explanation(),
                                to))
                .thenCompose(reply -> reply instanceof AgentReply.Accepted
                        ? CompletableFuture.completedStage(reply)
                        : resolve(offer.offerId(), offer.item().workId(), offer.agentId(), OfferOutcome.NO_CAPACITY)
                                .thenApply(noted -> reply));
    }

    private void carry(String tenant, AgentErrand errand, Runnable done) {
        if (errand instanceof ReportAvailability report) {
            this.<QueueCommand, QueueCommand.Noted>ask(
                            queue, to -> new QueueCommand.ReportAvailability(report.availability(), to))
                    .thenRun(done);
        } else if (errand instanceof ConcludeOffer conclude) {
            var workId = conclude.offer().work().workId();
            if (conclude.outcome() == OfferOutcome.ACCEPTED) {
                taken.accept(workId, conclude.agentId());
            }
            resolve(conclude.offer().offerId(), workId, conclude.agentId(), conclude.outcome())
                    .thenRun(done);
        } else {
            throw new IllegalStateException("errand: " + errand + " (expected: none about calls or lost desks)");
        }
    }

    private CompletionStage<QueueCommand.Noted> resolve(
            String offerId, String workId, String agentId, OfferOutcome outcome) {
        return ask(queue, to -> new ResolveOffer(offerId, workId, agentId, outcome, to));
    }

    /** What follows the answer follows at once: stages that come from Scala go on in threads of their own otherwise. */
    private <C, R> CompletionStage<R> ask(ActorRef<C> whom, Function<ActorRef<R>, C> command) {
        var answer = new CompletableFuture<R>();
        AskPattern.<C, R>ask(whom, command::apply, PATIENCE, world.system().scheduler())
                .thenAcceptAsync(answer::complete, Runnable::run);
        return answer;
    }

    @Override
    public void close() {
        world.close();
    }
}
