package baton.bench;

import baton.engine.EntityKey;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import baton.engine.routing.QueueCommand.Agents;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.GetAgents;
import baton.engine.routing.QueueCommand.Noted;
import baton.engine.routing.QueueCommand.ReportAvailability;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueCommand.WithdrawWork;
import baton.engine.routing.QueueErrand;
import baton.engine.routing.QueueErrand.OfferWork;
import baton.engine.routing.QueueState;
import baton.engine.routing.RoutingSettings;
import baton.engine.routing.WorkItem;
import baton.report.Samples;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;

/** One real queue in an actor system of its own, on the journal that the configuration names; this benchmark plays its agents. */
final class QueueHouse implements AutoCloseable {

    private static final int PUT_ASIDE = 1000;

    private final ActorSystem<Void> system;
    private final RoutingCompany company;
    private final EntityKey key;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, CompletableFuture<OfferWork>> expected = new ConcurrentHashMap<>();
    private int lives;

    QueueHouse(Config config, RoutingCompany company, String name) {
        this.system = ActorSystem.create(Behaviors.empty(), "bench", config);
        this.company = company;
        this.key = new EntityKey("bench", name);
    }

    /**
     * Puts the facts into the snapshot store, as the queue would have done, without the hour that it would take to bring them there
     * one by one. The message is the store's own; it is not part of Pekko's interface for users.
     */
    void remember(QueueState state, long sequenceNr) throws InterruptedException {
        var metadata = new SnapshotMetadata(persistenceId(), sequenceNr, System.currentTimeMillis());
        var store = Persistence.get(system.classicSystem()).snapshotStoreFor("", ConfigFactory.empty());
        var saved = Patterns.ask(store, new SnapshotProtocol.SaveSnapshot(metadata, state), Kept.PATIENCE);
        var answer = Kept.await(saved.toCompletableFuture());
        if (!(answer instanceof SaveSnapshotSuccess)) {
            throw new IllegalStateException("snapshot: " + answer + " (expected: saved)");
        }
    }

    String persistenceId() {
        return key.persistenceId(Queue.TYPE_KEY.name()).id();
    }

    /** Wakes the queue up; returns when it has answered: all it knew is there again. */
    Awake wake() throws InterruptedException {
        var started = System.nanoTime();
        var settings = new RoutingSettings(Duration.ofSeconds(20), Duration.ofSeconds(1), 5000);
        var rules = RoutingCompany.rules();
        var behavior = Queue.create(key, () -> rules, settings, clock, this::carry);
        var kept = Kept.start(system, behavior, "queue-" + ++lives);
        var agents = Kept.await(
                AskPattern.<QueueCommand, Agents>ask(kept.entity(), GetAgents::new, Kept.PATIENCE, system.scheduler())
                        .toCompletableFuture());
        return new Awake(kept, agents.agents().size(), (System.nanoTime() - started) / 1e6);
    }

    private void carry(String tenant, QueueErrand errand, Runnable done) {
        if (errand instanceof OfferWork offer) {
            var waits = expected.remove(offer.agentId());
            if (waits != null) {
                waits.complete(offer);
            }
        }
        done.run();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    /** The queue while it lives. */
    final class Awake {

        private final Kept<QueueCommand> kept;
        private final ActorRef<QueueCommand> queue;
        private final int agents;
        private final double recoveredMillis;

        Awake(Kept<QueueCommand> kept, int agents, double recoveredMillis) {
            this.kept = kept;
            this.queue = kept.entity();
            this.agents = agents;
            this.recoveredMillis = recoveredMillis;
        }

        int agents() {
            return agents;
        }

        double recoveredMillis() {
            return recoveredMillis;
        }

        /** Everybody works here, and so many wait. Not more at one time than the queue puts aside while it stores. */
        void fill(int waiting) throws InterruptedException {
            for (var agent = 0; agent < company.agents(); agent++) {
                report(agent, false, clock.instant());
                if (agent % PUT_ASIDE == 0) {
                    answered();
                }
            }
            for (var item = 0; item < waiting; item++) {
                enqueue(company.work(clock.instant()));
                if (item % PUT_ASIDE == 0) {
                    answered();
                }
            }
            answered();
        }

        /**
         * Agents become free, as many at one time; each is offered somebody, is busy again, and somebody else comes.
         *
         * @return from the word of the agent to the offer, which is in the journal then
         */
        Samples run(int matches, int atOneTime) throws InterruptedException {
            var latency = new Samples(matches);
            var offers = new CompletableFuture<?>[Math.min(atOneTime, company.agents())];
            var started = new long[offers.length];
            var ended = new long[offers.length];
            for (var done = 0; done < matches; done += offers.length) {
                for (var i = 0; i < offers.length; i++) {
                    var slot = i;
                    var agent = (done + i) % company.agents();
                    var offer = new CompletableFuture<OfferWork>();
                    expected.put(RoutingCompany.agentId(agent), offer);
                    offers[i] = offer.thenAccept(made -> {
                        ended[slot] = System.nanoTime();
                        taken(agent, made);
                    });
                    started[i] = System.nanoTime();
                    report(agent, true, clock.instant());
                }
                for (var i = 0; i < offers.length; i++) {
                    Kept.await(offers[i]);
                    latency.add(ended[i] - started[i]);
                }
                answered();
            }
            return latency;
        }

        private void taken(int agent, OfferWork offer) {
            var now = clock.instant();
            report(agent, false, now);
            queue.tell(new ResolveOffer(
                    offer.offerId(),
                    offer.item().workId(),
                    offer.agentId(),
                    OfferOutcome.ACCEPTED,
                    system.ignoreRef()));
            synchronized (company) {
                enqueue(company.like(offer.item().workId(), now));
            }
        }

        private void enqueue(WorkItem item) {
            queue.tell(new EnqueueWork(item, system.ignoreRef()));
        }

        private void report(int agent, boolean free, Instant now) {
            synchronized (company) {
                queue.tell(new ReportAvailability(company.says(agent, free, now), system.<Noted>ignoreRef()));
            }
        }

        /** Everything that was said before is stored: changes are answered in their order. */
        private void answered() throws InterruptedException {
            Kept.await(AskPattern.<QueueCommand, Noted>ask(
                            queue, me -> new WithdrawWork("nothing", me), Kept.PATIENCE, system.scheduler())
                    .toCompletableFuture());
        }

        /** Stops it; what it knows is in the journal. */
        void end() throws InterruptedException {
            answered();
            kept.end();
        }
    }
}
