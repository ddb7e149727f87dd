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
@Timeout(270)
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
        await().until(() -> anna.facts(episode).contains(CALL_ANSWERED));

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
        assertThat(scene.journal().episodes()).containsExactly(episode);
        assertThat(scene.stored(episode, LEG_ENDED)).isZero();
        assertThat(scene.stored(episode, CALL_ANSWERED)).isEqualTo(2);

        bensPhone.hangsUp();

        phone.isFree();
        await().until(() -> ben.facts(episode).contains(LEG_ENDED));
    }

    @Test
    void aWarmTransferToTheQueueFindsWhoIsFree(Scene scene) {
        var talk = Talking.begin(scene);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);

        talk.agent().transfer(warm(talk.episode()));
        bensPhone.picksUp();

        talk.agentsPhone().isFree();
        talk.phone().talks();
        ben.awaitServing(talk.episode());
    }

    @Test
    void aSecondAgentWhoDeclinesLeavesTheCallWithTheFirstWhoIsToldWhy(Scene scene) {
        var talk = Talking.begin(scene);
        var bensPhone = scene.phoneOf(scene.agent("ben"));

        talk.agent().transfer(warm(talk.episode()).setToAgentId("ben"));
        bensPhone.declines();

        assertThat(talk.declined()).isEqualTo("busy");
        talk.phone().talks();
        talk.agentsPhone().talks();
        assertThat(talk.agent().serves(talk.episode())).isTrue();
        assertThat(talk.leg().getStatus()).isEqualTo("talking");
        talk.agent().transfer(warm(talk.episode()).setToAgentId("ben"));
        bensPhone.picksUp();
        talk.agentsPhone().isFree();
        talk.phone().talks();
    }

    @Test
    void aSecondAgentWhoDoesNotPickUpInTimeLeavesTheCallWithTheFirst(Scene scene) {
        var talk = Talking.begin(scene);
        var bensPhone = scene.phoneOf(scene.agent("ben"));

        talk.agent().transfer(warm(talk.episode()).setToAgentId("ben"));
        bensPhone.rings();

        assertThat(talk.declined()).isEqualTo("timed-out");
        bensPhone.isFree();
        talk.phone().talks();
        talk.agentsPhone().talks();
        assertThat(talk.agent().serves(talk.episode())).isTrue();
    }

    @Test
    void aTransferThatTheFirstAgentWithdrawsStopsTheSecondPhone(Scene scene) {
        var talk = Talking.begin(scene);
        var bensPhone = scene.phoneOf(scene.agent("ben"));
        talk.agent().transfer(warm(talk.episode()).setToAgentId("ben"));
        bensPhone.rings();

        talk.agent().withdraw(talk.episode());

        bensPhone.isFree();
        talk.phone().talks();
        talk.agentsPhone().talks();
    }

    @Test
    void aCustomerWhoHangsUpInTheMiddleOfATransferEndsEverything(Scene scene) {
        var talk = Talking.begin(scene);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        talk.agent().transfer(warm(talk.episode()).setToAgentId("ben"));
        bensPhone.rings();

        talk.phone().hangsUp();

        talk.agentsPhone().isFree();
        bensPhone.isFree();
        talk.agent().awaitStatus(talk.episode(), "wrapping-up");
        await().until(() -> ben.view().getOffersCount() == 0);
        assertThat(talk.agent().serves(talk.episode())).isTrue();
        assertThat(ben.serves(talk.episode())).isFalse();
        talk.agent().finish(talk.episode());
    }

    @Test
    void aColdTransferPutsTheCustomerOnHoldUntilTheSecondAgentPicksUp(Scene scene) {
        var talk = Talking.begin(scene);
        var ben = scene.agent("ben");

        talk.agent().transfer(cold(talk.episode()).setToAgentId("ben"));

        talk.agentsPhone().isFree();
        await().until(() -> !talk.agent().serves(talk.episode()));
        await().until(talk.phone()::onHold);
        assertThat(talk.phone().state()).isEqualTo(State.TALKING);
        var bensPhone = scene.phoneOf(ben);
        bensPhone.picksUp();
        talk.phone().talks();
        bensPhone.talks();
        assertThat(talk.phone().onHold()).isFalse();
        ben.awaitServing(talk.episode());
        assertThat(scene.journal().episodes()).containsExactly(talk.episode());
        assertThat(scene.stored(talk.episode(), LEG_ENDED)).isZero();
        talk.phone().hangsUp();
        bensPhone.isFree();
    }

    @Test
    void aColdTransferThatOneDeclinesRingsTheNext(Scene scene) {
        var talk = Talking.begin(scene);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        talk.agent().goAway();

        talk.agent().transfer(cold(talk.episode()));
        bensPhone.declines();
        var chloe = scene.agent("chloe");
        var chloesPhone = scene.phoneOf(chloe);
        chloesPhone.picksUp();

        talk.phone().talks();
        chloe.awaitServing(talk.episode());
    }

    @Test
    void aCustomerWhoHangsUpOnHoldEndsTheWork(Scene scene) {
        var talk = Talking.begin(scene);
        talk.agent().goAway();
        talk.agent().watch(talk.episode());
        talk.agent().transfer(cold(talk.episode()));
        await().until(talk.phone()::onHold);

        talk.phone().hangsUp();

        talk.agent().awaitStatus(talk.episode(), "closed");
        var bensPhone = scene.phoneOf(scene.agent("ben"));
        assertThat(bensPhone.history()).doesNotContain(State.RINGING);
    }

    @Test
    void aSecondAgentWhoHangsUpBeforeTheCustomersPhoneHasAgreedGivesTheCallBack(Scene scene) {
        var customer = scene.opened(new SlowTelephone(scene.place()));
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var episode = answersSlowly(scene, customer, anna, annasPhone);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        anna.transfer(warm(episode).setToAgentId("ben"));
        bensPhone.picksUp();
        var change = customer.isAsked();
        await().until(() -> ben.serves(episode));

        bensPhone.hangsUp();

        await().until(() -> !ben.serves(episode)); // the call knows: otherwise the customer could be faster
        customer.agreesTo(change);
        customer.agreesTo(customer.isAsked());
        anna.awaitServing(episode);
        await().until(() -> !ben.serves(episode));
        assertThat(annasPhone.state()).isEqualTo(State.TALKING);
        assertThat(callOf(anna, episode).getStatus()).isEqualTo("talking");
        assertThat(callOf(anna, episode).getAgentId()).isEqualTo("anna");
        assertThat(scene.stored(episode, LEG_ENDED)).isZero();
        anna.transfer(warm(episode).setToAgentId("ben"));
        bensPhone.picksUp();
        customer.agreesTo(customer.isAsked());
        annasPhone.isFree();
        ben.awaitServing(episode);
        bensPhone.hangsUp();
        customer.isHungUp();
    }

    @Test
    void aSecondAgentWhoHangsUpBeforeGettingAParkedCustomerLeavesThemToTheNext(Scene scene) {
        var customer = scene.opened(new SlowTelephone(scene.place()));
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var episode = answersSlowly(scene, customer, anna, annasPhone);
        anna.goAway();
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        anna.transfer(cold(episode));
        customer.agreesTo(customer.isAsked());
        bensPhone.picksUp();
        var change = customer.isAsked();
        await().until(() -> ben.serves(episode));

        bensPhone.hangsUp();

        await().until(() -> !ben.serves(episode)); // the call knows: otherwise the customer could be faster
        customer.agreesTo(change);
        customer.agreesTo(customer.isAsked());
        await().until(() -> !ben.serves(episode));
        ben.goAway();
        var chloe = scene.agent("chloe");
        var chloesPhone = scene.phoneOf(chloe);
        chloesPhone.picksUp();
        customer.agreesTo(customer.isAsked());
        chloe.awaitServing(episode);
        await().until(() -> callOf(chloe, episode).getStatus().equals("talking"));
        assertThat(scene.journal().episodes()).containsExactly(episode);
        assertThat(scene.stored(episode, LEG_ENDED)).isZero();
    }

    @Test
    void aSupervisorHandsACallOnAndNobodyIsCutOff(Scene scene) {
        var talk = Talking.begin(scene);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        var dora = scene.desk(Company.SUPERVISOR);

        dora.reassign(talk.episode(), "ben", "");

        bensPhone.rings();
        talk.phone().talks();
        talk.agentsPhone().talks();
        assertThat(talk.agent().serves(talk.episode())).isTrue();

        bensPhone.picksUp();

        talk.agentsPhone().isFree();
        ben.awaitServing(talk.episode());
        talk.phone().talks();
        bensPhone.talks();
        await().until(() -> !talk.agent().serves(talk.episode()));
        assertThat(talk.phone().history()).endsWith(State.TALKING);
        assertThat(scene.stored(talk.episode(), LEG_ENDED)).isZero();
    }

    @Test
    void aCallThatASupervisorHandsOnInVainStaysWhereItWasAndTheSupervisorHearsWhy(Scene scene) {
        var talk = Talking.begin(scene);
        var bensPhone = scene.phoneOf(scene.agent("ben"));
        var dora = scene.desk(Company.SUPERVISOR);
        dora.watch(talk.episode());

        dora.reassign(talk.episode(), "ben", "");
        bensPhone.declines();

        assertThat(declinedAt(dora, talk.episode())).isEqualTo("busy");
        assertThat(talk.declined()).isEqualTo("busy");
        talk.phone().talks();
        talk.agentsPhone().talks();
        assertThat(talk.agent().serves(talk.episode())).isTrue();
        assertThat(talk.leg().getStatus()).isEqualTo("talking");
    }

    @Test
    void theAgentHoldsAndResumesFromTheDesk(Scene scene) {
        var talk = Talking.begin(scene);
        var leg = talk.leg().getLegId();

        talk.agent().hold(talk.episode(), leg, true);

        await().until(() -> talk.leg().getHeldBy().equals("agent"));
        assertThat(talk.leg().hasHeldSince()).isTrue();
        await().until(() -> talk.phone().onHold() && talk.agentsPhone().onHold());
        assertThat(talk.leg().getStatus()).isEqualTo("talking");

        talk.agent().hold(talk.episode(), leg, false);

        await().until(() -> talk.leg().getHeldBy().isEmpty());
        talk.phone().talks();
        talk.agentsPhone().talks();
        talk.phone().holds(() -> talk.leg().getHeldBy().equals("caller"));
        var ben = scene.agent("ben");
        assertThatThrownBy(() -> ben.hold(talk.episode(), leg, true)).hasMessageContaining("not-in-this-call");
    }

    @Test
    void aColleagueIsConsultedDuringACall(Scene scene) {
        var talk = Talking.begin(scene);
        var ben = scene.agent("ben");

        talk.agent().invite(talk.episode(), "ben", "Is the lamp in the shop?");
        ben.accept(ben.awaitOffer(talk.episode(), "text"));
        await().until(() -> ben.serves(talk.episode()));
        ben.note(talk.episode(), "It is.");

        await().until(() -> talk.agent().screen.entries(talk.episode()).values().stream()
                .anyMatch(entry -> entry.getNoteWritten().getText().equals("It is.")));
        talk.phone().talks();
        talk.agentsPhone().talks();
    }

    /** A customer on the phone with Anna, the only agent who can be called. */
    private record Talking(DeskClient agent, Telephone agentsPhone, Telephone phone, String episode) {

        static Talking begin(Scene scene) {
            var anna = scene.agent("anna");
            var annasPhone = scene.phoneOf(anna);
            var phone = scene.phone(NUMBER);
            phone.dial(scene.company().main());
            annasPhone.rings();
            var talking = new Talking(
                    anna, annasPhone, phone, anna.awaitOffer("voice").getEpisodeId());
            annasPhone.picksUp();
            phone.talks();
            anna.awaitServing(talking.episode);
            await().until(() -> talking.leg().getStatus().equals("talking"));
            return talking;
        }

        /** The call as the agent's desk shows it. */
        Leg leg() {
            return callOf(agent, episode);
        }

        /** Why the colleague did not take it over. */
        String declined() {
            return declinedAt(agent, episode);
        }
    }

    private static Leg callOf(DeskClient desk, String episode) {
        return desk.episode(episode).getLegsList().stream()
                .filter(leg -> leg.getMedium().equals("voice"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static String declinedAt(DeskClient desk, String episode) {
        await().until(() -> desk.screen.entries(episode).values().stream().anyMatch(EpisodeEvent::hasWorkDeclined));
        return desk.screen.entries(episode).values().stream()
                .filter(EpisodeEvent::hasWorkDeclined)
                .findFirst()
                .orElseThrow()
                .getWorkDeclined()
                .getReason();
    }

    private static TransferEpisode.Builder warm(String episode) {
        return TransferEpisode.newBuilder().setEpisodeId(episode).setMode("warm");
    }

    /** The customer's phone says yes to changes only when the test does; returns the episode when the two talk. */
    private static String answersSlowly(Scene scene, SlowTelephone customer, DeskClient agent, Telephone phone) {
        customer.dial(scene.company().main());
        var episode = agent.awaitOffer("voice").getEpisodeId();
        phone.picksUp();
        customer.isAnswered();
        agent.awaitServing(episode);
        await().until(() -> agent.facts(episode).contains(CALL_ANSWERED));
        return episode;
    }

    private static TransferEpisode.Builder cold(String episode) {
        return TransferEpisode.newBuilder().setEpisodeId(episode).setMode("cold");
    }
}
