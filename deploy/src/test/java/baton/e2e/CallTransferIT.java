package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.client.v1.Leg;
import baton.protocol.gateway.v1.TransferEpisode;
import baton.protocol.journal.v1.EpisodeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer who is on the phone with one agent is handed on to another, with real telephones on all ends. */
@ExtendWith(InTheHouse.class)
@Timeout(90)
class CallTransferIT {

    private static final String NUMBER = "380501112233";

    @Test
    void aWarmTransferGivesTheCustomerToTheSecondAgentWhenThePhoneIsPickedUp(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        anna.say(episode, "On its way.");
        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());
        annasPhone.picksUp();
        phone.talks();
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        await().until(() -> anna.screen.facts(episode).contains(CALL_ANSWERED));

        anna.transfer(warm(episode).setToAgentId("ben"));

        bensPhone.rings();
        assertThat(ben.awaitOffer(episode, "voice").getKind()).isEqualTo("transfer");
        ben.awaitTexts(episode, "Where is my lamp?", "On its way.");
        assertThat(anna.serves(episode)).isTrue();
        phone.talks();
        annasPhone.talks();

        bensPhone.picksUp();

        annasPhone.isFree();
        assertThat(annasPhone.reason()).isEqualTo("The other end hung up");
        phone.talks();
        bensPhone.talks();
        ben.awaitServing(episode);
        await().until(() -> !anna.serves(episode));
        assertThat(phone.history()).endsWith(State.TALKING);
        ben.say(episode, "I have your lamp here.");
        customer.awaitTexts(episode, "Where is my lamp?", "On its way.", "I have your lamp here.");
        assertThat(scene.journal().episodes(scene.company())).containsExactly(episode);
        assertThat(scene.journal().count(scene.company(), episode, LEG_ENDED)).isZero();
        assertThat(scene.journal().count(scene.company(), episode, CALL_ANSWERED))
                .isEqualTo(2);

        bensPhone.hangsUp();

