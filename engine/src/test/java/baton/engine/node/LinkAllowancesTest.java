package baton.engine.node;

import static baton.engine.node.LinkHouse.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many links are sent, whoever asks for them. */
class LinkAllowancesTest {

    private final LinkHouse house = new LinkHouse(
            "link-allowances", "per-customer = 3, per-address = 2, per-address-a-day = 4, per-company = 6");

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void nobodyIsFlooded() {
        house.clock.passes(Duration.ofHours(1));
        var stranger = house.newLoft();
        var first = house.newVisitor();
        var episode = house.writes("webchat", first, "m1");
        assertThat(house.asks(first, stranger).hasAccepted()).isTrue();
        house.awaitSent(episode, stranger, 1);
        assertThat(house.asks(first, stranger).hasAccepted()).isTrue();
        house.awaitSent(episode, stranger, 2);
        var third = house.asks(first, stranger);
        assertThat(refused(third)).isEqualTo("too-many-links");
        assertThat(third.getRefused().getRetryAfterMs()).isPositive();
        assertThat(house.asks(first, house.newLoft()).hasAccepted())
                .as("what was refused counts nowhere")
                .isTrue();
        assertThat(refused(house.asks(first, house.newLoft())))
                .as("so many of one customer")
                .isEqualTo("too-many-links");

        var second = house.newVisitor();
        house.writes("webchat", second, "m1");
        assertThat(refused(house.asks(second, stranger)))
                .as("so many to one address")
                .isEqualTo("too-many-links");
        assertThat(house.asks(second, house.newLoft()).hasAccepted()).isTrue();
        assertThat(house.asks(second, house.newLoft()).hasAccepted()).isTrue();

        var last = house.newVisitor();
        house.writes("webchat", last, "m1");
        assertThat(house.asks(last, house.newLoft()).hasAccepted()).isTrue();
        assertThat(refused(house.asks(last, house.newLoft())))
                .as("so many of one company")
                .isEqualTo("too-many-links");
        assertThat(house.lofts.to(stranger)).hasSize(2);

        house.clock.passes(Duration.ofHours(1));
        assertThat(house.asks(first, stranger).hasAccepted()).isTrue();
    }

    @Test
    void whoAsksForWhatIsOnItsWayUsesUpNothing() {
        house.lofts.fallIll();
        var visitor = house.newVisitor();
        house.writes("webchat", visitor, "m1");
        var loft = house.newLoft();
        var first = house.asks(visitor, loft);

        for (var again = 0; again < 4; again++) {
            assertThat(house.asks(visitor, loft)).isEqualTo(first);
        }

        assertThat(house.asks(visitor, house.newLoft()).hasAccepted()).isTrue();
        assertThat(house.asks(visitor, house.newLoft()).hasAccepted()).isTrue();
    }

    @Test
    void whatTheCompanyMayNotSendUsesUpNothingOfACustomer() {
        for (var other = 0; other < 2; other++) {
            var visitor = house.newVisitor();
            house.writes("webchat", visitor, "m1");
            for (var sent = 0; sent < 3; sent++) {
                assertThat(house.asks(visitor, house.newLoft()).hasAccepted()).isTrue();
            }
        }
        house.clock.passes(Duration.ofMinutes(40));
        var last = house.newVisitor();
        house.writes("webchat", last, "m1");
        var loft = house.newLoft();
        for (var vain = 0; vain < 3; vain++) {
            assertThat(refused(house.asks(last, loft))).isEqualTo("too-many-links");
        }

        house.clock.passes(Duration.ofMinutes(20));

        assertThat(house.asks(last, loft).hasAccepted()).isTrue();
    }

    @Test
    void aMailboxIsNotFloodedThroughItsAliasesEither() {
        var visitor = house.newVisitor();
        house.writes("webchat", visitor, "m1");
        var loft = house.newLoft();

        assertThat(house.asks(visitor, loft + "+a").hasAccepted()).isTrue();
        assertThat(house.asks(visitor, loft).hasAccepted()).isTrue();

        house.lofts.code(loft + "+a");
        house.lofts.code(loft);
        var other = house.newVisitor();
        house.writes("webchat", other, "m1");
        assertThat(refused(house.asks(other, loft + "+b"))).isEqualTo("too-many-links");
        assertThat(house.lofts.to(loft + "+b")).isEmpty();
    }

    @Test
    void whatIsFewInAnHourIsNotTooMuchInADay() {
        var visitor = house.newVisitor();
        var episode = house.writes("webchat", visitor, "m1");
        var loft = house.newLoft();
        for (var sent = 1; sent <= 4; sent++) {
            assertThat(house.asks(visitor, loft).hasAccepted()).isTrue();
            house.awaitSent(episode, loft, sent);
            house.clock.passes(Duration.ofHours(1));
        }

        var fifth = house.asks(visitor, loft);

        assertThat(refused(fifth)).isEqualTo("too-many-links");
        assertThat(Duration.ofMillis(fifth.getRefused().getRetryAfterMs())).isEqualTo(Duration.ofHours(20));
        house.clock.passes(Duration.ofHours(20));
        assertThat(house.asks(visitor, loft).hasAccepted()).isTrue();
    }
}
