package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Customer;
import baton.emulator.site.Stage;
import baton.protocol.journal.v1.AgentEvent;
import baton.protocol.journal.v1.EpisodeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of three nodes the oldest is killed and nobody starts it again: what lived there goes on at the others, by itself and in time. */
@Timeout(600)
class NodeStaysAwayIT extends OnGround {

    private static final int COMPANIES = 32;

    /** In seconds: longer than it takes to come to the kill, so short that a test can wait for it. */
    private static final int SOON = 15;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Offers end as soon only where the test says so: whoever stands in may come late on a busy machine. */
    private static final Map<String, String> HASTY =
            Map.of("BATON_EPISODE_WRAP_UP", SOON + "s", "BATON_AGENT_DESK_GRACE", SOON + "s");

    private int companies;
    private ThreeNodes nodes;
    private KillableNode dying;
    private KillableNode living;

    @BeforeAll
    void start() {
        nodes = new ThreeNodes(ground, COMPANIES, HASTY);
    }

    @BeforeEach
    void choose() {
        nodes.all().stream().filter(KillableNode::hasEnded).forEach(KillableNode::startAgain);
        var oldest = nodes.oldest();
        dying = nodes.node(oldest);
        living = nodes.node((oldest + 1) % 3);
    }

    @Test
    void offerWrapUpAndGraceEndInTimeAndEachCustomerGoesToWhoeverIsThere() {
        var offered = doomed();
        Boss.of(offered.scene()).queue("main", "\"textOffer\":\"%ds\"".formatted(SOON));
        var wrapping = doomed();
        var wraps = wrapping.taken();
        var next = wrapping.scene().customer().say("I am next.").getEpisodeId();
        var leaving = doomed();
        var left = leaving.taken();
        var standIn = leaving.scene().agent("ben");
        var offers = offered.offered();
        var ben = offered.scene().agent("ben");
        wrapping.anna().wrapUp(wraps);
        leaving.anna().cut();
        await().until(() -> leaving.annaHas(AgentEvent::hasDesksLost));

        dying.kill();
        assertThat(offered.annaHas(NodeStaysAwayIT::isTimeout)).isFalse();
        assertThat(wrapping.has(wraps, EpisodeEvent::hasEpisodeClosed)).isFalse();
        assertThat(leaving.has(left, EpisodeEvent::hasAgentReleased)).isFalse();

        await("the offer times out").atMost(PATIENCE).until(() -> offered.annaHas(NodeStaysAwayIT::isTimeout));
        ben.takeChat(offers);
        await("the wrap-up ends by itself")
                .atMost(PATIENCE)
                .until(() -> wrapping.has(wraps, EpisodeEvent::hasEpisodeClosed));
        wrapping.anna().takeChat(next);
        await("the grace ends")
                .atMost(PATIENCE)
                .until(() -> leaving.has(
                        left, event -> event.getAgentReleased().getReason().equals("disconnected")));
        standIn.takeChat(left);
        assertThat(dying.hasEnded()).isTrue();
        List.of(offered, wrapping, leaving).forEach(Doomed::nobodyWasLiedTo);
    }

    @Test
    void whatIsInTheOutboxGoesOutOnceFromAnotherNode() {
        var olena = writing();
        olena.provider().mischief().awayFor(Duration.ofMinutes(10));
        var texts = new ArrayList<>(List.of("One moment."));
        for (var n = 1; n <= 5; n++) {
            texts.add("Answer " + n);
            olena.doomed().anna().say(olena.episode(), "Answer " + n);
        }
        assertThat(olena.sees()).containsExactly("One moment.");

        dying.kill();
        olena.provider().mischief().behave();

        await().atMost(PATIENCE).until(olena::sees, texts::equals);
        olena.doomed().anna().say(olena.episode(), "That is all.");
        texts.add("That is all.");
        await().until(() -> olena.sees().contains("That is all."));
        assertThat(olena.sees()).isEqualTo(texts);
        assertThat(dying.hasEnded()).isTrue();
        olena.doomed().nobodyWasLiedTo();
    }

    private static boolean isTimeout(AgentEvent event) {
        return event.getOfferEnded().getOutcome().equals("timed-out");
    }

    /** One of another company each time; at the node that is going to be killed, and that is chance, or not. */
    private Doomed perhapsDoomed() {
        assertThat(companies).as("companies tried").isLessThan(COMPANIES);
        var scene = ground.scene(living.place(), Company.patient(companies++));
        Boss.of(scene).agent("anna", "main", "\"capacity\":{\"text\":1}");
        return new Doomed(dying, scene);
    }

    private Doomed doomed() {
        while (true) {
            var perhaps = perhapsDoomed();
            if (perhaps.isThere("agent", "anna")) {
                return perhaps;
            }
        }
    }

    /** Somebody who writes over Telegram and has got one answer. */
    private record Writing(Doomed doomed, Messengers messengers, Customer customer, String episode) {

        static Writing of(Doomed doomed, Messengers messengers, int n) {
            var customer = messengers.customer("Олена", "+38050111230" + n);
            messengers.telegram().writes(customer, "Where is my lamp?", "");
            var episode = doomed.anna().awaitOffer("text").getEpisodeId();
            doomed.anna().takeChat(episode);
            doomed.anna().say(episode, "One moment.");
            messengers.awaitTexts(customer, "One moment.");
            return new Writing(doomed, messengers, customer, episode);
        }

        Stage provider() {
            return messengers.telegram().stage();
        }

        List<String> sees() {
            return messengers.texts(customer);
        }
    }

    /** With a conversation, and a company's sender, that live at the node that is going to be killed. */
    private Writing writing() {
        while (true) {
            var perhaps = perhapsDoomed();
            var messengers = Messengers.of(perhaps.scene());
            var writing = Writing.of(perhaps, messengers, 0);
            for (var n = 1; perhaps.isThere("sender", "telegram"); n++) {
                if (perhaps.isThere("episode", writing.episode())) {
                    return writing;
                }
                perhaps.anna().finish(writing.episode());
                writing = Writing.of(perhaps, messengers, n);
            }
        }
    }
}
