package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often one session may ask. */
class RequestsTest {

    private final ServedDoor door =
            new ServedDoor(new DeskGateway(), "baton.desk { requests-per-second = 1, request-burst = 3 }");

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whoAsksTooOftenIsToldWhenToGoOn() {
        var anna = SignedIn.anna(door);
        var other = SignedIn.anna(door);
        door.putClockForward(Duration.ofHours(1));
        anna.get("/api/v1/customers?find=ann");
        anna.get("/api/v1/episodes/episode-1");
        anna.post("/api/v1/ticket");

        var refused = refusalOf(anna);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(SignedIn.field(refused, "code")).isEqualTo("too-many-requests");
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(other.get("/api/v1/me").statusCode())
                .as("another session of the same agent")
                .isEqualTo(200);
        door.putClockForward(Duration.ofSeconds(1));
        assertThat(anna.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aLargeConfigurationIsNotReadForWhoAsksTooOften() {
        var sue = SignedIn.sue(door);
        var large = "{\"company\":\"" + "x".repeat(1_000_000) + "\"}";

        var answers = Stream.generate(() -> sue.send("PUT", "/api/v1/configuration?version=7", large))
                .limit(10)
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(answers).contains(429);
        assertThat(door.engine.edits)
                .hasSize((int) answers.stream().filter(status -> status == 200).count());
    }

    @Test
    void whoHasAskedTooOftenCanStillSignOut() {
        var anna = SignedIn.anna(door);
        refusalOf(anna);

        assertThat(anna.post("/api/v1/logout").statusCode()).isEqualTo(204);
    }

    /** Time goes on meanwhile: sooner or later. */
    private static HttpResponse<String> refusalOf(SignedIn agent) {
        return Stream.generate(() -> agent.get("/api/v1/me"))
                .limit(100)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
    }
}
