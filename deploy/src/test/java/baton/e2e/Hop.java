package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.ADDRESS_LINKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A visitor of the web chat whom Anna serves, and who goes on elsewhere and by telephone; Ben is free all the time and must not get the call. */
final class Hop {

    private final Scene scene;
    private final DeskClient anna;
    private final Telephone annasPhone;
    private final ChatClient visitor;
    private final String episode;

    Hop(Scene scene) {
        this.scene = scene;
        anna = scene.agent("anna");
        scene.phoneOf(scene.agent("ben"));
        annasPhone = scene.phoneOf(anna);
        visitor = scene.customer();
        episode = visitor.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
    }

    DeskClient anna() {
        return anna;
    }

    String episode() {
        return episode;
    }

    ChatClient visitor() {
        return visitor;
    }

    /** What the visitor types in another channel to go on there. */
    String typedCode() {
        return visitor.callOptions().getTypedCode();
    }

    void awaitLinked() {
        await().until(() -> anna.facts(episode).contains(ADDRESS_LINKED));
    }

    /** Dials the code that the chat shows, and talks with Anna. */
    void goesOnByTelephone(String from) {
        var phone = scene.phone(from);
        phone.dial(visitor.codeToDial());
        annasPhone.rings();
        assertThat(anna.awaitOffer("voice").getEpisodeId()).isEqualTo(episode);
        annasPhone.picksUp();
        phone.talks();
    }

    void isStillOneEpisode() {
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }
}
