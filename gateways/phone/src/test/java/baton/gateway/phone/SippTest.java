package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.FreePorts;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door against a program that knows nothing of it: sipp as the caller and as the agent's phone. */
class SippTest {

    private OpenDoor door;
    private final int phonePort = FreePorts.next();

    @BeforeEach
    void open() throws Exception {
        Sipp.require();
        door = new OpenDoor(Map.of("baton.phone.registrar.algorithms", "MD5")); // sipp 3.6 knows no other
        door.engine.ringInTurn("anna");
    }

    @AfterEach
    void close() {
        if (door != null) {
            door.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void aCallOverEachTransportReachesARegisteredPhone(String transport) throws Exception {
        register("anna", "anna-secret", 200);
        try (var phone = phone("phone", 1);
                var caller = caller("caller", "-m", "1", "-t", transport)) {
            caller.succeeds();
            phone.succeeds();
        }
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void aPhoneRegisters() throws Exception {
        register("anna", "anna-secret", 200);

        assertThat(door.engine.contacts).containsEntry("anna", "sip:anna@127.0.0.1:" + phonePort);
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedAlike() throws Exception {
        register("anna", "wrong", 403);
        register("nobody", "wrong", 403);
        register("vera", "", 403);

        assertThat(door.engine.contacts).isEmpty();
        assertThat(door.counted("registration-refused")).isEqualTo(3);
    }

    @Test
    void aCallerCancels() throws Exception {
        register("anna", "anna-secret", 200);
        try (var phone = phone("phone-rings", 1);
                var caller = caller("caller-cancels", "-m", "1")) {
            caller.succeeds();
            phone.succeeds();
        }
        door.eventually(SignalCase.CALLER_CANCELLED);
    }

    @Test
    void aCallerHoldsInTheMiddle() throws Exception {
        register("anna", "anna-secret", 200);
        try (var phone = phone("phone-hold", 1);
                var caller = caller("caller-holds", "-m", "1")) {
            caller.succeeds();
            phone.succeeds();
        }
    }

    @Test
    void aCallerIsHandedOnAndTheNextPhoneLearnsWhatTheCallerAgreedTo() throws Exception {
        register("anna", "anna-secret", 200);
        var nextPort = FreePorts.next();
        door.engine.contacts.put("boris", "sip:boris@127.0.0.1:" + nextPort);
        try (var first = phone("phone", 1);
                var next = Sipp.start("phone-hold", Map.of(), door.port, nextPort, "-m", "1");
                var caller = caller("caller-handed-on", "-m", "1")) {
            var callId = door.eventually(SignalCase.PHONE_PICKED_UP).getCallId();
            door.engine.ring(callId, "boris");
            caller.succeeds();
            first.succeeds();
            next.succeeds();
        }
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-sdp", "no-from", "no-to", "no-cseq", "no-contact", "wrong-length", "stray-bye"})
    void aMalformedRequestGetsItsErrorAndTouchesNobody(String scenario) throws Exception {
        register("anna", "anna-secret", 200);
        try (var bad = caller(scenario, "-m", "5", "-r", "50")) {
            bad.succeeds();
        }
        assertThat(door.engine.signals).isEmpty();
        assertThat(door.gateway.counters().values().stream()
                        .mapToLong(count -> count)
                        .sum())
                .isGreaterThanOrEqualTo(5);
        try (var phone = phone("phone", 1);
                var caller = caller("caller", "-m", "1")) {
            caller.succeeds();
            phone.succeeds();
        }
    }

    @Test
    void twoHundredCallsAtFiftyPerSecondAllSucceed() throws Exception {
        register("anna", "anna-secret", 200);
        try (var phone = phone("phone", 200);
                var caller = caller("caller", "-m", "200", "-r", "50", "-l", "200")) {
            caller.succeeds();
            phone.succeeds();
        }
        OpenDoor.eventually(() -> door.engine.count(SignalCase.HUNG_UP) == 200);
        assertThat(door.engine.count(SignalCase.CALLER_INVITED)).isEqualTo(200);
        assertThat(door.engine.count(SignalCase.PHONE_PICKED_UP)).isEqualTo(200);
    }

    private void register(String user, String password, int expected) throws Exception {
        var scenario = expected == 200 ? "register" : "register-refused";
        var words = Map.of("{user}", user, "{password}", password, "{port}", String.valueOf(phonePort));
        try (var register = Sipp.start(scenario, words, door.port, FreePorts.next(), "-m", "1")) {
            register.succeeds();
        }
    }

    private Sipp phone(String scenario, int calls) throws Exception {
        return Sipp.start(scenario, Map.of(), door.port, phonePort, "-m", String.valueOf(calls));
    }

    private Sipp caller(String scenario, String... options) throws Exception {
        return Sipp.start(scenario, Map.of(), door.port, FreePorts.next(), options);
    }
}
