package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import baton.protocol.config.v1.Agent;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who are signed in when their account is another one, or none, from now on. */
class DeskAccountTest {

    private final ServedDoor door = new ServedDoor(new DeskGateway(), "");

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anAgentWhoIsRemovedLosesTheDeskAtOnce() {
        var anna = SignedIn.anna(door);
        var desk = anna.desk();

        remove("anna");

        assertThat(desk.nextBye().getCode()).isEqualTo("signed-out");
        assertThat(desk.closeCode()).isEqualTo(1000);
        assertThat(anna.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void anAgentWhoIsRemovedBetweenTicketAndHelloIsNotGreeted() {
        var socket = SignedIn.anna(door).connect();

        remove("anna");

        assertThat(socket.send("{\"hello\":{}}").nextBye().getCode()).isEqualTo("signed-out");
        assertThat(door.engine.remarks).isEmpty();
    }

    @Test
    void aSupervisorWhoIsOneNoLongerLosesTheWallAndComesBackAsAnAgent() {
        var sue = SignedIn.sue(door);
        var wall = sue.desk().send("{\"supervise\":{}}");
        wall.expectPong();

        edit("sue-of-acme", agent -> agent.setRole("agent"));

        assertThat(wall.nextBye().getCode()).isEqualTo("role-changed");
        assertThat(wall.closeCode()).isEqualTo(1000);
        var again = sue.connect().send("{\"hello\":{}}");
        assertThat(again.next().getWelcome().getRole()).isEqualTo("agent");
        assertThat(again.send("{\"supervise\":{}}").nextRefused().getCode()).isEqualTo("supervisors-only");
    }

    @Test
    void nobodyElseIsDisturbed() {
        var sue = SignedIn.sue(door).desk();
        var anna = SignedIn.anna(door).desk();

        remove("sue-of-acme");
        door.engine.configure("acme", company -> company.setCompany("Acme and Sons"));
        door.engine.configure("globex", company -> company.clearAgents());

        assertThat(sue.nextBye().getCode()).isEqualTo("signed-out");
        anna.expectPong();
    }

    private void remove(String agentId) {
        door.engine.configure("acme", company -> {
            var rest = company.getAgentsList().stream()
                    .filter(agent -> !agent.getId().equals(agentId))
                    .toList();
            company.clearAgents().addAllAgents(rest);
        });
    }

    private void edit(String agentId, Consumer<Agent.Builder> edit) {
        door.engine.configure("acme", company -> company.getAgentsBuilderList().stream()
                .filter(agent -> agent.getId().equals(agentId))
                .forEach(edit));
    }
}
