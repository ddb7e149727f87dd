package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.Profile;
import baton.gateway.phone.DemoPhone.State;
import baton.gateway.phone.DigestChallenge.Credentials;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents' phones register. */
class RegistrarTest {

    private OpenDoor door = OpenDoor.open();
    private Wire wire;
    private int cseq;

    @BeforeEach
    void plugIn() throws IOException {
        wire = new Wire(door.port);
    }

    @AfterEach
    void close() {
        wire.close();
        door.close();
    }

    @Test
    void aPhoneWithTheRightPasswordIsRegisteredAndUnregistered() {
        var phone = door.agent("anna");

        assertThat(door.engine.contacts.get("anna"))
                .contains("127.0.0.1:" + phone.address().getPort());
        assertThat(door.engine.until.get("anna"))
                .isBetween(Instant.now().plusSeconds(110), Instant.now().plusSeconds(121));
        phone.unregister();
        eventually(phone, State.OFFLINE);
        assertThat(door.engine.contacts).isEmpty();
    }

    @Test
    void aPhoneWithTheWrongPasswordStaysOffline() {
        var phone = door.start(Profile.agent("anna", "Anna", "wrong", door.address()));

        phone.register();

        eventually(() -> phone.view().reason().equals("Not registered: 403"));
        assertThat(door.engine.contacts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "MD5"})
    void bothAlgorithmsAreTaken(String algorithm) throws IOException {
        assertThat(register("anna", "anna-secret", algorithm, "00000001", nonce()))
                .startsWith("SIP/2.0 200");
    }

    @Test
    void theChallengeOffersTheStrongerAlgorithmFirst() throws IOException {
        wire.send(request("anna", "", "Expires: 600"));

        var challenge = wire.answer(20_000).orElseThrow();
        assertThat(challenge).startsWith("SIP/2.0 401");
        assertThat(challenge.indexOf("algorithm=SHA-256")).isPositive().isLessThan(challenge.indexOf("algorithm=MD5"));
        assertThat(challenge)
                .contains("realm=\"baton\"")
                .contains("qop=\"auth\"")
                .doesNotContain("stale");
    }

    @ParameterizedTest
    @CsvSource({"anna,wrong", "nobody,wrong", "vera,''", "ghost@shop,wrong"})
    void whoeverIsRefusedHearsTheSame(String user, String secret) throws IOException {
        var answer = register(user, secret, "SHA-256", "00000001", nonce());

        assertThat(answer.lines().findFirst()).contains("SIP/2.0 403 Forbidden");
        assertThat(answer).doesNotContain("WWW-Authenticate");
    }

    @Test
    void aReplayedAnswerIsRefusedAndAHigherCountIsNot() throws IOException {
        var nonce = nonce();
        assertThat(register("anna", "anna-secret", "MD5", "00000001", nonce)).startsWith("SIP/2.0 200");

        assertThat(register("anna", "anna-secret", "MD5", "00000001", nonce)).startsWith("SIP/2.0 403");
        assertThat(register("anna", "anna-secret", "MD5", "00000002", nonce)).startsWith("SIP/2.0 200");
        assertThat(register("anna", "anna-secret", "MD5", "00000001", nonce)).startsWith("SIP/2.0 403");
    }

    @Test
    void anOldNonceIsStale() throws Exception {
        reopen(Map.of("baton.phone.registrar.nonce-life", "50ms"));
        var nonce = nonce();
        org.awaitility.Awaitility.await()
                .pollDelay(java.time.Duration.ofMillis(100))
                .until(() -> true);

        assertThat(register("anna", "anna-secret", "MD5", "00000001", nonce))
                .startsWith("SIP/2.0 401")
                .contains("stale=true");
        assertThat(register("anna", "wrong", "MD5", "00000001", nonce)).startsWith("SIP/2.0 403");
    }

    @Test
    void aNonceOfSomebodyElseIsStaleAndWorthNothing() throws IOException {
        assertThat(register("anna", "anna-secret", "MD5", "00000001", "AAAA")).startsWith("SIP/2.0 401");
        assertThat(door.engine.contacts).isEmpty();
    }

    @Test
    void theTenantMayBeNamed() throws IOException {
        assertThat(register("anna@shop", "anna-secret", "MD5", "00000001", nonce()))
                .startsWith("SIP/2.0 200");
        assertThat(register("anna@shop.example.org", "anna-secret", "MD5", "00000001", nonce()))
                .startsWith("SIP/2.0 200");
    }

