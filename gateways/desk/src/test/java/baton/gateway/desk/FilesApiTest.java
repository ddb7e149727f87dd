package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import baton.protocol.journal.v1.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilesApiTest {

    private final ServedDoor door = new ServedDoor(new DeskGateway(), "");
    private final SignedIn anna = SignedIn.anna(door);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theFileOfAnEntryIsBehindAFreshLink() {
        door.engine.attached.put(
                "episode-1 7", Content.newBuilder().setHash("abc").build());

        var found = anna.get("/api/v1/episodes/episode-1/file?number=7");

        assertThat(found.statusCode()).isEqualTo(302);
        assertThat(found.headers().firstValue("location")).contains("/files/acme/abc");
        assertThat(found.headers().firstValue("cache-control")).contains("private, max-age=240");
    }

    @Test
    void whatIsNotThereOrNotYetIsSaidToBeSo() {
        var answer = anna.get("/api/v1/episodes/episode-1/file?number=8");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(SignedIn.field(answer, "code")).isEqualTo("no-such-file");
        assertThat(anna.get("/api/v1/episodes/episode-1/file?number=x").statusCode())
                .isEqualTo(404);
    }

    @Test
    void strangersSeeAndUploadNothing() {
        assertThat(door.get("/api/v1/episodes/episode-1/file?number=7").statusCode())
                .isEqualTo(401);
        assertThat(door.post("/api/v1/files?name=a.png", "bytes").statusCode()).isEqualTo(401);
        assertThat(door.engine.files.stored).isEmpty();
    }

    @Test
    void aFileIsUploadedAndItsTokenIsTheAgents() {
        var answer = anna.send("POST", "/api/v1/files?name=a%20b.png", "the bytes");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SignedIn.field(answer, "upload")).isEqualTo("acme/anna/a b.png");
        assertThat(SignedIn.field(answer, "mediaType")).isEqualTo("image/png");
        assertThat(door.engine.files.stored.get("a b.png").utf8String()).isEqualTo("the bytes");
    }

    @Test
    void refusalsNameWhatIsWrong() {
        var program = anna.send("POST", "/api/v1/files?name=a.exe", "MZ");
        var large = anna.send("POST", "/api/v1/files?name=a.png", "x".repeat(1001));

        assertThat(program.statusCode()).isEqualTo(415);
        assertThat(SignedIn.field(program, "code")).isEqualTo("type-not-allowed");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(SignedIn.field(large, "code")).isEqualTo("too-large");
    }

    @Test
    void aForeignPageUploadsNothing() {
        var answer = anna.sendFrom("https://evil.example", "/api/v1/files?name=a.png", "bytes");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(door.engine.files.stored).isEmpty();
    }

    @Test
    void moreThanPeopleSendHasToWait() {
        for (var i = 0; i < 20; i++) {
            assertThat(anna.send("POST", "/api/v1/files?name=" + i + ".png", "bytes")
                            .statusCode())
                    .isEqualTo(200);
        }

        var status = 200;
        for (var i = 20; i < 40 && status == 200; i++) { // while the twenty went one more may have come to be in order
            status = anna.send("POST", "/api/v1/files?name=" + i + ".png", "bytes")
                    .statusCode();
        }
        assertThat(status).isEqualTo(429);
    }
}
