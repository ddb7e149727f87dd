package baton.bench;

import java.util.HashMap;
import java.util.Map;

/** Settings of a node without the limits that keep people from being flooded by people: they would only measure themselves here. */
final class Unlimited {

    private static final String MANY = "1000000";

    private Unlimited() {}

    static Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("BATON_INGRESS_COMPANY_PER_SECOND", MANY);
        settings.putAll(Map.of(
                "BATON_WEBCHAT_ADDRESS_MESSAGE_EVERY",
                "1ms",
                "BATON_WEBCHAT_ADDRESS_MESSAGE_BURST",
                MANY,
                "BATON_WEBCHAT_ADDRESS_VISITOR_EVERY",
                "1ms",
                "BATON_WEBCHAT_ADDRESS_VISITOR_BURST",
                MANY));
        settings.putAll(Map.of(
                "BATON_WEBCHAT_FRAMES_PER_SECOND", MANY,
                "BATON_WEBCHAT_MESSAGES_PER_SECOND", MANY,
                "BATON_WEBCHAT_MESSAGE_BURST", MANY,
                "BATON_WEBCHAT_CONNECTIONS_PER_ADDRESS", MANY,
                "BATON_WEBCHAT_HEARTBEAT", "1h",
                "BATON_DESK_FRAMES_PER_SECOND", MANY,
                "BATON_DESK_MESSAGES_PER_SECOND", MANY,
                "BATON_DESK_MESSAGE_BURST", MANY,
                "BATON_DESK_CONNECTIONS_PER_ADDRESS", MANY,
                "BATON_DESK_HEARTBEAT", "1h"));
        return settings;
    }
}
