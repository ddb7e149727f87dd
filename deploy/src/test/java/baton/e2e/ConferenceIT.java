package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.AGENT_LEFT;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.WORK_DECLINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.Leg;
import baton.protocol.gateway.v1.TransferEpisode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer and two agents hear each other, through a conference bridge, with real telephones. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class ConferenceIT {

    @Test
    void theAgentLeavesTheCustomerToTheColleagueWhoWasBroughtIn(Scene scene) {
        var three = Three.together(scene);
        assertThat(three.anna.serves(three.episode)).isTrue();
        assertThat(three.talksNow()).isEqualTo("anna");

        three.annasPhone.hangsUp();

        three.phone.hears(three.bensPhone);
        three.bensPhone.hears(three.phone);
        await().until(() -> three.talksNow().equals("ben"));
        await().until(() -> !three.anna.serves(three.episode));
        await().until(() -> three.ben.view().getAssignmentsList().stream()
                .anyMatch(it ->
                        it.getEpisodeId().equals(three.episode) && it.getRole().equals("owner")));
        assertThat(scene.stored(three.episode, LEG_ENDED)).isZero();
        three.ben.transfer(TransferEpisode.newBuilder()
                .setEpisodeId(three.episode)
                .setMode("warm")
                .setToAgentId("anna"));
        three.annasPhone.picksUp();
        three.bensPhone.isFree();
        three.phone.hears(three.annasPhone);
    }

    @Test
    void theColleagueWhoWasBroughtInHangsUpAndTheTwoGoOn(Scene scene) {
        var three = Three.together(scene);

        three.bensPhone.hangsUp();

        three.phone.hears(three.annasPhone);
        three.annasPhone.hears(three.phone);
        await().until(() -> !three.ben.serves(three.episode));
        await().until(() -> three.anna.facts(three.episode).contains(AGENT_LEFT));
        assertThat(three.anna.serves(three.episode)).isTrue();
        three.anna.confer(three.episode, "ben");
        three.bensPhone.picksUp();
        three.phone.hears(three.annasPhone, three.bensPhone);
    }

    @Test
    void theCustomerWhoHangsUpEndsItForAll(Scene scene) {
        var three = Three.together(scene);

        three.phone.hangsUp();

        three.annasPhone.isFree();
        three.bensPhone.isFree();
        three.anna.awaitStatus(three.episode, "wrapping-up");
        await().until(() -> !three.ben.serves(three.episode));
        three.anna.finish(three.episode);
    }

    @Test
    void nobodyIsHeldOrHandedOnWhileThreeTalk(Scene scene) {
        var three = Three.together(scene);

        assertThatThrownBy(() -> three.anna.hold(three.episode, three.leg().getLegId(), true))
                .hasMessageContaining("in-conference");
        assertThatThrownBy(() -> three.anna.transfer(
                        TransferEpisode.newBuilder().setEpisodeId(three.episode).setMode("cold")))
                .hasMessageContaining("in-conference");
        assertThatThrownBy(() -> three.anna.confer(three.episode, "chloe")).hasMessageContaining("in-conference");
        three.phone.hears(three.annasPhone, three.bensPhone);
    }

    @Test
    void aColleagueWhoDeclinesLeavesTheTwoTalking(Scene scene) {
        var three = Three.talking(scene);

        three.anna.confer(three.episode, "ben");
        three.bensPhone.declines();

        await().until(() -> three.anna.facts(three.episode).contains(WORK_DECLINED));
        three.phone.hears(three.annasPhone);
        three.annasPhone.hears(three.phone);
    }

    @Test
    void theDeskOffersItToWhoTalksInACallAndShowsWhoHasCome(People people) {
        var three = Three.talking(people.scene());
        var anna = people.desk(people.somebody(), "anna").page();
        anna.getByTestId("worklist-item").first().click();

        anna.getByTestId("confer").click();
        anna.getByTestId("confer-to-ben").click();
        anna.getByTestId("confer-note").fill("She asks about the wiring.");
        anna.getByTestId("confer-submit").click();

        three.bensPhone.rings();
        PlaywrightAssertions.assertThat(anna.getByTestId("asked")).hasAttribute("data-role", "partner");
        PlaywrightAssertions.assertThat(anna.getByTestId("confer")).hasCount(0);
        three.bensPhone.picksUp();
        three.phone.hears(three.annasPhone, three.bensPhone);
        PlaywrightAssertions.assertThat(anna.getByTestId("joined")).isVisible();
        PlaywrightAssertions.assertThat(anna.getByTestId("hold")).hasCount(0);
        var ben = people.desk(people.somebody(), "ben").page();
        ben.getByTestId("worklist-item").first().click();
        PlaywrightAssertions.assertThat(ben.getByTestId("beside")).hasAttribute("data-role", "partner");
        PlaywrightAssertions.assertThat(ben.getByTestId("leave")).hasCount(0);

        three.annasPhone.hangsUp();

        PlaywrightAssertions.assertThat(ben.getByTestId("beside")).hasCount(0);
        PlaywrightAssertions.assertThat(ben.getByTestId("confer")).isVisible();
        PlaywrightAssertions.assertThat(ben.getByTestId("hold")).isVisible();
    }

    private record Three(
            DeskClient anna,
            DeskClient ben,
            Telephone annasPhone,
            Telephone bensPhone,
            Telephone phone,
            String episode) {

        /** A customer on the phone with Anna; Ben can be called. */
        static Three talking(Scene scene) {
            var anna = scene.agent("anna");
            var annasPhone = scene.phoneOf(anna);
            var phone = scene.phone("380501112233");
            phone.dial(scene.company().main());
            annasPhone.rings();
            var episode = anna.awaitOffer("voice").getEpisodeId();
            annasPhone.picksUp();
            phone.hears(annasPhone);
            anna.awaitServing(episode);
            await().until(() -> anna.facts(episode).contains(CALL_ANSWERED));
            var ben = scene.agent("ben");
            return new Three(anna, ben, annasPhone, scene.phoneOf(ben), phone, episode);
        }

        static Three together(Scene scene) {
            var three = talking(scene);
            three.anna.confer(three.episode, "ben");
            three.bensPhone.rings();
            assertThat(three.ben.awaitOffer(three.episode, "voice").getKind()).isEqualTo("help");
            three.annasPhone.hears(three.phone);
            three.bensPhone.picksUp();
            three.phone.hears(three.annasPhone, three.bensPhone);
            three.annasPhone.hears(three.phone, three.bensPhone);
            three.bensPhone.hears(three.phone, three.annasPhone);
            await().until(() -> three.ben.serves(three.episode));
            return three;
        }

        Leg leg() {
            return anna.episode(episode).getLegsList().stream()
                    .filter(leg -> leg.getMedium().equals("voice"))
                    .findFirst()
                    .orElseThrow();
        }

        /** Who has the caller, as Ben's desk shows it. */
        String talksNow() {
            return ben.episode(episode).getLegsList().stream()
                    .filter(leg -> leg.getMedium().equals("voice"))
                    .findFirst()
                    .orElseThrow()
                    .getAgentId();
        }
    }
}
