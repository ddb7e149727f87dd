package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.testbed.Partition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What else can go wrong with three nodes and their database. Takes a quarter of an hour, so it runs with {@code -Dbaton.failures=on} only;
 * {@code -Dbaton.failures.seed=N} repeats a run, {@code -Dbaton.failures.kills=N} makes it longer.
 */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@Timeout(900)
class FailuresIT extends OnGround {

    private static final int COMPANIES = 24;
    private static final Duration BEARABLE = Duration.ofSeconds(60);

    /** Nobody dies, so nobody has to be found dead. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    /** The number of the node that has a way of its own to the database. */
    private static final int ROADSIDE = 2;

    private int companies;
    private Road road;
    private ThreeNodes nodes;

    @BeforeAll
    void start() {
        road = ground.road();
        nodes = new ThreeNodes(ground, COMPANIES, n -> n == ROADSIDE ? along(road) : ThreeNodesIT.PATIENT);
    }

    @AfterEach
    void openRoad() {
        road.heal();
    }

    private static Map<String, String> along(Road road) {
        var settings = new HashMap<>(ThreeNodesIT.PATIENT);
        settings.put("BATON_CASSANDRA_CONTACT_POINTS", road.address());
        return settings;
    }

    @Test
    void killsInAnyOrder() throws Exception {
        var seed = Long.getLong("baton.failures.seed", System.nanoTime());
        var kills = Integer.getInteger("baton.failures.kills", 10);
        var random = new Random(seed);
        Trial.of(kills + " kills, seed " + seed, scene(), BEARABLE, load -> {
            for (var kill = 0; kill < kills; kill++) {
                load.awaitMore(random.nextInt(100));
                var node = nodes.node(random.nextInt(3));
                node.kill();
                load.awaitMore(random.nextInt(100));
                node.startAgain();
            }
        });
    }

    @Test
    void aRollingRestartLosesNothingAndNobodyWaitsForLong() throws Exception {
        Trial.of("rolling restart", scene(), SHORT, load -> {
            for (var node : nodes.all()) {
                load.awaitMore(60);
                node.leave();
                load.awaitMore(60);
                node.startAgain();
            }
        });
    }

