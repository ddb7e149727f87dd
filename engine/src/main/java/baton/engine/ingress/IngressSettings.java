package baton.engine.ingress;

import baton.engine.call.ConferenceSettings;
import baton.engine.web.PublicAddress;
import com.typesafe.config.Config;
import java.time.Duration;

/** Settings of what comes in: {@code baton.ingress}. {@code here}: how this installation is reached from outside. */
public record IngressSettings(
        int maxText,
        int perSecond,
        Duration patience,
        Duration codeLease,
        Duration directLease,
        Duration linkLease,
        int codeDigits,
        SentLinkRules sentLinks,
        PublicAddress here,
        String secret,
        ConferenceSettings conference) {

    public static IngressSettings from(Config config) {
        var own = config.getConfig("baton.ingress");
        return new IngressSettings(
                own.getInt("max-text"),
                own.getInt("company-per-second"),
                own.getDuration("patience"),
                own.getDuration("code-lease"),
                own.getDuration("direct-number-lease"),
                own.getDuration("link-lease"),
                own.getInt("code-digits"),
                SentLinkRules.from(config),
                PublicAddress.from(config),
                config.getString("baton.secret"),
                ConferenceSettings.from(config));
    }
}
