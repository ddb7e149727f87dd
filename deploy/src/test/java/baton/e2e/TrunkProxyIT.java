package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.FreePorts;
import baton.gateway.phone.DemoPhone.State;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The node that has set a call up is killed, and the trunk knows one address only: that of a Kamailio which is set up as {@code docs/kamailio.cfg}
 * tells operators. The trunk is sipp, the agent's phone is at a node itself. Kills a node of three for each test, so it runs with {@code -Dbaton.failures=on} only.
 */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@Timeout(900)
class TrunkProxyIT extends OnGround {

    private ThreeNodes nodes;
    private int companies;

    @BeforeAll
    void start() {
        TrunkProxy.require();
        var settings = new HashMap<>(ThreeNodesIT.PATIENT);
        settings.put("BATON_SIP_TRUSTED_TRUNKS", TrunkProxy.HOST);
        nodes = new ThreeNodes(ground, 6, settings);
    }

    @AfterEach
    void allNodesAreBack() {
        nodes.all().stream().filter(KillableNode::hasEnded).forEach(KillableNode::startAgain);
    }

    @Test
    void whoTalksHoldsAndGoesOnAndPressesKeysAndHangsUpAtAnotherNode() {
        var call = calls("caller-outlives-node");
        call.phone().picksUp();
        var dead = nodeIn(call.caller().says("talks-at"));
        var episode = CallersNode.served(call.anna());

        dead.kill();
        assertThat(nodeIn(call.caller().says("asked-by"))).isNotSameAs(dead);
        call.goesOn("after-asked");
        await("on hold").until(call.phone()::onHold);
        call.goesOn("after-hold");
        await("not on hold").until(() -> !call.phone().onHold());
        assertThat(call.phone().state()).isEqualTo(State.TALKING);
        call.goesOn("after-resume");

        call.caller().succeeds();
        call.ends(episode);
    }

    @Test
    void whoHangsUpInTheMomentOfTheDeathIsAnsweredByAnotherNode() {
        var call = calls("caller-hangs-up-at-once");
        call.phone().picksUp();
        var dead = nodeIn(call.caller().says("talks-at"));
        var episode = CallersNode.served(call.anna());

        dead.kill();
        call.goesOn("after-ack");

        call.caller().succeeds();
        call.ends(episode);
    }

    @Test
    void whoHearsItRingIsAnsweredByAnotherNode() {
        var call = calls("caller-waits-for-another-node");
        call.phone().rings();
        var dead = nodeIn(call.caller().says("rings-at"));

        dead.kill();
        call.ringsAnew();
        call.phone().picksUp();
        assertThat(nodeIn(call.caller().says("talks-at"))).isNotSameAs(dead);
        var episode = CallersNode.served(call.anna());
        call.goesOn("after-ack");

        call.caller().succeeds();
        call.ends(episode);
    }

    @Test
    void whoGivesUpAfterTheDeathIsToldSoAndThePhoneStopsRinging() {
        var call = calls("caller-gives-up-when-told");
        call.phone().rings();
        var dead = nodeIn(call.caller().says("rings-at"));

        dead.kill();
        call.ringsAnew();
        call.proxy().passesToTheLivingOnly();
        call.goesOn("after-180");

        call.caller().succeeds();
        call.phone().isFree();
        await().until(() -> call.anna().view().getOffersList().isEmpty());
    }

    private record Call(Scene scene, DeskClient anna, Telephone phone, TrunkProxy proxy, Sipp caller, String callId) {

        /** When the caller has done this and waits. */
        void goesOn(String after) {
            await(after).until(() -> caller.says("waits").equals(after));
            caller.goesOn(callId);
        }

        void ringsAnew() {
            await("rings anew").atMost(CallersNode.TAKEN_OVER).until(() -> rung() == 2);
        }

        private long rung() {
            return phone.history().stream().filter(State.RINGING::equals).count();
        }

        void ends(String episode) {
            phone.isFree();
            CallersNode.ends(anna, episode);
            assertThat(scene.stored(episode, CALL_ANSWERED)).isOne();
            assertThat(scene.stored(episode, LEG_ENDED)).isOne();
        }
    }

    private Call calls(String scenario) {
        var scene = nodes.scene(Company.patient(companies++));
        scene.desk(Company.SUPERVISOR)
                .rest("PUT", "/api/v1/configuration/queues/main", "{\"name\":\"Main\",\"voiceOffer\":\"120s\"}");
        var anna = scene.agent("anna");
        anna.beStubborn(); // her desk may be at the node that dies
        var phone = scene.phoneOf(anna);
        var proxy = ground.opened(
                TrunkProxy.start(nodes.all().stream().map(KillableNode::place).toList()));
        var callId = UUID.randomUUID().toString();
        var words = Map.of("number", scene.company().main(), "caller", "380501112233");
        var trunk = new InetSocketAddress(TrunkProxy.TRUNK, FreePorts.next());
        var caller = ground.opened(Sipp.start(scenario, words, proxy.address(), trunk, "-m", "1", "-cid_str", callId));
        return new Call(scene, anna, phone, proxy, caller, callId);
    }

    /** Which one a Contact means. */
    private KillableNode nodeIn(String contact) {
        return nodes.all().stream()
                .filter(node -> contact.endsWith(":" + node.place().sip()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(contact));
    }
}
