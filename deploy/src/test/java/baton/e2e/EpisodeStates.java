package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.Offer;
import baton.protocol.journal.v1.EpisodeEvent.FactCase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Four conversations, each in another state, for something to happen to; afterwards each of them goes on. */
final class EpisodeStates {

    private final List<Scene> scenes = new ArrayList<>();

    private final Scene waiting;
    private final ChatClient patient;
    private final String waits;

    private final DeskClient asked;
    private final String offers;
    private final Offer offer;

    private final DeskClient serving;
    private final ChatClient served;
    private final String serves;

    private final Scene wrapping;
    private final DeskClient writing;
    private final String wraps;

    /** @param companies gives each a company of its own, in which nothing ends by itself */
    EpisodeStates(Supplier<Scene> companies) {
        waiting = scene(companies);
        patient = stubborn(waiting.customer());
        waits = patient.say("I can wait.").getEpisodeId();

        var offered = scene(companies);
        asked = stubborn(offered.agent("anna"));
        offers = stubborn(offered.customer()).say("Is anybody there?").getEpisodeId();
        offer = asked.awaitOffer(offers, "text");

        var engaged = scene(companies);
        serving = stubborn(engaged.agent("anna"));
        served = stubborn(engaged.customer());
        serves = served.say("Where is my lamp?").getEpisodeId();
        serving.takeChat(serves);

        wrapping = scene(companies);
        writing = stubborn(wrapping.agent("anna"));
        wraps = stubborn(wrapping.customer()).say("Thank you.").getEpisodeId();
        writing.takeChat(wraps);
        writing.wrapUp(wraps);
        writing.awaitStatus(wraps, "wrapping-up");
    }

    private Scene scene(Supplier<Scene> companies) {
        var scene = companies.get();
        scenes.add(scene);
        return scene;
    }

    private static <C extends Client> C stubborn(C client) {
        client.beStubborn();
        return client;
    }

    /** What waits is served, what was offered is accepted, who talks talks on, who writes up closes; and nobody was lied to. */
    void goOn() {
        var late = stubborn(waiting.agent("ben"));
        late.takeChat(waits);
        late.say(waits, "Here I am.");
        patient.awaitTexts(waits, "I can wait.", "Here I am.");

        await().until(() -> asked.view().getOffersList().contains(offer));
        asked.accept(offer);
        asked.awaitServing(offers);

        serving.say(serves, "On its way.");
        assertThat(served.say("Great.").getEpisodeId()).isEqualTo(serves);
        served.awaitTexts(serves, "Where is my lamp?", "On its way.", "Great.");
        serving.awaitTexts(serves, "Where is my lamp?", "On its way.", "Great.");

        writing.finish(wraps);
        assertThat(wrapping.journal().entries(wraps))
                .filteredOn(event -> event.getFactCase() == FactCase.EPISODE_CLOSED)
                .hasSize(1);
        assertThat(scenes).allSatisfy(scene -> assertThat(scene.faults()).isEmpty());
    }
}
