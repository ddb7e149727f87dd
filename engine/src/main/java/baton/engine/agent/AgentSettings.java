package baton.engine.agent;

import com.typesafe.config.Config;
import java.time.Duration;

/** Settings of agents: {@code baton.agent}. */
public record AgentSettings(Duration deskGrace) {

    public static AgentSettings from(Config config) {
        return new AgentSettings(config.getDuration("baton.agent.desk-grace"));
    }
}