    @Test
    void aPhoneMayNotRegisterForAnother() throws IOException {
        var nonce = nonce();
        var request = request("boris", authorization("anna", "anna-secret", "MD5", "00000001", nonce), "Expires: 600");

        assertThat(wire.ask(request)).isEqualTo("SIP/2.0 403 Forbidden");
    }

    @ParameterizedTest
    @CsvSource({"30, SIP/2.0 423", "60, SIP/2.0 200", "99999, SIP/2.0 200", "0, SIP/2.0 200"})
    void expiryIsKeptWithinBounds(int expires, String answer) throws IOException {
        var response = register("anna", "anna-secret", "Expires: " + expires);

        assertThat(response).startsWith(answer);
        if (expires == 30) {
            assertThat(response).contains("Min-Expires: 60");
        }
        if (expires == 99999) {
            assertThat(response).contains("expires=3600");
        }
    }

    @Test
    void aQueryTellsTheBindingAndAStarRemovesIt() throws IOException {
        assertThat(register("anna", "anna-secret", "Expires: 600")).contains("expires=600");
        var query = authorised("anna", "anna-secret", "Expires: 600").replaceAll("(?m)^Contact: .*\n", "");
        wire.send(query);
        assertThat(wire.answer(20_000).orElseThrow()).contains("Contact: ").contains("expires=");

        var star = authorised("anna", "anna-secret", "Expires: 0").replaceAll("(?m)^Contact: .*\n", "Contact: *\n");
        wire.send(star);

        assertThat(wire.answer(20_000).orElseThrow()).startsWith("SIP/2.0 200").doesNotContain("Contact: ");
        assertThat(door.engine.contacts).isEmpty();
    }

    @Test
    void aPhoneThatGoesDoesNotTakeTheOneWithItThatHasComeToAnotherDoorSince() throws IOException {
        assertThat(register("anna", "anna-secret", "Expires: 600")).startsWith("SIP/2.0 200");
        door.engine.contacts.put("anna", "sip:anna@127.0.0.1:9");

        assertThat(register("anna", "anna-secret", "Expires: 0")).startsWith("SIP/2.0 200");

        assertThat(door.engine.contacts).containsEntry("anna", "sip:anna@127.0.0.1:9");
    }

    @Test
    void aPhoneThatHasComeToAnotherDoorMayGoHere() throws IOException {
        var elsewhere = "<sip:anna@127.0.0.1:9>";
        wire.ask(authorised("anna", "anna-secret", "Expires: 600")
                .replaceAll("Contact: .*\n", "Contact: " + elsewhere + "\n"));
        door.engine.contacts.put("anna", "sip:anna@127.0.0.1:" + wire.port());

        var answer = register("anna", "anna-secret", "Expires: 0");

        assertThat(answer).startsWith("SIP/2.0 200").contains("Contact: " + elsewhere);
        assertThat(door.engine.contacts).isEmpty();
    }

    @Test
    void aStarRemovesWhatAnotherDoorWasTold() throws IOException {
        register("anna", "anna-secret", "Expires: 600");
        door.engine.contacts.put("anna", "sip:anna@127.0.0.1:9");

        wire.ask(authorised("anna", "anna-secret", "Expires: 0").replaceAll("Contact: .*\n", "Contact: *\n"));

        assertThat(door.engine.contacts).isEmpty();
    }

    @Test
    void aStarWithAnExpiryIsABadRequest() throws IOException {
        var star = authorised("anna", "anna-secret", "Expires: 60").replaceAll("(?m)^Contact: .*\n", "Contact: *\n");

        assertThat(wire.ask(star)).startsWith("SIP/2.0 400");
    }

    @Test
    void aContactWithAHostNameIsReachedWhereItCameFrom() throws IOException {
        var named = authorised("anna", "anna-secret", "Expires: 600")
                .replaceAll("Contact: .*\n", "Contact: <sip:anna@phone.invalid:5066>\n");

        assertThat(wire.ask(named)).startsWith("SIP/2.0 200");
        assertThat(door.engine.contacts.get("anna")).isEqualTo("sip:anna@127.0.0.1:" + wire.port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:0900123456@192.0.2.7", // a trunk's
                "sip:0900123456@192.0.2.8:5060",
                "sip:0900123456@127.0.0.1:5066;maddr=192.0.2.7",
                "sip:100@127.0.0.1:$door",
            })
    void callsAreSentOnlyToWherePhonesAre(String contact) throws IOException {
        reopen(Map.of("baton.phone.sip.trusted-trunks", "192.0.2.7"));
        var elsewhere = authorised("anna", "anna-secret", "Expires: 600")
                .replaceAll("Contact: .*\n", "Contact: <" + contact.replace("$door", "" + door.port) + ">\n");

        assertThat(wire.ask(elsewhere)).isEqualTo("SIP/2.0 403 Forbidden");
        assertThat(door.engine.contacts).isEmpty();
        assertThat(door.counted("registration-refused")).isOne();
    }

