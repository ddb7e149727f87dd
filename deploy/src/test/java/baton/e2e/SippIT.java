package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_OPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.Assignment;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole product against telephones that know nothing of it: sipp as the callers and as the agents' phones. */
@ExtendWith(InTheHouse.class)
@Timeout(90)
class SippIT {

    private static final int CALLS = 20;

    /** All agents' telephones are one process: what they are rung for differs by the call alone. */
    private final int phonePort = Place.freePort();

    @BeforeAll
    static void peers() {
        Sipp.require();
    }

    @Test
    void aCallGoesThroughFromTheFirstRequestToTheLastAnswer(Scene scene) throws Exception {
        var anna = seat(scene, "anna");
        try (var phone = phones(scene, 1);
                var caller = callers(scene, "-m", "1")) {
            caller.succeeds();
            phone.succeeds();
        }

        finishCalls(List.of(anna), 1);
        var episodes = scene.journal().episodes(scene.company());
        assertThat(episodes).hasSize(1);
        assertThat(facts(scene, episodes.get(0)))
                .containsSubsequence(LEG_OPENED, CALL_ANSWERED, LEG_ENDED)
                .doesNotHaveDuplicates();
        assertThat(leg(scene, episodes.get(0)).getReason()).isEqualTo("caller-hung-up");
    }

    @Test
    void twentyCallersAtFivePerSecondAreAllServedByThreeAgents(Scene scene) throws Exception {
        var desks = List.of(seat(scene, "anna"), seat(scene, "ben"), seat(scene, "chloe"));
        try (var phones = phones(scene, CALLS);
                var callers = callers(scene, "-m", String.valueOf(CALLS), "-r", "5")) {
            finishCalls(desks, CALLS);
            callers.succeeds();
            phones.succeeds();
        }

        var episodes = scene.journal().episodes(scene.company());
        assertThat(episodes).hasSize(CALLS);
        for (var episode : episodes) {
            assertThat(facts(scene, episode)).containsOnlyOnce(LEG_OPENED, CALL_ANSWERED, LEG_ENDED);
        }
    }

    /** An available agent whose telephone is registered, as one sees at the desk. */
    private DeskClient seat(Scene scene, String agent) throws Exception {
        var desk = scene.agent(agent);
        var company = scene.company();
        var words = Map.of(
                "{user}",
                agent,
                "{company}",
                company.id(),
                "{password}",
                company.phoneSecret(agent),
                "{port}",
                String.valueOf(phonePort));
        try (var register = Sipp.start("register", words, scene.place().sip(), Place.freePort(), "-m", "1")) {
            register.succeeds();
        }
        await().until(() -> desk.view().getPhoneRegistered());
        return desk;
    }

    private Sipp phones(Scene scene, int calls) throws Exception {
        return Sipp.start("phone", Map.of(), scene.place().sip(), phonePort, "-m", String.valueOf(calls));
    }

    private static Sipp callers(Scene scene, String... options) throws Exception {
        var words = Map.of("{number}", scene.company().main());
        return Sipp.start("caller", words, scene.place().sip(), Place.freePort(), options);
    }

    /** The agents close what their callers have left, until so many are closed. */
    private static void finishCalls(List<DeskClient> desks, int calls) {
        for (var closed = 0; closed < calls; closed++) {
            await("call " + (closed + 1) + " of " + calls).until(() -> finishOne(desks));
        }
    }

    private static boolean finishOne(List<DeskClient> desks) {
        for (var desk : desks) {
            var over = desk.view().getAssignmentsList().stream()
                    .map(Assignment::getEpisodeId)
                    .filter(episode -> desk.episode(episode).getStatus().equals("wrapping-up"))
                    .findFirst();
            if (over.isPresent()) {
                desk.finish(over.get());
                return true;
            }
        }
        return false;
    }

    private static EpisodeEvent.LegEnded leg(Scene scene, String episode) {
        return scene.journal().entries(scene.company(), episode).stream()
                .filter(EpisodeEvent::hasLegEnded)
                .findFirst()
                .orElseThrow()
                .getLegEnded();
    }

    private static List<EpisodeEvent.FactCase> facts(Scene scene, String episode) {
        return scene.journal().entries(scene.company(), episode).stream()
                .map(EpisodeEvent::getFactCase)
                .toList();
    }
}
