package baton.engine.node;

import static baton.engine.node.House.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.EpisodeErrand.SendLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who brings the links to the sender, and when. */
class LinkPostTest {

    private final LinkHouse house = new LinkHouse("link-post", "");

    @AfterEach
    void stop() {
        house.close();
    }

    /** What is owed is asked for again: by then another node may have it, or somebody has said where this one is. */
    @Test
    void aNodeThatDoesNotKnowHowItIsReachedSendsNoLinkThatLeadsNowhere() {
        var loft = house.newLoft();
        var link = new SendLink("e1", 7, "link to pigeon:" + loft, "c1", "pigeon", loft, "en", house.clock.instant());

        house.post("").send(ACME, link);
        house.post("").send(ACME, link);
        house.post("https://chat.example").send(ACME, link);

        assertThat(house.lofts.code(loft)).hasSize(22);
    }
}
