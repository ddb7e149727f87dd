package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.journal.v1.AgentEvent;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.function.Predicate;

/** Anna and her customers, who come to one node while what they have lives at another, which is going to be killed. */
final class Doomed {

    private final KillableNode home;
    private final Scene scene;
    private final DeskClient anna;

    /** @param home the node that is going to be killed */
    Doomed(KillableNode home, Scene scene) {
        this.home = home;
        this.scene = scene;
        this.anna = scene.agent("anna");
    }

    Scene scene() {
        return scene;
    }

    DeskClient anna() {
        return anna;
    }

    /** Whether this entity of the company lives at the node that is going to be killed. */
    boolean isThere(String kind, String id) {
        return home.isHomeOf(kind, scene.company().id() + "|" + id);
    }

    /** A conversation that lives there and that Anna may accept. */
    String offered() {
        while (true) {
            var episode = scene.customer().say("Where is my lamp?").getEpisodeId();
            anna.awaitOffer(episode, "text");
            if (isThere("episode", episode)) {
                return episode;
            }
            anna.takeChat(episode);
            anna.finish(episode);
        }
    }

    /** A conversation that lives there and that Anna has accepted. */
    String taken() {
        var episode = offered();
        anna.takeChat(episode);
        return episode;
    }

    boolean annaHas(Predicate<AgentEvent> fact) {
        return scene.journal().agent("anna").stream().anyMatch(fact);
    }

    boolean has(String episode, Predicate<EpisodeEvent> fact) {
        return scene.journal().entries(episode).stream().anyMatch(fact);
    }

    void nobodyWasLiedTo() {
        assertThat(scene.faults()).isEmpty();
    }
}
