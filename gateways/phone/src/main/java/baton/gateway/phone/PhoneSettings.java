package baton.gateway.phone;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an operator can set about the phone door; the meaning of each value is in {@code reference.conf}. */
record PhoneSettings(Sip sip, Flood flood, Registration registration, Calls calls, Demo demo) {

    record Sip(String host, int port, int threads, Set<String> trustedTrunks) {}

    record Flood(int perSecond, int burst, int wrongPasswordsPerMinute, int wrongPasswordsPerAccount) {}

    record Registration(
            String realm, List<String> algorithms, Duration nonceLife, Duration minExpires, Duration maxExpires) {}

    record Calls(
            int limit,
            int perStranger,
            int strangersPercent,
            Duration firstAnswer,
            Duration ringLimit,
            Duration waitLimit,
            Duration changeLimit,
            int changesPerMinute,
            Duration conferenceCheck,
            int signalAttempts,
            Duration signalPause) {}

    /**
     * @param mixerPort where a conference bridge of the demo listens; 0 for none
     * @param mixerAnywhere also at an address that others can reach
     */
    record Demo(boolean enabled, String caller, String tenant, int mixerPort, boolean mixerAnywhere) {}

    static PhoneSettings from(Config config) {
        var phone = config.getConfig("baton.phone");
        return new PhoneSettings(
                sip(phone.getConfig("sip")),
                flood(phone.getConfig("flood")),
                registration(phone.getConfig("registrar")),
                calls(phone.getConfig("calls")),
                demo(phone.getConfig("demo")));
    }

    private static Sip sip(Config sip) {
        return new Sip(
                sip.getString("host"),
                sip.getInt("port"),
                sip.getInt("threads"),
                Set.copyOf(words(sip.getString("trusted-trunks"))));
    }

    private static Flood flood(Config flood) {
        return new Flood(
                flood.getInt("per-second"),
                flood.getInt("burst"),
                flood.getInt("wrong-passwords-per-minute"),
                flood.getInt("wrong-passwords-per-account"));
    }

    private static Registration registration(Config registrar) {
        var algorithms = words(registrar.getString("algorithms"));
        if (algorithms.isEmpty() || !DigestChallenge.ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("baton.phone.registrar.algorithms: " + algorithms
                    + " (expected some of: " + DigestChallenge.ALGORITHMS + ")");
        }
        return new Registration(
                registrar.getString("realm"),
                algorithms,
                registrar.getDuration("nonce-life"),
                registrar.getDuration("min-expires"),
                registrar.getDuration("max-expires"));
    }

    private static Calls calls(Config calls) {
        return new Calls(
                calls.getInt("limit"),
                calls.getInt("per-stranger"),
                calls.getInt("strangers-percent"),
                calls.getDuration("first-answer"),
                calls.getDuration("ring-limit"),
                calls.getDuration("wait-limit"),
                calls.getDuration("change-limit"),
                calls.getInt("changes-per-minute"),
                calls.getDuration("conference-check"),
                calls.getInt("signal-attempts"),
                calls.getDuration("signal-pause"));
    }

    private static Demo demo(Config demo) {
        return new Demo(
                demo.getBoolean("enabled"),
                demo.getString("caller"),
                demo.getString("tenant"),
                demo.getInt("mixer-port"),
                demo.getBoolean("mixer-anywhere"));
    }

    private static List<String> words(String commas) {
        return Stream.of(commas.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
