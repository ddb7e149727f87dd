package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Configuration;
import baton.engine.spi.FakeEngine;
import baton.engine.web.ServedDoor;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Skill;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.util.Durations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What supervisors see and change of their company. */
class ConfigurationApiTest {

    private static final String PATH = "/api/v1/configuration";

    private final ServedDoor door = new ServedDoor(new DeskGateway(), "");
    private final FakeEngine engine = door.engine;

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aSupervisorSeesEverythingButSecrets() {
        var answer = SignedIn.sue(door).get(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"version\":7,\"tenant\":{\"id\":\"acme\",\"company\":\"Acme Shop\"")
                .contains("\"name\":\"Agent anna\"", "\"role\":\"supervisor\"", "\"defaultQueue\":\"main\"")
                .doesNotContain("argon2", "phone-secret-of", "passwordHash", "phoneSecret", "identitySecret");
    }

    @Test
    void everybodySeesTheCannedReplies() {
        var answer = SignedIn.anna(door).get("/api/v1/replies");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"replies\":[{\"id\":\"hello\",\"title\":\"Hello\",\"text\":\"Hello {{customer.name}}\"}]}");
        assertThat(door.get("/api/v1/replies").statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyElseSeesOrChangesAnything() {
        var anna = SignedIn.anna(door);

        for (var answer : List.of(
                anna.get(PATH),
                anna.send("PUT", PATH, "{}"),
                anna.send("PUT", PATH + "/company", "{}"),
                anna.send("PUT", PATH + "/agents/anna", "{\"role\":\"supervisor\"}"),
                anna.send("DELETE", PATH + "/agents/ben", "{}"))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(SignedIn.field(answer, "code")).isEqualTo("supervisors-only");
        }
        assertThat(door.send("PUT", PATH, "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
        assertThat(engine.edits).isEmpty();
    }

    @Test
    void theWholeIsReplaced() {
        var answer = SignedIn.sue(door).send("PUT", PATH + "?version=7", "{\"company\":\"Acme 2\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"version\":8,\"changes\":[{\"what\":\"queue\",\"count\":1}]}");
        assertThat(engine.edits).containsExactly("replace in acme by sue-of-acme based on 7");
        assertThat(engine.contents)
                .containsExactly(
                        Tenant.newBuilder().setId("acme").setCompany("Acme 2").build());
    }

    @Test
    void whatTheCompanyHasOneOfIsSaved() {
        SignedIn.sue(door).send("PUT", PATH + "/company", "{\"id\":\"acme\",\"breakReasons\":[\"lunch\"]}");

        assertThat(engine.edits).containsExactly("save company in acme by sue-of-acme based on 0");
        assertThat(engine.contents)
                .containsExactly(Tenant.newBuilder()
                        .setId("acme")
                        .addBreakReasons("lunch")
                        .build());
    }

    @Test
    void eachPartIsSavedUnderTheIdOfItsPath() {
        var sue = SignedIn.sue(door);

        sue.send(
                "PUT", PATH + "/queues/main?version=7", "{\"ageing\":\"90s\",\"steps\":[{\"skills\":{\"german\":5}}]}");
        sue.send("PUT", PATH + "/agents/ben", "{\"id\":\"somebody-else\",\"password\":\"geheim\"}");
        sue.send("PUT", PATH + "/skills/german", "{}");

        assertThat(engine.edits)
                .containsExactly(
                        "save in acme by sue-of-acme based on 7",
                        "save in acme by sue-of-acme based on 0",
                        "save in acme by sue-of-acme based on 0");
        assertThat(engine.contents.get(0).getQueues(0))
                .isEqualTo(Queue.newBuilder()
                        .setId("main")
                        .setAgeing(Durations.fromSeconds(90))
                        .addSteps(baton.protocol.config.v1.Step.newBuilder().putSkills("german", 5))
                        .build());
        assertThat(engine.contents.get(1).getAgents(0))
                .isEqualTo(Agent.newBuilder().setId("ben").setPassword("geheim").build());
        assertThat(engine.contents.get(2).getSkillsList())
                .containsExactly(Skill.newBuilder().setId("german").build());
    }

    @Test
    void eachPartIsRemoved() {
        var sue = SignedIn.sue(door);

        for (var part : List.of("skills", "hours", "queues", "agents", "replies")) {
            assertThat(sue.send("DELETE", PATH + "/" + part + "/x?version=7", "")
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(engine.edits).hasSize(5).contains("remove queues x in acme by sue-of-acme based on 7");
        assertThat(sue.send("DELETE", PATH + "/planets/x", "").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsSaidWithItsPath() {
        engine.outcome = new Configuration.Refused(
                "bad-configuration",
                "there is 1 problem",
                List.of(new Configuration.Problem(
                        "queues[0].priority",
                        "101 is not from 0 to 100",
                        "out-of-range",
                        Map.of("value", "101", "least", "0", "most", "100"))));

        var answer = SignedIn.sue(door).send("PUT", PATH + "/queues/main", "{\"priority\":101}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"code\":\"bad-configuration\",\"detail\":\"there is 1 problem\",\"problems\":"
                                + "[{\"path\":\"queues[0].priority\",\"text\":\"101 is not from 0 to 100\","
                                + "\"code\":\"out-of-range\",\"values\":{\"least\":\"0\",\"most\":\"100\",\"value\":\"101\"}}]}");
    }

    @Test
    void anEditOfAnOldVersionIsAConflict() {
        engine.outcome = new Configuration.Refused("stale", "there is a later one", List.of());
        var stale = SignedIn.sue(door).send("PUT", PATH + "?version=3", "{}");

        engine.outcome = new Configuration.Refused("no-such-queue", "there is no queue 'x'", List.of());
        var missing = SignedIn.sue(door).send("DELETE", PATH + "/queues/x", "");

        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(SignedIn.field(stale, "code")).isEqualTo("stale");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(SignedIn.field(missing, "code")).isEqualTo("no-such-queue");
    }

    @Test
    void whatCannotBeReadIsRefusedAndNothingIsForgottenInSilence() {
        var sue = SignedIn.sue(door);

        var unknown = sue.send("PUT", PATH + "/queues/main", "{\"colour\":\"green\"}");

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(SignedIn.field(unknown, "detail")).contains("colour");
        assertThat(sue.send("PUT", PATH, "{").statusCode()).isEqualTo(400);
        assertThat(sue.send("PUT", PATH, "[".repeat(5000)).statusCode()).isEqualTo(400);
        assertThat(sue.send("PUT", PATH + "?version=last", "{}").statusCode()).isEqualTo(400);
        assertThat(sue.send("PUT", PATH + "/queues/main", "{\"name\":\"" + "x".repeat(140_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(door.send("PUT", PATH, "{}", "Content-Type", "text/plain", "Cookie", sue.cookie())
                        .statusCode())
                .isEqualTo(415);
        assertThat(engine.edits).isEmpty();
    }

    @Test
    void aCompanyOfTenThousandAgentsFits() {
        var agents = new StringBuilder("{\"agents\":[");
        for (var i = 0; i < 10_000; i++) {
            agents.append(i == 0 ? "" : ",").append("{\"id\":\"a").append(i).append("\",\"name\":\"");
            agents.append("x".repeat(200)).append("\"}");
        }

        var answer = SignedIn.sue(door).send("PUT", PATH, agents.append("]}").toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(engine.contents.get(0).getAgentsCount()).isEqualTo(10_000);
    }

    @Test
    void aForeignPageChangesNothing() {
        var sue = SignedIn.sue(door);

        var answer = door.send(
                "PUT",
                PATH,
                "{}",
                "Content-Type",
                "application/json",
                "Cookie",
                sue.cookie(),
                "Origin",
                "https://evil.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(SignedIn.field(answer, "code")).isEqualTo("bad-origin");
        assertThat(engine.edits).isEmpty();
    }
}
