package baton.engine.node;

import static baton.engine.node.House.ACME;
import static baton.engine.node.House.get;
import static baton.engine.node.LinkHouse.GLOBEX;
import static baton.engine.node.LinkHouse.party;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Ingress.Party;
import baton.protocol.journal.v1.EpisodeEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One-time codes of the web chat that are typed in another channel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypedCodesTest {

    private final LinkHouse house = new LinkHouse("typed-codes", "");

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void whereTheSenderIsProvedACodeSaysWhoSomebodyIsAndIsNoMessage() {
        var visitor = house.newVisitor();
        var episode = house.writes("webchat", visitor, "m1");

        var receipt = house.says(ACME, "pigeon", "bird-1", "m1", typedCode(visitor));

        assertThat(receipt.getEpisodeId()).isEqualTo(episode);
        assertThat(house.writes("pigeon", "bird-1", "m2")).isEqualTo(episode);
        assertThat(house.entries(episode).stream().filter(EpisodeEvent::hasMessageReceived))
                .hasSize(2);
    }

    @Test
    void aCodeBelowAForgedNameIsJustAMessageAndMakesNobodyOneWithWhoeverForgedIt() {
        var victims = house.writes("bottle", "victim", "m1");
        var attacker = house.newVisitor();
        var attackers = house.writes("webchat", attacker, "m1");
        var code = typedCode(attacker);

        var forged = house.says(ACME, "bottle", "victim", "m2", code);

        assertThat(forged.getEpisodeId()).isEqualTo(victims).isNotEqualTo(attackers);
        assertThat(house.entries(victims))
                .anyMatch(entry -> entry.getMessageReceived().getText().equals(code));
        assertThat(house.says(ACME, "pigeon", "bird-2", "m1", code).getEpisodeId())
                .as("it is not used up")
                .isEqualTo(attackers);
    }

    @Test
    void whereNoChannelProvesTheSenderNoCodeIsShown() {
        house.says(GLOBEX, "webchat", "globex-visitor", "m1", "Hello");

        var options = get(house.ingress.callOptions(new Party(GLOBEX, "webchat", "globex-visitor")));

        assertThat(options.getCode()).isNotEmpty();
        assertThat(options.getTypedCode()).isEmpty();
    }

    private String typedCode(String visitor) {
        return get(house.ingress.callOptions(party(visitor))).getTypedCode();
    }
}