    @Test
    void whatTheEngineDoesNotStoreIsNotConfirmed() throws IOException {
        door.engine.registrations = FakeEngine.refused("try-again");

        var answer = register("anna", "anna-secret", "Expires: 600");

        assertThat(answer).startsWith("SIP/2.0 503").contains("Retry-After: ");
    }

    @Test
    void guessingIsCutOff() throws IOException {
        reopen(Map.of("baton.phone.registrar.realm", "baton", "baton.phone.flood.wrong-passwords-per-minute", 3));
        for (var i = 0; i < 3; i++) {
            assertThat(register("anna", "guess " + i, "Expires: 600")).startsWith("SIP/2.0 403");
        }

        assertThat(register("anna", "anna-secret", "Expires: 600")).startsWith("SIP/2.0 503");
        assertThat(door.engine.contacts).isEmpty();
    }

    @Test
    void guessingAtOneAccountDoesNotThrowOutThePhoneThatIsRegistered() throws IOException {
        reopen(Map.of("baton.phone.flood.wrong-passwords-per-account", 2));
        assertThat(register("anna", "anna-secret", "Expires: 600")).startsWith("SIP/2.0 200");
        for (var agent : List.of("anna", "boris", "nobody")) {
            assertThat(register(agent, "guess 1", "Expires: 600")).startsWith("SIP/2.0 403");
            assertThat(register(agent, "guess 2", "Expires: 600")).startsWith("SIP/2.0 403");
        }

        assertThat(register("anna", "anna-secret", "Expires: 600")).startsWith("SIP/2.0 200");
        assertThat(register("boris", "boris-secret", "Expires: 600")).startsWith("SIP/2.0 503");
        assertThat(register("nobody", "guess 3", "Expires: 600")).startsWith("SIP/2.0 503");
    }

    private void reopen(Map<String, Object> settings) throws IOException {
        close();
        door = new OpenDoor(settings);
        wire = new Wire(door.port);
    }

    private String register(String user, String secret, String expires) throws IOException {
        wire.send(authorised(user, secret, expires));
        return wire.answer(20_000).orElseThrow();
    }

    private String authorised(String user, String secret, String expires) throws IOException {
        return request(user, authorization(user, secret, "SHA-256", "00000001", nonce()), expires);
    }

    private String register(String user, String secret, String algorithm, String nc, String nonce) throws IOException {
        wire.send(request(user, authorization(user, secret, algorithm, nc, nonce), "Expires: 600"));
        return wire.answer(20_000).orElseThrow();
    }

    private String nonce() throws IOException {
        wire.send(request("anna", "", "Expires: 600"));
        var nonce = Pattern.compile("nonce=\"([^\"]+)\"")
                .matcher(wire.answer(20_000).orElseThrow());
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    private static String authorization(String user, String secret, String algorithm, String nc, String nonce) {
        var credentials = new Credentials(user, "baton", nonce, "sip:127.0.0.1", "", algorithm, "0a4f113b", "auth", nc);
        return "Authorization: Digest username=\"%s\", realm=\"baton\", nonce=\"%s\", uri=\"sip:127.0.0.1\", response=\"%s\", algorithm=%s, cnonce=\"0a4f113b\", qop=auth, nc=%s\n"
                .formatted(
                        user,
                        nonce,
                        DigestChallenge.response(credentials, algorithm, "REGISTER", secret),
                        algorithm,
                        nc);
    }

    private String request(String user, String authorization, String expires) {
        var agent = user.split("@")[0];
        cseq++;
        return """
                REGISTER sip:127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:$port;branch=z9hG4bK%s
                Max-Forwards: 70
                From: <sip:%s@127.0.0.1>;tag=1
                To: <sip:%s@127.0.0.1>
                Call-ID: %s
                CSeq: %d REGISTER
                Contact: <sip:%s@127.0.0.1:$port>
                %s%s
                Content-Length: 0

                """
                .formatted(Sip.random(), agent, agent, Sip.random(), cseq, agent, authorization, expires);
    }
}
