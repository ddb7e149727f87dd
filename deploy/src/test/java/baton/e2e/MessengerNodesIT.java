package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.ADDRESS_LINKED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.MESSAGE_RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Providers tell things twice, to any node, all at once (with {@code -Dbaton.failures=on}: a load for a quiet machine); and nodes die. */
@Timeout(900)
class MessengerNodesIT extends OnGround {

    private static final int PER_CHANNEL = 250;
    private static final int CUSTOMERS = 1_000;

    /** Requests under way: more would only wait in the system's queues. */
    private static final int AT_ONCE = 256;

    @Test
    @EnabledIfSystemProperty(named = "baton.failures", matches = "on")
    void aThousandMessagesOverFourChannelsEachToldToTwoNodesAreOneConversation() throws Exception {
        var first = node("one", Map.of());
        var second =
                node("two", Map.of("BATON_SEEDS", "127.0.0.1:" + first.place().artery()));
        var scene = ground.scene(first.place(), Company.patient(0));
        var messengers = Messengers.of(scene);
        var hooks = new Hooks(messengers.settings(), scene.company().id());
        var chat = scene.customer();
        var episode = chat.say("number 0").getEpisodeId();
        var nodes = List.of(first.place(), second.place());
        get(hooks.telegram(nodes.get(0), "42", 1, "/start " + code(chat)));
        get(hooks.whatsapp(nodes.get(1), "UA.42", 1, "#" + code(chat)));
        get(hooks.viberStarted(nodes.get(0), "v42", 1, code(chat)));
        assertThat(scene.stored(episode, ADDRESS_LINKED)).isEqualTo(3);

        var told = new ArrayList<CompletableFuture<?>>();
        for (var n = 2; n < 2 + PER_CHANNEL; n++) {
            for (var node : nodes) {
                told.add(hooks.telegram(node, "42", n, "telegram " + n));
                told.add(hooks.whatsapp(node, "UA.42", n, "whatsapp " + n));
                told.add(hooks.viber(node, "v42", n, "viber " + n));
            }
            told.add(chat.send("w" + n, "webchat " + n));
        }
        get(CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)));

        assertThat(scene.journal().episodes()).containsExactly(episode);
        assertThat(scene.journal().entries(episode).stream()
                        .filter(entry -> entry.getFactCase() == MESSAGE_RECEIVED)
                        .map(entry -> entry.getMessageReceived().getText()))
                .hasSize(4 * PER_CHANNEL + 1)
                .doesNotHaveDuplicates();
    }

    @Test
    @EnabledIfSystemProperty(named = "baton.failures", matches = "on")
    void ofAThousandCustomersEachToldToTwoNodesEachHasOneConversation() throws Exception {
        var first = node("three", Map.of());
        var second =
                node("four", Map.of("BATON_SEEDS", "127.0.0.1:" + first.place().artery()));
        var scene = ground.scene(first.place(), Company.patient(1));
        var messengers = Messengers.of(scene);
        var hooks = new Hooks(messengers.settings(), scene.company().id());

        var told = new ArrayList<CompletableFuture<?>>();
        var places = new Semaphore(AT_ONCE);
        for (var customer = 1; customer <= CUSTOMERS; customer++) {
            for (var n = 1; n <= 3; n++) {
                for (var node : List.of(first.place(), second.place())) {
                    places.acquire();
                    told.add(hooks.telegram(node, "77" + customer, n, "message " + n)
                            .whenComplete((done, failure) -> places.release()));
                }
            }
        }
        get(CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)));

        var episodes = scene.journal().episodes();
        assertThat(episodes).hasSize(CUSTOMERS).doesNotHaveDuplicates();
        assertThat(episodes).allSatisfy(episode -> assertThat(scene.stored(episode, MESSAGE_RECEIVED))
                .isEqualTo(3));
    }

    @Test
    void whatTheAgentWroteGoesOutAlthoughTheNodeWasKilledAndNobodyDoesAnything() throws Exception {
        var node = node("killed", Map.of("BATON_AGENT_DESK_GRACE", "600s"));
        var scene = ground.scene(node.place(), Company.patient(2));
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        anna.beStubborn();
        var olena = messengers.customer("Олена", "+380501112240");
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        var episode = anna.awaitOffer("text").getEpisodeId();
        anna.takeChat(episode);
        messengers.telegram().stage().mischief().awayFor(Duration.ofMinutes(5));
        var texts = IntStream.range(0, 5).mapToObj(n -> "Answer " + n).toList();
        texts.forEach(text -> anna.say(episode, text));

        node.kill();
        messengers.telegram().stage().mischief().behave();
        assertThat(messengers.texts(olena)).isEmpty();
        node.startAgain();

        await().atMost(Duration.ofSeconds(180)).until(() -> messengers.texts(olena), texts::equals);
    }

    /** From one more link: each is good for one messenger. */
    private static String code(ChatClient chat) {
        var link = chat.linkTo("telegram");
        return link.substring(link.indexOf('=') + 1);
    }

    private static void get(CompletableFuture<?> told) throws Exception {
        told.get(300, TimeUnit.SECONDS);
    }

    private KillableNode node(String name, Map<String, String> environment) {
        return ground.node(name, 3, environment);
    }
}
