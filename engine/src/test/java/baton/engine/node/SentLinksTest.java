package baton.engine.node;

import static baton.engine.node.House.ACME;
import static baton.engine.node.House.get;
import static baton.engine.node.LinkHouse.party;
import static baton.engine.node.LinkHouse.refused;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.EpisodeErrand.SendLink;
import baton.engine.spi.Ingress.Party;
import baton.protocol.journal.v1.EpisodeEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Links that visitors have sent to lofts, which they prove to be theirs by what a pigeon brings there. Globex has no pigeons. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentLinksTest {

    private final LinkHouse house = new LinkHouse("sent-links", "per-customer = 3, per-address = 2, per-company = 6");

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void whoeverGetsTheLinkGoesOnInTheSameConversation() {
        var visitor = house.newVisitor();
        var episode = house.writes("webchat", visitor, "m1");
        var loft = house.newLoft();
        assertThat(get(house.ingress.callOptions(party(visitor))).getLinkChannelsList())
                .containsExactly("pigeon");

        assertThat(house.asks(visitor, " " + loft.toUpperCase()).hasAccepted()).isTrue();
        var code = house.lofts.code(loft);
        assertThat(code).hasSize(22);
        assertThat(house.lofts.to(loft).get(0).getProofLanguage()).isEqualTo("uk");
        var proved = house.confirms(code);

        assertThat(proved.getAccepted().getEpisodeId()).isEqualTo(episode);
        assertThat(house.writes("pigeon", loft, "p1")).isEqualTo(episode);
        assertThat(house.entries(episode))
                .extracting(EpisodeEvent::getFactCase)
                .contains(EpisodeEvent.FactCase.LINK_REQUESTED, EpisodeEvent.FactCase.ADDRESS_LINKED);
        assertThat(refused(house.confirms(code))).isEqualTo("link-used");
    }

    @Test
    void aLoftWithAHistoryBringsItAlong() {
        var loft = house.newLoft();
        var earlier = house.writes("pigeon", loft, "p1");
        var visitor = house.newVisitor();
        var episode = house.writes("webchat", visitor, "m1");
        house.asks(visitor, loft);

        assertThat(house.confirms(house.lofts.code(loft)).hasAccepted()).isTrue();

        var goesOn = house.writes("webchat", visitor, "m2");
        assertThat(goesOn).isIn(earlier, episode);
        assertThat(house.writes("pigeon", loft, "p2")).isEqualTo(goesOn);
    }

    @Test
    void whereTwoCannotBecomeOneTheLinkMayBeTriedAgain() {
        var loft = house.newLoft();
        var history = house.writes("pigeon", loft, "p1");
        var nobody =
                new SendLink("e1", 3, "link to pigeon:" + loft, "nobody", "pigeon", loft, "en", house.clock.instant());
        house.post("https://chat.example").send(ACME, nobody);
        var code = house.lofts.code(loft);

        assertThat(refused(house.confirms(code))).isEqualTo("try-again");

        assertThat(refused(house.confirms(code))).isEqualTo("try-again");
        assertThat(house.writes("pigeon", loft, "p2")).isEqualTo(history);
    }

    @Test
    void afterAnHourALinkIsTooOld() {
        var visitor = house.newVisitor();
        house.writes("webchat", visitor, "m1");
        var loft = house.newLoft();
        house.asks(visitor, loft);
        var code = house.lofts.code(loft);

        house.clock.passes(Duration.ofMinutes(60));

        assertThat(refused(house.confirms(code))).isEqualTo("link-too-old");
        assertThat(refused(house.confirms("Zm9vYmFyYmF6cXV4MTIzNA"))).isEqualTo("link-too-old");
    }

    @Test
    void whatWasSentToOneAddressProvesNoOther() {
        var visitor = house.newVisitor();
        house.writes("webchat", visitor, "m1");
        var loft = house.newLoft();
        house.asks(visitor, loft);
        var code = house.lofts.code(loft);

        var arrived = get(house.ingress.arrive(new Party(ACME, "pigeon", house.newLoft()), code));
        var elsewhere = get(house.ingress.confirm(ACME, "email", code));
        var linkOfAMessenger =
                get(house.ingress.callOptions(party(visitor))).getMessengers(0).getUrl();

        assertThat(refused(arrived)).isEqualTo("no-such-code");
        assertThat(refused(elsewhere)).isEqualTo("link-too-old");
        assertThat(refused(house.confirms(linkOfAMessenger.substring("pigeon://".length()))))
                .isEqualTo("link-too-old");
        assertThat(house.confirms(code).hasAccepted()).isTrue();
    }

    @Test
    void whatCannotBeSentIsRefused() {
        var visitor = house.newVisitor();
        assertThat(refused(house.asks(visitor, house.newLoft()))).isEqualTo("nothing-said");
        house.writes("webchat", visitor, "m1");

        assertThat(refused(house.asks(visitor, "no loft"))).isEqualTo("bad-address");
        assertThat(refused(house.asks(visitor, "acme-1"))).isEqualTo("bad-address");
        assertThat(refused(house.asks(visitor, "a".repeat(300)))).isEqualTo("bad-address");
        assertThat(refused(get(house.ingress.askLink(party(visitor), "owl", "hogwarts-1", "en"))))
                .isEqualTo("no-such-channel");
        var other = new Party("globex", "webchat", visitor);
        assertThat(refused(get(house.ingress.askLink(other, "pigeon", house.newLoft(), "en"))))
                .isEqualTo("no-such-channel");
    }

    @Test
    void whatIsNoLanguageIsEnglish() {
        var visitor = house.newVisitor();
        house.writes("webchat", visitor, "m1");
        var loft = house.newLoft();

        get(house.ingress.askLink(party(visitor), "pigeon", loft, "uk&x=<b>"));

        house.lofts.code(loft);
        assertThat(house.lofts.to(loft).get(0).getText()).contains("?lang=en").doesNotContain("<b>");
        assertThat(house.lofts.to(loft).get(0).getProofLanguage()).isEqualTo("en");
    }
}
