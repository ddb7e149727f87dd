package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.FreePorts;
import baton.gateway.phone.DemoPhone.State;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls from end to end with a SIP stack that is not ours on both ends. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class SippIT {

    private static final int CALLS = 20;

    @BeforeEach
    void requireSipp() {
        Peers.require("sipp", "sip-tester");
    }

    @Test
    void aCallFromSippToSippCompletes(Scene scene) {
        var anna = scene.agent("anna");
        var phone = phone(scene, anna, 1);

        var caller = caller(scene, "caller", scene.company().main());

        caller.succeeds();
        phone.succeeds();
        var episode = scene.journal().episodes().get(0);
        assertThat(scene.journal().entries(episode))
                .extracting(EpisodeEvent::getFactCase)
                .contains(EpisodeEvent.FactCase.CALL_RINGING, EpisodeEvent.FactCase.CALL_ANSWERED);
        await().until(() -> anna.episode(episode).getStatus().equals("wrapping-up"));
    }

    @Test
    void aCallWithTheCodeOfAChatReachesItsAgent(Scene scene) {
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        phone(scene, scene.agent("ben"), 1);
        var phone = phone(scene, anna, 1);

        var caller = caller(scene, "caller", customer.codeToDial());

        caller.succeeds();
        phone.succeeds();
        await().until(() -> anna.screen.entries(episode).values().stream().anyMatch(EpisodeEvent::hasLegEnded));
        assertThat(anna.serves(episode)).isTrue();
    }

    @Test
    void theCallerHears180UntilTheSecondAgentAnswers(Scene scene) {
        var anna = scene.agent("anna");
        var declining = phone(scene, anna, "phone-declines", 1);
        var ben = scene.agent("ben");
        var phone = phone(scene, ben, 1);

        var caller = caller(scene, "caller-hears-ringing-only", scene.company().main());

        caller.succeeds();
        declining.succeeds();
        phone.succeeds();
    }

    @Test
    void theCancelOfACallerWhoGivesUpIsHonoured(Scene scene) {
        var anna = scene.agent("anna");
        var phone = scene.phoneOf(anna);

        var caller = caller(scene, "caller-gives-up", scene.company().main());

        await().until(() -> phone.history().contains(State.RINGING)); // not for long
        caller.succeeds();
        phone.isFree();
        await().until(() -> anna.view().getOffersList().isEmpty());
    }

    @Test
    void aTelephoneWithAWrongPasswordIsRefused(Scene scene) {
        var words = Map.of("user", "anna", "domain", scene.company().id(), "password", "wrong", "port", "5");

        scene.opened(Sipp.start("register-refused", words, scene.place(), FreePorts.next(), "-m", "1"))
                .succeeds();
    }

    @Test
    void twentyCallsAtFiveASecondAllComplete(Scene scene) {
        scene.desk(Company.SUPERVISOR)
                .rest("PUT", "/api/v1/configuration/queues/main", "{\"name\":\"Main\",\"wrapUp\":\"1s\"}");
        var phones = Company.AGENTS.stream()
                .map(scene::agent)
                .map(agent -> phone(scene, agent, CALLS))
                .toList();

        var caller = caller(scene, "caller", scene.company().main(), "-m", String.valueOf(CALLS), "-r", "5");

        caller.succeeds();
        assertThat(phones).hasSize(Company.AGENTS.size());
        var episodes = scene.journal().episodes();
        assertThat(episodes).hasSize(CALLS);
        assertThat(episodes).allSatisfy(episode -> assertThat(scene.journal().entries(episode))
                .filteredOn(EpisodeEvent::hasCallAnswered)
                .hasSize(1));
    }

    /** An agent's phone that registers with digest and answers so many calls. */
    private static Sipp phone(Scene scene, DeskClient agent, int calls) {
        return phone(scene, agent, "phone", calls);
    }

    private static Sipp phone(Scene scene, DeskClient agent, String scenario, int calls) {
        var port = FreePorts.next();
        var words = Map.of(
                "user", agent.agentId(),
                "domain", scene.company().id(),
                "password", scene.company().phoneSecret(agent.agentId()),
                "port", String.valueOf(port));
        var phone = scene.opened(Sipp.start(scenario, words, scene.place(), port, "-m", String.valueOf(calls)));
        scene.opened(Sipp.start("register", words, scene.place(), FreePorts.next(), "-m", "1"))
                .succeeds();
        await().until(() -> agent.view().getPhoneRegistered());
        return phone;
    }

    private static Sipp caller(Scene scene, String scenario, String number, String... options) {
        var once = options.length == 0 ? new String[] {"-m", "1"} : options;
        return scene.opened(Sipp.start(scenario, Map.of("number", number), scene.place(), FreePorts.next(), once));
    }
}
