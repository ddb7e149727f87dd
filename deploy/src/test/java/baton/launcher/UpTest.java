package baton.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpTest {

    @TempDir
    private Path directory;

    @Test
    void theDemoIsNotOpenToOthersUnlessSomebodySaysSo() {
        assertThatThrownBy(() -> Up.requireAlone(at("0.0.0.0")))
                .isInstanceOf(Problem.class)
                .hasMessage("baton.http.host is 0.0.0.0, and everybody knows the passwords of the demo company; leave"
                        + " BATON_HTTP_HOST away, or say --open-to-all if whoever reaches this machine may log in.");
        assertThatThrownBy(() -> Up.requireAlone(at("192.0.2.7"))).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void onThisMachineAnybodyMayTryIt(String host) {
        assertThatCode(() -> Up.requireAlone(at(host))).doesNotThrowAnyException();
    }

    /** The web's port is taken: whoever is not stopped before hears of that, and no database is started. */
    @Test
    void whoeverWantsOthersToReachTheDemoHasToSaySo() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var installation = installation(taken.getLocalPort());

            assertThatThrownBy(() -> start(installation, false))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("--open-to-all");
            assertThatThrownBy(() -> start(installation, true))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("BATON_HTTP_PORT");
        }
    }

    private static void start(Installation installation, boolean openToAll) {
        try (var up = new Up(new Console(System.out), installation, Map.of())) {
            up.start(1, false, openToAll);
        }
    }

    private Installation installation(int port) throws IOException {
        var own = Path.of("conf/application.conf").toAbsolutePath();
        var changed =
                """
                include required(file("%s"))
                baton.http { host = "0.0.0.0", port = %d }
                """;
        Files.writeString(directory.resolve("application.conf"), changed.formatted(own, port));
        return new Installation(directory, directory, directory.resolve("data"));
    }

    private static Config at(String host) {
        return ConfigFactory.parseString("baton.http.host = \"" + host + "\"");
    }
}
