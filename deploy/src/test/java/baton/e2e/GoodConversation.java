package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;

/** A customer and an agent who write and talk to each other in one episode, and must not notice what strangers do. */
final class GoodConversation {

    private final ChatClient customer;
    private final DeskClient agent;
    private final Telephone customersPhone;
    private final Telephone agentsPhone;
    private final String episode;
    private int messages;

    GoodConversation(Scene scene) {
        agent = scene.agent("anna");
        agentsPhone = scene.phoneOf(agent);
        customer = scene.customer();
        episode = customer.say("Where is my lamp?").getEpisodeId();
        agent.takeChat(episode);
        customersPhone = scene.phone("380501112233");
        customersPhone.dial(customer.codeToDial());
        agentsPhone.picksUp();
        goesOn();
    }

    ChatClient customer() {
        return customer;
    }

    DeskClient agent() {
        return agent;
    }

    String episode() {
        return episode;
    }

    /** Both get what the other writes, and hear each other in the call that they have had from the beginning. */
    void goesOn() {
        var question = "Question " + ++messages;
        var answer = "Answer " + messages;
        assertThat(customer.say(question).getEpisodeId()).isEqualTo(episode);
        await().until(() -> agent.texts(episode).contains(question));
        agent.say(episode, answer);
        await().until(() -> customer.texts(episode).contains(answer));
        customersPhone.talks();
        agentsPhone.talks();
        assertThat(customersPhone.history()).containsOnlyOnce(State.TALKING);
        assertThat(agent.episode(episode).getStatus()).isEqualTo("engaged");
    }
}
