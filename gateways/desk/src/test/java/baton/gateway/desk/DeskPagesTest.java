package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The desk's application, on a handful of files in the place of the real ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskPagesTest {

    private final ServedDoor door = new ServedDoor(new DeskGateway(), "");

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void everyAddressThatIsNoFileIsTheApplication() {
        for (var path : new String[] {"/desk", "/desk/", "/desk/episodes/42", "/desk/index.html"}) {
            assertThat(door.get(path).body()).as(path).contains("<title>desk</title>");
        }
        assertThat(door.get("/desk/desk.svg").headers().firstValue("content-type"))
                .contains("image/svg+xml");
        assertThat(door.get("/desk/assets/app-1a2b3c4d.js").body()).startsWith("const");
        assertThat(door.get("/desk/assets/app-gone.js").statusCode()).isEqualTo(404);
        assertThat(door.get("/desktop").statusCode()).isEqualTo(404);
    }

    @Test
    void theSupervisorsPageIsAnApplicationOfItsOwn() {
        for (var path : new String[] {"/supervisor", "/supervisor/", "/supervisor/agents"}) {
            assertThat(door.get(path).body()).as(path).contains("<title>supervisor</title>");
        }
        assertThat(door.get("/supervisors").statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyEmbedsTheDesk() {
        var answer = door.get("/desk");

        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .endsWith("frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("x-frame-options")).contains("DENY");
    }
}
