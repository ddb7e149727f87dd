package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.FakeEngine;
import baton.engine.web.ServedDoor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in, and what a desk asks for now and then. */
class DeskApiTest {

    private final ServedDoor door = new ServedDoor(new DeskGateway(), "");

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anAgentSignsInAndIsKnownFromThenOn() {
        var answer = SignedIn.login(door, "acme", "anna", FakeEngine.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"tenant\":\"acme\",\"agentId\":\"anna\",\"name\":\"Agent anna\",\"company\":\"Acme Shop\","
                                + "\"role\":\"agent\"}");
        assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("baton_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
        assertThat(SignedIn.anna(door).get("/api/v1/me").body()).isEqualTo(answer.body());
    }

    @Test
    void aSupervisorIsKnownAsOne() {
        assertThat(SignedIn.field(SignedIn.sue(door).get("/api/v1/me"), "role")).isEqualTo("supervisor");
    }

    @Test
    void theCookieIsSecureBehindAProxyThatSpeaksHttps() {
        try (var proxied = new ServedDoor(new DeskGateway(), "baton.desk.behind-proxy = on")) {
            var answer = proxied.post(
                    "/api/v1/login",
                    "{\"tenant\":\"acme\",\"agent\":\"anna\",\"password\":\"" + FakeEngine.PASSWORD + "\"}",
                    "Content-Type",
                    "application/json",
                    "X-Forwarded-Proto",
                    "https");

            assertThat(answer.headers().firstValue("set-cookie").orElseThrow()).contains("; Secure");
        }
    }

    @Test
    void whetherAnAgentExistsCannotBeTold() {
        var wrongPassword = SignedIn.login(door, "acme", "anna", "wrong");
        var nobody = SignedIn.login(door, "acme", "nobody", "wrong");
        var foreign = SignedIn.login(door, "globex", "anna", FakeEngine.PASSWORD);

        assertThat(List.of(wrongPassword, nobody, foreign))
                .extracting(HttpResponse::statusCode)
                .containsOnly(401);
        assertThat(List.of(wrongPassword, nobody, foreign))
                .extracting(HttpResponse::body)
                .containsOnly("{\"code\":\"bad-login\",\"detail\":\"company, name or password is wrong\"}");
    }

    @Test
    void guessingIsSlowedDownForTheAgentAndTimeHeals() {
        for (var i = 0; i < 5; i++) {
            assertThat(SignedIn.login(door, "acme", "anna", "guess" + i).statusCode())
                    .isEqualTo(401);
        }

        var refused = SignedIn.login(door, "acme", "anna", FakeEngine.PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(1, 60);
        assertThat(SignedIn.login(door, "globex", "bert", FakeEngine.PASSWORD).statusCode())
                .isEqualTo(200);
        door.putClockForward(Duration.ofMinutes(1));
        assertThat(SignedIn.login(door, "acme", "anna", FakeEngine.PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void guessingIsSlowedDownForTheAddress() {
        var statuses = new ArrayList<Integer>();
        try (var slow = new ServedDoor(new DeskGateway(), "baton.desk.login.address-trial-every = 60s")) {
            for (var i = 0; i < 31; i++) {
                statuses.add(SignedIn.login(slow, "acme", "agent" + i, "guess").statusCode());
            }
        }

        assertThat(statuses.subList(0, 30)).containsOnly(401);
        assertThat(statuses.get(30)).isEqualTo(429);
    }

    @Test
    void signingInRightIsNoTrial() {
        for (var i = 0; i < 40; i++) {
            assertThat(SignedIn.login(door, "acme", "anna", FakeEngine.PASSWORD).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutASessionThereIsNothingToSee() {
        for (var path : List.of(
                "/api/v1/me",
                "/api/v1/colleagues",
                "/api/v1/queues",
                "/api/v1/episodes/x",
                "/api/v1/episodes/x/routing",
                "/api/v1/customers/x")) {
            var answer = door.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(SignedIn.field(answer, "code")).isEqualTo("not-signed-in");
        }
        assertThat(door.get("/api/v1/me", "Cookie", "baton_session=nonsense").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionEndsAfterTheShift() {
        var anna = SignedIn.anna(door);

        door.putClockForward(Duration.ofHours(12));

        assertThat(anna.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(anna.post("/api/v1/ticket").statusCode()).isEqualTo(401);
    }

    @Test
    void whoHasSignedOutIsOut() {
        var anna = SignedIn.anna(door);

        var answer = anna.post("/api/v1/logout");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("set-cookie").orElseThrow()).contains("baton_session=;", "Max-Age=0");
        assertThat(anna.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(SignedIn.anna(door).get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsPostedMustBeJsonAndShortAndFromOurPage() {
        assertThat(door.post("/api/v1/login", "tenant=acme", "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
        assertThat(door.post("/api/v1/login", "{", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(door.post("/api/v1/login", "[".repeat(4000), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(door.post(
                                "/api/v1/login",
                                "{\"x\":\"" + "x".repeat(5000) + "\"}",
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(413);
        assertThat(door.post(
                                "/api/v1/login",
                                "{}",
                                "Content-Type",
                                "application/json",
                                "Origin",
                                "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(door.post("/api/v1/login", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTimelineIsSeenByItsCompanyOnly() {
        var anna = SignedIn.anna(door);

        var found = anna.get("/api/v1/episodes/" + FakeEngine.EPISODE);
        var missing = anna.get("/api/v1/episodes/other");

        assertThat(SignedIn.field(found, "episodeId")).isEqualTo(FakeEngine.EPISODE);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(SignedIn.field(missing, "code")).isEqualTo("no-such-episode");
    }

    @Test
    void howAnEpisodeWasRoutedIsSeenByItsCompanyOnly() {
        var anna = SignedIn.anna(door);

        var found = anna.get("/api/v1/episodes/" + FakeEngine.EPISODE + "/routing");
        var missing = anna.get("/api/v1/episodes/other/routing");

        assertThat(found.body()).contains("\"works\":[{\"status\":\"waiting\"}]");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(SignedIn.field(missing, "code")).isEqualTo("no-such-episode");
    }

    @Test
    void colleaguesAreListedWithEverythingThatIsZero() {
        assertThat(SignedIn.anna(door).get("/api/v1/colleagues").body())
                .isEqualTo("{\"colleagues\":[{\"agentId\":\"anna\",\"name\":\"Agent anna\",\"available\":false,"
                        + "\"freeText\":0}]}");
    }

    @Test
    void queuesSayWhatIsClosedAndWhenItOpens() {
        assertThat(SignedIn.anna(door).get("/api/v1/queues").body())
                .isEqualTo(
                        "{\"queues\":[{\"queueId\":\"main\",\"name\":\"Main\",\"closed\":false},"
                                + "{\"queueId\":\"night\",\"name\":\"Night\",\"closed\":true,\"opensAt\":\"2026-11-30T07:00:00Z\"}]}");
    }

    @Test
    void aCustomerIsShown() {
        var anna = SignedIn.anna(door);

        assertThat(SignedIn.field(anna.get("/api/v1/customers/customer-1"), "name"))
                .isEqualTo("Ann");
        assertThat(anna.get("/api/v1/customers/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void customersAreFoundByWhatTheyAreKnownBy() {
        var anna = SignedIn.anna(door);

        assertThat(anna.get("/api/v1/customers?find=customer-1").body())
                .startsWith("{\"customers\":[{\"customerId\":\"customer-1\"");
        assertThat(anna.get("/api/v1/customers?find=nobody").body()).isEqualTo("{\"customers\":[]}");
        assertThat(anna.get("/api/v1/customers").body()).isEqualTo("{\"customers\":[]}");
        assertThat(door.get("/api/v1/customers?find=customer-1").statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsTheSamePersonIsSaidByAnAgentOnOurPage() {
        var anna = SignedIn.anna(door);
        var other = "{\"customerId\":\"customer-2\"}";

        var stranger = door.post("/api/v1/customers/customer-1/merges", other, "Content-Type", "application/json");

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(anna.send("POST", "/api/v1/customers/customer-1/merges", other)
                        .statusCode())
                .isEqualTo(204);
        assertThat(anna.send("POST", "/api/v1/customers/customer-1/separations", other)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void anotherMethodIsRefusedWithTheOneThatWorks() {
        var answer = door.get("/api/v1/login");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("POST");
        assertThat(door.get("/api/v1/unheard-of").statusCode()).isEqualTo(404);
    }
}
