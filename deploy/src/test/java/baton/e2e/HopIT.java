package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.AGENT_RELEASED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_RINGING;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_UNANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.client.v1.Leg;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A chat becomes a phone call with the same agent, and what happens when that agent cannot take it. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class HopIT {

    private static final String NUMBER = "380501112233";

    @Test
    void aCallWithTheCodeOfTheChatRingsTheSameAgentWhoSeesEverythingBeforePickingUp(Scene scene) {
        var anna = scene.agent("anna");
        var ben = scene.agent("ben");
        var annasPhone = scene.phoneOf(anna);
        var bensPhone = scene.phoneOf(ben);
        var customer = scene.customer();
        var episode = chat(customer, anna);

        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());
        annasPhone.rings();

        var offer = anna.awaitOffer("voice");
        assertThat(offer.getEpisodeId()).isEqualTo(episode);
        assertThat(anna.texts(episode)).containsExactly("Where is my lamp?", "On its way.");
        assertThat(phone.state()).isEqualTo(State.CALLING);
        annasPhone.picksUp();
        phone.talks();
        annasPhone.talks();
        assertThat(bensPhone.history()).doesNotContain(State.RINGING);
        await().until(() -> anna.facts(episode).contains(CALL_ANSWERED));
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void aCallToTheDirectNumberOfTheChatRingsTheSameAgent(Scene scene) {
        var anna = scene.agent("anna");
        scene.phoneOf(scene.agent("ben"));
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);

        var direct = customer.callOptions().getDirectDial();
        assertThat(scene.company().direct()).contains(direct);
        var phone = scene.phone(NUMBER);
        phone.dial(direct);

        annasPhone.rings();
        assertThat(anna.awaitOffer("voice").getEpisodeId()).isEqualTo(episode);
        annasPhone.picksUp();
        phone.talks();
    }

    @Test
    void aCallFromTheNumberThatTheAgentHasLinkedRingsTheSameAgent(Scene scene) {
        var anna = scene.agent("anna");
        scene.phoneOf(scene.agent("ben"));
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);

        assertThat(customer.callOptions().getCallerKnown()).isFalse();
        anna.linkPhone(episode, "+380 (50) 111-22-33");
        assertThat(customer.callOptions().getCallerKnown()).isTrue();
        var phone = scene.phone(NUMBER);
        phone.dial(scene.company().main());

        annasPhone.rings();
        assertThat(anna.awaitOffer("voice").getEpisodeId()).isEqualTo(episode);
        annasPhone.picksUp();
        phone.talks();
    }

    @Test
    void chatAndCallLiveAtTheSameTimeInOneEpisode(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var phone = call(scene, customer, annasPhone);

        var written = customer.say("Here is the number of my order: 4711");
        anna.say(episode, "Thank you, I have it.");

        assertThat(written.getEpisodeId()).isEqualTo(episode);
        anna.awaitTexts(
                episode,
                "Where is my lamp?",
                "On its way.",
                "Here is the number of my order: 4711",
                "Thank you, I have it.");
        assertThat(statuses(anna.episode(episode).getLegsList())).containsExactlyInAnyOrder("open", "talking");
        assertThat(phone.state()).isEqualTo(State.TALKING);
    }

    @Test
    void aCallerWhoHangsUpEndsTheCallAndNotTheEpisode(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var phone = call(scene, customer, annasPhone);

        phone.hangsUp();

        annasPhone.isFree();
        assertThat(legEnd(anna, episode)).isEqualTo("caller-hung-up");
        goesOn(customer, anna, episode);
    }

    @Test
    void anAgentWhoHangsUpEndsTheCallAndNotTheEpisode(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var phone = call(scene, customer, annasPhone);

        annasPhone.hangsUp();

        phone.isFree();
        assertThat(legEnd(anna, episode)).isEqualTo("agent-hung-up");
        goesOn(customer, anna, episode);
    }

    @Test
    void theSameCustomerMayCallAgainInTheSameEpisode(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        call(scene, customer, annasPhone).hangsUp();
        annasPhone.isFree();

        var again = scene.phone(NUMBER);
        again.dial(scene.company().main());

        annasPhone.picksUp();
        again.talks();
        await().until(() -> count(anna, episode, CALL_ANSWERED) == 2);
    }

    @Test
    void aCallerNobodyKnowsGetsANewEpisodeAndTheLongestIdleAgent(Scene scene) {
        var anna = scene.agent("anna");
        var ben = scene.agent("ben");
        var annasPhone = scene.phoneOf(anna);
        var bensPhone = scene.phoneOf(ben);
        var chatting = chat(scene.customer(), anna); // now Ben has been idle for longest

        var phone = scene.phone("380671234567");
        phone.dial(scene.company().main());

        bensPhone.picksUp();
        phone.talks();
        var offered = ben.episodeId();
        assertThat(offered).isNotEqualTo(chatting);
        await().until(() -> ben.serves(offered));
        assertThat(annasPhone.history()).doesNotContain(State.RINGING);
        assertThat(ben.episode(offered).getLegs(0).getAddress()).isEqualTo("380671234567");
    }

    @Test
    void aCallThatTheAgentDeclinesGoesToTheNextWithTheTranscript(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());

        annasPhone.declines();

        goesTo(ben, bensPhone, phone, episode);
        assertThat(unanswered(ben, episode)).isEqualTo(Optional.of("busy"));
        assertThat(facts(scene, episode)).containsSubsequence(CALL_RINGING, CALL_UNANSWERED, CALL_RINGING);
        assertThat(facts(scene, episode)).containsSubsequence(AGENT_RELEASED, CALL_ANSWERED);
        await().until(() -> !anna.serves(episode));
    }

    @Test
    void aCallThatTheAgentDoesNotAnswerInTimeGoesToTheNextWithTheTranscript(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());

        annasPhone.rings();

        goesTo(ben, bensPhone, phone, episode);
        assertThat(unanswered(ben, episode)).isEqualTo(Optional.of("timed-out"));
        assertThat(annasPhone.history()).doesNotContain(State.TALKING);
        annasPhone.isFree();
        await().until(() -> anna.view().getPresence().equals("away"));
        assertThat(anna.view().getReason()).isEqualTo("missed-offer");
    }

    @Test
    void aCallForAnAgentWhoIsInAnotherCallGoesToTheNextWithTheTranscript(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var other = scene.phone("380671234567");
        other.dial(scene.company().main());
        annasPhone.picksUp();
        other.talks();
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);

        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());

        goesTo(ben, bensPhone, phone, episode);
        assertThat(other.state()).isEqualTo(State.TALKING);
        assertThat(annasPhone.history()).containsOnlyOnce(State.RINGING);
    }

    @Test
    void aCallForAnAgentWithoutATelephoneGoesToTheNextWithTheTranscript(Scene scene) {
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);

        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());

        goesTo(ben, bensPhone, phone, episode);
        await().until(() -> !anna.serves(episode));
    }

    @Test
    void aCallThatNobodyCanTakeRingsUntilSomebodyCan(Scene scene) {
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());
        await().until(() -> anna.episode(episode).getLegsCount() == 2);

        var annasPhone = scene.phoneOf(anna);

        annasPhone.picksUp();
        phone.talks();
        assertThat(anna.serves(episode)).isTrue();
    }

    @Test
    void aCallerWhoGivesUpLeavesAMissedCallAndAFreeAgent(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());
        annasPhone.rings();

        phone.hangsUp();

        annasPhone.isFree();
        assertThat(annasPhone.reason()).isEqualTo("The caller hung up");
        assertThat(legEnd(anna, episode)).isEqualTo("abandoned");
        await().until(() -> anna.view().getOffersList().isEmpty());
        assertThat(anna.view().getPresence()).isEqualTo("available");
        goesOn(customer, anna, episode);
        call(scene, customer, annasPhone);
    }

    @Test
    void aMissedCallOfAStrangerIsAnEpisodeOfItsOwnThatIsClosed(Scene scene) {
        var phone = scene.phone("380671234567");
        phone.dial(scene.company().main());
        await().until(() -> scene.journal().episodes().size() == 1);

        phone.hangsUp();

        var episode = scene.journal().episodes().get(0);
        await().until(() -> scene.journal().entries(episode).stream().anyMatch(EpisodeEvent::hasEpisodeClosed));
        assertThat(scene.journal().entries(episode))
                .filteredOn(EpisodeEvent::hasLegEnded)
                .extracting(event -> event.getLegEnded().getReason())
                .containsExactly("abandoned");
    }

    @Test
    void aUsedCodeIsNoGoodForSomebodyElse(Scene scene) {
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var customer = scene.customer();
        var episode = chat(customer, anna);
        var code = customer.codeToDial();
        var phone = scene.phone(NUMBER);
        phone.dial(code);
        annasPhone.picksUp();
        phone.talks();
        phone.hangsUp();
        annasPhone.isFree();

        var thief = scene.phone("380990000000");
        thief.dial(code);
        annasPhone.rings();

        var offer = anna.awaitOffer("voice");
        assertThat(offer.getEpisodeId()).isNotEqualTo(episode);
        annasPhone.picksUp();
        thief.talks();
        assertThat(customer.codeToDial()).isNotEqualTo(code);
    }

    /** A question and an answer; returns the episode. */
    private static String chat(ChatClient customer, DeskClient agent) {
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        agent.takeChat(episode);
        agent.say(episode, "On its way.");
        customer.awaitTexts(episode, "Where is my lamp?", "On its way.");
        return episode;
    }

    /** The customer calls with the code of the chat, and this telephone is picked up. */
    private static Telephone call(Scene scene, ChatClient customer, Telephone agents) {
        var phone = scene.phone(NUMBER);
        phone.dial(customer.codeToDial());
        agents.picksUp();
        phone.talks();
        return phone;
    }

    /** The caller still hears ringing; this agent has the transcript and picks up. */
    private static void goesTo(DeskClient agent, Telephone telephone, Telephone caller, String episode) {
        telephone.rings();
        assertThat(caller.state()).isEqualTo(State.CALLING);
        agent.awaitOffer(episode, "voice");
        agent.awaitTexts(episode, "Where is my lamp?", "On its way.");
        assertThat(telephone.state()).isEqualTo(State.RINGING);
        telephone.picksUp();
        caller.talks();
        await().until(() ->
                agent.serves(episode) && agent.episode(episode).getAgentId().equals(agent.agentId()));
    }

    private static void goesOn(ChatClient customer, DeskClient agent, String episode) {
        assertThat(agent.episode(episode).getStatus()).isEqualTo("engaged");
        assertThat(customer.say("Are you still there?").getEpisodeId()).isEqualTo(episode);
        agent.say(episode, "I am.");
        await().until(() -> customer.texts(episode).contains("I am."));
    }

    private static String legEnd(DeskClient agent, String episode) {
        await().until(() -> agent.facts(episode).contains(LEG_ENDED));
        return find(agent, episode, EpisodeEvent::hasLegEnded)
                .orElseThrow()
                .getLegEnded()
                .getReason();
    }

    private static Optional<String> unanswered(DeskClient agent, String episode) {
        return find(agent, episode, EpisodeEvent::hasCallUnanswered)
                .map(event -> event.getCallUnanswered().getReason());
    }

    private static Optional<EpisodeEvent> find(DeskClient agent, String episode, Predicate<EpisodeEvent> which) {
        return agent.screen.entries(episode).values().stream().filter(which).findFirst();
    }

    private static long count(DeskClient agent, String episode, EpisodeEvent.FactCase fact) {
        return agent.facts(episode).stream().filter(fact::equals).count();
    }

    private static List<EpisodeEvent.FactCase> facts(Scene scene, String episode) {
        return scene.journal().entries(episode).stream()
                .map(EpisodeEvent::getFactCase)
                .toList();
    }

    private static List<String> statuses(List<Leg> legs) {
        return legs.stream().map(Leg::getStatus).toList();
    }
}
