package baton.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpTest {

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

    private static Config at(String host) {
        return ConfigFactory.parseString("baton.http.host = \"" + host + "\"");
    }
}