    @Test
    void aNodeThatWasStoppedAndTakenForDeadAcknowledgesNothingWhenItGoesOn() throws Exception {
        var stopped = nodes.node(1);
        Trial.of("a node stopped until it is given up", scene(), BEARABLE, load -> {
            stopped.pause();
            await("the others give it up")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ThreeNodes.membersSeenBy(nodes.node(0)) == 2);
            load.awaitMore(60);
            stopped.goOn();
            await("it ends by itself").atMost(Duration.ofSeconds(60)).until(stopped::hasEnded);
            load.awaitMore(60);
            stopped.startAgain();
        });
    }

    @Test
    void everyStateOfAnEpisodeSurvivesTheKillOfAnyNodeWhileTheOthersGoOn() {
        for (var node : nodes.all()) {
            var states = new EpisodeStates(this::scene);
            node.kill();
            states.goOn();
            node.startAgain();
        }
    }

    @Test
    void aNodeStandsStillForTenSeconds() throws Exception {
        standsStill(Duration.ofSeconds(10));
    }

    @Test
    void aNodeStandsStillForAMinute() throws Exception {
        standsStill(Duration.ofSeconds(60));
    }

    /** It may be given up meanwhile or not. */
    private void standsStill(Duration time) throws Exception {
        var node = nodes.node(nodes.oldest());
        var witness =
                nodes.all().stream().filter(other -> other != node).findFirst().orElseThrow();
        Trial.of("the oldest node stands still for " + time.toSeconds() + " s", scene(), BEARABLE, load -> {
            node.pause();
            lasts(time);
            node.goOn();
            load.awaitMore(200);
            if (ThreeNodes.membersSeenBy(witness) < 3) {
                await("it ends by itself").atMost(Duration.ofSeconds(60)).until(node::hasEnded);
                node.startAgain();
            }
        });
    }

    @Test
    void oneNodeIsCutOffFromTheOthersButNotFromItsClientsAndTheDatabase() throws Exception {
        requirePartitions();
        var alone = nodes.oldest();
        var others = IntStream.range(0, 3).filter(n -> n != alone).boxed().toList();
        Trial.of("partition 2|1", scene(), BEARABLE, load -> {
            try (var cut = new Partition(List.of(others, List.of(alone)))) {
                await("the smaller half ends").atMost(Duration.ofSeconds(60)).until(nodes.node(alone)::hasEnded);
                load.awaitMore(60);
            }
            nodes.node(alone).startAgain();
        });
    }

    @Test
    void noNodeSeesAnother() throws Exception {
        requirePartitions();
        Trial.of("partition 1|1|1", scene(), Duration.ofSeconds(120), load -> {
            try (var cut = new Partition(List.of(List.of(0), List.of(1), List.of(2)))) {
                await("nobody has a majority").atMost(Duration.ofSeconds(90)).until(() -> nodes.all().stream()
                        .allMatch(KillableNode::hasEnded));
            }
            nodes.startAllAgain();
        });
    }

    @Test
    void theDatabaseIsStoppedAndStartedAgain() throws Exception {
        Trial.of("database stopped and started", scene(), BEARABLE, load -> ground.database()
                .restart());
    }

    @Test
    void theDatabaseIsKilled() throws Exception {
        Trial.of("database killed", scene(), BEARABLE, load -> ground.database().kill());
    }

    @Test
    void theDatabaseStandsStillForAMinuteAndWhoWritesIsToldWhenToTryAgain() throws Exception {
        Trial.of("database stands still for 60 s", scene(), Duration.ofSeconds(90), load -> {
            ground.database().pause();
            lasts(Duration.ofSeconds(60));
            var toldMeanwhile = load.putOff().stream().map(List::copyOf).toList();
            ground.database().goOn();

            assertThat(toldMeanwhile).allSatisfy(customer -> assertThat(customer)
                    .isNotEmpty()
                    .allMatch(told -> told.getCode().equals("try-again") && told.getRetryAfterMs() <= 10_000));
        });
    }

    @Test
    void oneNodeAloneDoesNotReachTheDatabaseAndOnlyWhatLivesThereWaits() throws Exception {
        var alone = nodes.node(ROADSIDE);
        var scene = ground.scene(nodes.node(0).place(), Company.patient(companies++));
        var elsewhere = customer(scene, alone, false);
        var there = customer(scene, alone, true);
        Trial.of("one node without the database for 40 s", scene(), BEARABLE, load -> {
            road.cut();
            await("load balancers are told")
                    .until(() -> Web.status(alone.place().managed("/ready")) != 200);
            var held = there.send("held", "Do you hear me?");
            lasts(Duration.ofSeconds(40));
            elsewhere.send("through", "And me?").get(5, TimeUnit.SECONDS);
            assertThat(held).isNotDone();
            assertThat(there.putOff()).isNotEmpty().allMatch(told -> told.getCode()
                    .equals("try-again"));
            road.heal();

            Client.stored(held);
            await("it is ready again").until(() -> Web.status(alone.place().managed("/ready")) == 200);
            assertThat(ThreeNodes.membersSeenBy(alone)).isEqualTo(3);
        });
        there.awaitTexts(there.episodeId(), "Is anybody there?", "Do you hear me?");
        assertThat(scene.faults()).isEmpty();
    }

    @Test
    void aNodeThatAloneDoesNotReachTheDatabaseIsToldToEndAndTheOthersTakeOver() {
        var alone = nodes.node(ROADSIDE);
        var scene = ground.scene(nodes.node(0).place(), Company.patient(companies++));
        var there = customer(scene, alone, true);
        road.cut();
        var held = there.send("held", "Do you hear me?");
        await("it is known there").until(() -> Web.status(alone.place().managed("/ready")) != 200);

        alone.leave();

        Client.stored(held);
        there.awaitTexts(there.episodeId(), "Is anybody there?", "Do you hear me?");
        road.heal();
        alone.startAgain();
        assertThat(scene.faults()).isEmpty();
    }

    /** A customer whose conversation and whose person both live at this node, or neither does. */
    private static ChatClient customer(Scene scene, KillableNode home, boolean there) {
        var company = scene.company().id() + "|";
        while (true) {
            var customer = scene.customer();
            var episode = customer.say("Is anybody there?").getEpisodeId();
            var person =
                    scene.journal().entries(episode).get(0).getEpisodeOpened().getCustomerId();
            if (home.isHomeOf("episode", company + episode) == there
                    && home.isHomeOf("customer", company + person) == there) {
                return customer;
            }
        }
    }

    @Test
    void everythingIsKilledAtOnce() throws Exception {
        Trial.of("all nodes and the database killed at once", scene(), Duration.ofSeconds(120), load -> {
            nodes.all().forEach(KillableNode::kill);
            ground.database().kill();
            nodes.startAllAgain();
        });
    }

    private static void requirePartitions() {
        Peers.require(Partition.isPossible(), "only root can cut nodes off, by iptables");
    }

    private Scene scene() {
        return nodes.scene(Company.patient(companies++));
    }

    private static void lasts(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }
}