        phone.isFree();
        await().until(() -> ben.screen.facts(episode).contains(LEG_ENDED));
    }

    @Test
    void aWarmTransferToTheQueueFindsWhoIsFree(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);

        anna.transfer(warm(episode));
        bensPhone.picksUp();

        annasPhone.isFree();
        phone.talks();
        ben.awaitServing(episode);
    }

    @Test
    void aSecondAgentWhoDeclinesLeavesTheCallWithTheFirstWhoIsToldWhy(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var bensPhone = scene.phoneOf(scene.agent("ben"));

        anna.transfer(warm(episode).setToAgentId("ben"));
        bensPhone.declines();

        assertThat(declined(anna, episode)).isEqualTo("busy");
        phone.talks();
        annasPhone.talks();
        assertThat(anna.serves(episode)).isTrue();
        assertThat(call(anna, episode).getStatus()).isEqualTo("talking");
        anna.transfer(warm(episode).setToAgentId("ben"));
        bensPhone.picksUp();
        annasPhone.isFree();
        phone.talks();
    }

    @Test
    void aSecondAgentWhoDoesNotPickUpInTimeLeavesTheCallWithTheFirst(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var bensPhone = scene.phoneOf(scene.agent("ben"));

        anna.transfer(warm(episode).setToAgentId("ben"));
        bensPhone.rings();

        assertThat(declined(anna, episode)).isEqualTo("timed-out");
        bensPhone.isFree();
        phone.talks();
        annasPhone.talks();
        assertThat(anna.serves(episode)).isTrue();
    }

    @Test
    void aTransferThatTheFirstAgentWithdrawsStopsTheSecondPhone(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var bensPhone = scene.phoneOf(scene.agent("ben"));
        anna.transfer(warm(episode).setToAgentId("ben"));
        bensPhone.rings();

        anna.withdraw(episode);

        bensPhone.isFree();
        phone.talks();
        annasPhone.talks();
    }

    @Test
    void aCustomerWhoHangsUpInTheMiddleOfATransferEndsEverything(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        anna.transfer(warm(episode).setToAgentId("ben"));
        bensPhone.rings();

        phone.hangsUp();

        annasPhone.isFree();
        bensPhone.isFree();
        anna.awaitStatus(episode, "wrapping-up");
        await().until(() -> ben.view().getOffersCount() == 0);
        assertThat(anna.serves(episode)).isTrue();
        assertThat(ben.serves(episode)).isFalse();
        anna.finish(episode);
    }

    @Test
    void aColdTransferPutsTheCustomerOnHoldUntilTheSecondAgentPicksUp(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var ben = scene.agent("ben");

        anna.transfer(cold(episode).setToAgentId("ben"));

        annasPhone.isFree();
        await().until(() -> !anna.serves(episode));
        await().until(phone::onHold);
        assertThat(phone.state()).isEqualTo(State.TALKING);
        var bensPhone = scene.phoneOf(ben);
        bensPhone.picksUp();
        phone.talks();
        bensPhone.talks();
        assertThat(phone.onHold()).isFalse();
        ben.awaitServing(episode);
        assertThat(scene.journal().episodes(scene.company())).containsExactly(episode);
        assertThat(scene.journal().count(scene.company(), episode, LEG_ENDED)).isZero();
        phone.hangsUp();
        bensPhone.isFree();
    }

    @Test
    void aColdTransferThatOneDeclinesRingsTheNext(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        anna.goAway();

        anna.transfer(cold(episode));
        bensPhone.declines();
        var chloe = scene.agent("chloe");
        var chloesPhone = scene.phoneOf(chloe);
        chloesPhone.picksUp();

        phone.talks();
        chloe.awaitServing(episode);
    }

    @Test
    void aCustomerWhoHangsUpOnHoldEndsTheWork(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        anna.goAway();
        anna.watch(episode);
        anna.transfer(cold(episode));
        await().until(phone::onHold);

        phone.hangsUp();

        anna.awaitStatus(episode, "closed");
        var bensPhone = scene.phoneOf(scene.agent("ben"));
        assertThat(bensPhone.history()).doesNotContain(State.RINGING);
    }

    @Test
    void theAgentHoldsAndResumesFromTheDesk(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var leg = call(anna, episode).getLegId();

        anna.hold(episode, leg, true);

        await().until(() -> call(anna, episode).getHeldBy().equals("agent"));
        assertThat(call(anna, episode).hasHeldSince()).isTrue();
        await().until(() -> phone.onHold() && annasPhone.onHold());
        assertThat(call(anna, episode).getStatus()).isEqualTo("talking");

        anna.hold(episode, leg, false);

        await().until(() -> call(anna, episode).getHeldBy().isEmpty());
        phone.talks();
        annasPhone.talks();
        phone.hold();
        await().until(() -> call(anna, episode).getHeldBy().equals("caller"));
        var ben = scene.agent("ben");
        assertThatThrownBy(() -> ben.hold(episode, leg, true)).hasMessageContaining("not-in-this-call");
    }

    @Test
    void aColleagueIsConsultedDuringACall(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var phone = scene.phone(NUMBER);
        var episode = talk(scene, phone, anna, annasPhone);
        var ben = scene.agent("ben");

        anna.invite(episode, "ben", "Is the lamp in the shop?");
        ben.accept(ben.awaitOffer(episode, "text"));
        await().until(() -> ben.serves(episode));
        ben.note(episode, "It is.");

        await().until(() -> anna.screen.entries(episode).values().stream()
                .anyMatch(entry -> entry.getNoteWritten().getText().equals("It is.")));
        phone.talks();
        annasPhone.talks();
    }

    /** The customer dials and talks with the only agent who can be called. */
    private static String talk(Scene scene, Telephone phone, DeskClient agent, Telephone agentsPhone) {
        phone.dial(scene.company().main());
        agentsPhone.rings();
        var episode = agent.awaitOffer("voice").getEpisodeId();
        agentsPhone.picksUp();
        phone.talks();
        agent.awaitServing(episode);
        await().until(() -> call(agent, episode).getStatus().equals("talking"));
        return episode;
    }

    private static Leg call(DeskClient agent, String episode) {
        return agent.episode(episode).getLegsList().stream()
                .filter(leg -> leg.getMedium().equals("voice"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Why the colleague did not take it over. */
    private static String declined(DeskClient agent, String episode) {
        await().until(() -> agent.screen.entries(episode).values().stream().anyMatch(EpisodeEvent::hasWorkDeclined));
        return agent.screen.entries(episode).values().stream()
                .filter(EpisodeEvent::hasWorkDeclined)
                .findFirst()
                .orElseThrow()
                .getWorkDeclined()
                .getReason();
    }

    private static TransferEpisode.Builder warm(String episode) {
        return TransferEpisode.newBuilder().setEpisodeId(episode).setMode("warm");
    }

    private static TransferEpisode.Builder cold(String episode) {
        return TransferEpisode.newBuilder().setEpisodeId(episode).setMode("cold");
    }
}
