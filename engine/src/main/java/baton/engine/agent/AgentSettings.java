package baton.engine.agent;

import com.typesafe.config.Config;
import java.time.Duration;

/** Settings of agents: {@code baton.agent} and how long offers live. */
public record AgentSettings(Duration textOffer, Duration voiceOffer, Duration deskGrace) {

    public static AgentSettings from(Config config) {
        return new AgentSettings(
                config.getDuration("baton.agent.text-offer-timeout"),
                config.getDuration("baton.agent.voice-offer-timeout"),
                config.getDuration("baton.agent.desk-grace"));
    }
}
