package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.node.OperatorGate.Refusal;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorGateTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void withoutATokenWhoIsOnTheMachineOfTheNodeIsTheOperator() {
        var gate = gate("", false);

        assertThat(gate.refusal(asked("localhost", "127.0.0.1"))).isEmpty();
        assertThat(gate.refusal(asked("10.0.0.7", "10.0.0.9"))).contains(Refusal.ELSEWHERE);
        assertThat(gate.refusal(asked("localhost", "10.0.0.9"))).contains(Refusal.ELSEWHERE);
    }

    @Test
    void aPageWhoseNameLeadsHereIsNot() {
        assertThat(gate("", false).refusal(asked("evil.example", "127.0.0.1"))).contains(Refusal.ELSEWHERE);
    }

    @Test
    void withATokenOnlyWhoShowsItIsTheOperator() {
        var gate = gate(TOKEN, false);
        var here = asked("127.0.0.1", "127.0.0.1");

        assertThat(gate.refusal(here)).contains(Refusal.BAD_TOKEN);
        assertThat(gate.refusal(showing(here, "Bearer " + TOKEN))).isEmpty();
        assertThat(gate.refusal(showing(here, "bearer " + TOKEN))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer ",
                "Bearer 0123456789abcdef0123456789abcdee",
                "Bearer 0123456789abcdef0123456789abcdef0",
                "Bearer 0123456789abcdef",
                "Basic 0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef"
            })
    void anythingElseIsNotTheToken(String shown) {
        var request = showing(asked("127.0.0.1", "127.0.0.1"), shown);

        assertThat(gate(TOKEN, false).refusal(request)).contains(Refusal.BAD_TOKEN);
    }

    @Test
    void theTokenDoesNotOpenTheNodeToOtherMachinesUnlessTheOperatorSaysSo() {
        var from = showing(asked("10.0.0.7", "10.0.0.9"), "Bearer " + TOKEN);

        assertThat(gate(TOKEN, false).refusal(from)).contains(Refusal.ELSEWHERE);
        assertThat(gate(TOKEN, true).refusal(from)).isEmpty();
        assertThat(gate(TOKEN, true).refusal(asked("10.0.0.7", "10.0.0.9"))).contains(Refusal.BAD_TOKEN);
        assertThat(gate("", true).refusal(asked("10.0.0.7", "10.0.0.9"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef 123456789abcdef0", "0123456789abcdef0123456789abcdeї"})
    void aTokenThatCanBeGuessedOrCannotBeSentIsRefused(String token) {
        assertThatThrownBy(() -> gate(token, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BATON_DIRECTORY_TOKEN has fewer than 32 characters, or some that are no ASCII")
                .hasMessageNotContaining(token);
    }

    private static OperatorGate gate(String token, boolean remote) {
        return OperatorGate.from(ConfigFactory.parseString(
                "baton.directory { token = \"" + token + "\", remote-import = " + remote + " }"));
    }

    private static HttpRequest asked(String host, String from) {
        try {
            return HttpRequest.GET("http://" + host + ":8558/tenants")
                    .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.getByName(from)));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(from, impossible);
        }
    }

    private static HttpRequest showing(HttpRequest request, String shown) {
        return request.addHeader(RawHeader.create("Authorization", shown));
    }
}
