package baton.gateway.webchat;

import baton.engine.web.SocketSettings;
import com.typesafe.config.Config;
import java.time.Duration;

/** {@code baton.webchat}; see {@code reference.conf} for the reasons. */
record WebchatSettings(
        SocketSettings socket,
        Duration visitorLifetime,
        Rate addressMessages,
        Rate addressVisitors,
        long addressBytes,
        long companyBytes) {

    /** One in so long a time, and so many at once. */
    record Rate(int burst, Duration every) {}

    static WebchatSettings from(Config config) {
        var webchat = config.getConfig("baton.webchat");
        return new WebchatSettings(
                SocketSettings.from(webchat),
                webchat.getDuration("visitor-lifetime"),
                rate(webchat, "address-message"),
                rate(webchat, "address-visitor"),
                webchat.getBytes("address-upload-a-day"),
                webchat.getBytes("company-upload-a-day"));
    }

    private static Rate rate(Config webchat, String of) {
        return new Rate(webchat.getInt(of + "-burst"), webchat.getDuration(of + "-every"));
    }
}
