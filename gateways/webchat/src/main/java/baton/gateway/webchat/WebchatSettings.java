package baton.gateway.webchat;

import baton.engine.web.SocketSettings;
import com.typesafe.config.Config;
import java.time.Duration;

/** {@code baton.webchat}; see {@code reference.conf} for the reasons. */
record WebchatSettings(SocketSettings socket, Duration visitorLifetime) {

    static WebchatSettings from(Config config) {
        var webchat = config.getConfig("baton.webchat");
        return new WebchatSettings(SocketSettings.from(webchat), webchat.getDuration("visitor-lifetime"));
    }
}
