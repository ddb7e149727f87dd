package baton.gateway.desk;

import baton.engine.web.SocketSettings;
import baton.engine.web.Trials;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** {@code baton.desk}; see {@code reference.conf} for the reasons. */
record DeskSettings(
        SocketSettings socket,
        List<String> origins,
        int watches,
        Duration sessionTime,
        Duration sessionCheck,
        Duration ticketTime,
        RequestSettings requests,
        LoginSettings login,
        ProgramSettings programs) {

    static DeskSettings from(Config config) {
        var desk = config.getConfig("baton.desk");
        return new DeskSettings(
                SocketSettings.from(desk),
                Arrays.stream(desk.getString("origins").split(","))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList(),
                desk.getInt("watches"),
                desk.getDuration("session-time"),
                desk.getDuration("session-check"),
                desk.getDuration("ticket-time"),
                RequestSettings.from(desk),
                LoginSettings.from(desk.getConfig("login")),
                ProgramSettings.from(desk.getConfig("programs")));
    }

    /** How often somebody may ask. */
    record RequestSettings(int perSecond, int burst) {

        static RequestSettings from(Config limits) {
            return new RequestSettings(limits.getInt("requests-per-second"), limits.getInt("request-burst"));
        }

        Trials trials(InstantSource clock) {
            return new Trials(clock, burst, Duration.ofNanos(1_000_000_000L / perSecond));
        }
    }

    /** What one of a company's own programs may do, and whoever shows a wrong token. */
    record ProgramSettings(RequestSettings requests, int trialsPerAddress, Duration trialEvery) {

        static ProgramSettings from(Config programs) {
            return new ProgramSettings(
                    RequestSettings.from(programs),
                    programs.getInt("trials-per-address"),
                    programs.getDuration("trial-every"));
        }
    }

    record LoginSettings(
            int trialsPerAgent,
            Duration agentTrialEvery,
            int trialsPerAddress,
            Duration addressTrialEvery,
            int threads,
            int line) {

        static LoginSettings from(Config login) {
            return new LoginSettings(
                    login.getInt("trials-per-agent"),
                    login.getDuration("agent-trial-every"),
                    login.getInt("trials-per-address"),
                    login.getDuration("address-trial-every"),
                    login.getInt("threads"),
                    login.getInt("line"));
        }
    }
}
