package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.testbed.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node for connections alone and one for conversations alone: either may go and come back, and nothing is lost. */
@Timeout(300)
class RolesIT extends OnGround {

    private static final int COMPANIES = 3;

    /** Where each company, agent and conversation is at home. */
    private static final List<String> HOMES = List.of("directory", "address", "customer", "episode", "agent", "queue");

    private static final Pattern SHARD = Pattern.compile("\"shardId\":");

    /** The only node of its kind is away, and starts as fast as the machine lets it. */
    private static final Duration BEARABLE = Duration.ofSeconds(60);

    private KillableNode entities;
    private KillableNode doors;

    @BeforeAll
    void start() {
        var home = Place.free();
        var front = Place.free();
        var seeds = "127.0.0.1:" + home.artery() + ",127.0.0.1:" + front.artery();
        entities = node("entities", home, seeds);
        doors = node("doors", front, seeds);
    }

    private KillableNode node(String role, Place place, String seeds) {
        var environment = new HashMap<>(ThreeNodesIT.PATIENT);
        environment.put("BATON_ROLES", role);
        environment.put("BATON_SEEDS", seeds);
        return ground.keptNode(role, place, COMPANIES, environment);
    }

    @Test
    void peopleTalkAtTheOneNodeAndAllTheyHaveLivesAtTheOther() {
        var scene = scene(0);
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        anna.say(episode, "On its way.");

        await().until(() -> customer.texts(episode).contains("On its way."));
        assertThat(anna.texts(episode)).containsExactly("Where is my lamp?", "On its way.");
        assertThat(HOMES).allSatisfy(kind -> {
            assertThat(shards(entities, kind))
                    .as(kind + " at the node for conversations")
                    .isPositive();
            assertThat(shards(doors, kind))
                    .as(kind + " at the node for connections")
                    .isZero();
        });
        assertThat(Web.status(entities.place().web("/")))
                .as("a door of the node for conversations")
                .isZero();
    }

    @Test
    void theNodeForConnectionsIsKilledAndNothingIsLost() throws Exception {
        Trial.of("the node with the doors is killed", scene(1), BEARABLE, load -> {
            doors.kill();
            doors.startAgain();
        });
    }

    @Test
    void theNodeForConversationsIsRestartedAndNothingIsLost() throws Exception {
        Trial.of("the node with the conversations is restarted", scene(2), BEARABLE, load -> {
            entities.leave();
            entities.startAgain();
        });
    }

    private Scene scene(int company) {
        return ground.scene(doors.place(), Company.patient(company));
    }

    /** How many parts of what there is of this kind live at this node, as its operator sees it. */
    private static long shards(KillableNode node, String kind) {
        var seen = Web.text(node.place().managed("/cluster/shards/" + kind));
        assertThat(seen).contains("\"regions\":");
        return SHARD.matcher(seen).results().count();
    }
}
