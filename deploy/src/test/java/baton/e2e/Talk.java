package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A good conversation: a customer and an agent who write to each other, whatever others do. */
record Talk(ChatClient customer, DeskClient agent, String episode, List<String> texts) {

    private static final Duration PROMPT = Duration.ofSeconds(10);

    static Talk begin(Scene scene) {
        var agent = scene.agent("anna");
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        agent.takeChat(episode);
        return new Talk(customer, agent, episode, new ArrayList<>(List.of("Where is my lamp?")));
    }

    /** Both write, both see everything, and soon. */
    void goesOn() {
        var begin = System.nanoTime();
        texts.add("Question " + texts.size());
        assertThat(customer.say(texts.get(texts.size() - 1)).getEpisodeId()).isEqualTo(episode);
        texts.add("Answer " + texts.size());
        agent.say(episode, texts.get(texts.size() - 1));
        customer.awaitTexts(episode, texts.toArray(String[]::new));
        agent.awaitTexts(episode, texts.toArray(String[]::new));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROMPT);
        assertThat(customer.line().isOpen()).isTrue();
        assertThat(agent.line().isOpen()).isTrue();
    }
}
