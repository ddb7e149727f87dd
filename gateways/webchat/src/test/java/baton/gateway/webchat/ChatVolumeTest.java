package baton.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many bytes of files come within a day. */
class ChatVolumeTest {

    private final ServedDoor door = new ServedDoor(
            new WebchatGateway(),
            """
            baton.webchat {
              behind-proxy = on
              address-upload-a-day = 2000
              company-upload-a-day = 3000
            }
            """);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void fromOneAddressComesOnlySoMuchInADayWhoeverTheVisitorsAre() {
        assertThat(uploads("10.0.0.1", 1000).statusCode()).isEqualTo(200);
        assertThat(uploads("10.0.0.1", 900).statusCode()).isEqualTo(200);

        var refused = uploads("10.0.0.1", 101);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(80_000L, 86_401L);
        assertThat(uploads("10.0.0.1", 100).statusCode()).isEqualTo(200);
        assertThat(uploads("10.0.0.2", 101).statusCode()).isEqualTo(200);
    }

    @Test
    void forOneCompanyComesOnlySoMuchInADayFromWherever() {
        for (var i = 1; i <= 3; i++) {
            assertThat(uploads("10.0.0." + i, 1000).statusCode()).isEqualTo(200);
        }

        assertThat(uploads("10.0.0.4", 1).statusCode()).isEqualTo(429);

        door.putClockForward(Duration.ofDays(1));
        assertThat(uploads("10.0.0.4", 1).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> uploads(String address, int bytes) {
        var visitor = door.connect("/ws/chat", List.of("baton.v1")).send("{\"hello\":{\"site\":\"acme-site\"}}");
        assertThat(visitor.next().hasWelcome()).isTrue();
        var ticket = visitor.send("{\"askUpload\":{\"ref\":\"u1\",\"name\":\"cat.png\",\"size\":\"4\"}}")
                .next()
                .getUploadGranted()
                .getUrl();
        return door.post(ticket, "x".repeat(bytes), "X-Forwarded-For", address);
    }
}
