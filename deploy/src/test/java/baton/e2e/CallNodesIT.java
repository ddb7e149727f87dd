package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.FreePorts;
import baton.gateway.phone.DemoPhone.State;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The node to which a caller has come is killed. Nothing is in front of the nodes: each has a SIP address of its own, so that the
 * telephones have to be told where the call is now. The short form is in {@link ThreeNodesIT}. Starts three nodes and kills one for each test, so it runs with {@code -Dbaton.failures=on} only.
 */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@Timeout(900)
class CallNodesIT extends OnGround {

    private CallersNode callers;
    private int companies;

    @BeforeAll
    void start() {
        callers = new CallersNode(ground, new ThreeNodes(ground, 5, ThreeNodesIT.PATIENT));
    }

    @AfterEach
    void allNodesAreBack() {
        callers.startAgain();
    }

    @Test
    void theAgentHangsUpLater() {
        var call = callers.talk(Company.patient(companies++));

        callers.kill();
        callers.awaitTakenOver();
        call.annasPhone().hangsUp();

        call.phone().isFree();
        call.ends();
    }

    @Test
    void eitherEndHoldsAndGoesOnAtTheNodeThatHasTheCallNow() {
        var call = callers.talk(Company.patient(companies++));

        callers.kill();
        callers.awaitTakenOver();

        call.phone().holds(() -> call.annasPhone().onHold());
        call.phone().resumes(() -> !call.annasPhone().onHold());
        call.annasPhone().holds(() -> call.phone().onHold());
        call.annasPhone().resumes(() -> !call.phone().onHold());
        call.phone().talks();
        call.annasPhone().talks();
        assertThat(call.anna().facts(call.episode())).contains(CALL_ANSWERED).doesNotContain(LEG_ENDED);
        call.phone().hangsUp();
        call.annasPhone().isFree();
        call.ends();
    }

    @Test
    void keysThatACallerPressesAtTheNodeThatHasTheCallNowReachTheAgent() {
        var scene = callers.scene(Company.patient(companies++));
        var anna = scene.agents().agent("anna");
        var annasPhone = scene.agents().phoneOf(anna);
        var words = Map.of("number", scene.company().main(), "caller", "380501112233");
        var caller = scene.customers()
                .opened(Sipp.start(
                        "caller-follows-to-another-node",
                        words,
                        scene.customers().place(),
                        FreePorts.next(),
                        "-m",
                        "1"));
        annasPhone.picksUp();
        caller.says("talks-at");
        var episode = CallersNode.served(anna);

        callers.kill();

        caller.succeeds(); // her phone's answer to the keys came back, and that to hanging up
        annasPhone.isFree();
        CallersNode.ends(anna, episode);
    }

    @Test
    void whoHangsUpWhileNobodyListensTakesTheAgentAlong() {
        var call = callers.talk(Company.patient(companies++));

        callers.kill();
        call.phone().hangsUp();

        await().atMost(CallersNode.TAKEN_OVER).until(() -> call.annasPhone().state() == State.IDLE);
        call.ends();
    }

    @Test
    void aCallerWhosePhoneRangIsAnsweredByAnotherNode() {
        var scene = callers.scene(Company.patient(companies++));
        scene.agents()
                .desk(Company.SUPERVISOR)
                .rest("PUT", "/api/v1/configuration/queues/main", "{\"name\":\"Main\",\"voiceOffer\":\"120s\"}");
        var anna = scene.agents().agent("anna");
        var annasPhone = scene.agents().phoneOf(anna);
        var phone = scene.phone();
        phone.dial(scene.company().main());
        annasPhone.rings();

        callers.kill();
        callers.awaitTakenOver();
        await("rings anew")
                .until(() -> annasPhone.history().stream()
                                .filter(State.RINGING::equals)
                                .count()
                        == 2);
        annasPhone.picksUp();

        phone.talks();
        annasPhone.talks();
        var episode = CallersNode.served(anna);
        phone.hangsUp();
        annasPhone.isFree();
        await().until(() -> anna.facts(episode).contains(LEG_ENDED));
    }
}
