package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The node to which a caller has come is killed. Nothing is in front of the nodes: each has a SIP address of its own, so that the
 * telephones have to be told where the call is now. The short form is in {@link ThreeNodesIT}. Starts three nodes and kills one three times, so it runs with {@code -Dbaton.failures=on} only.
 */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@Timeout(900)
class CallNodesIT extends OnGround {

    private CallersNode callers;
    private int companies;

    @BeforeAll
    void start() {
        callers = new CallersNode(ground, new ThreeNodes(ground, 3, ThreeNodesIT.PATIENT));
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
