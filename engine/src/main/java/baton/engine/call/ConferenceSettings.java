package baton.engine.call;

import com.typesafe.config.Config;

/**
 * Where three can talk with each other.
 *
 * @param address the SIP address of a room at a conference bridge, with {@code {id}} for what tells one room from another; empty: nobody can
 */
public record ConferenceSettings(String address) {

    private static final String ID = "{id}";

    public static ConferenceSettings from(Config config) {
        var address = config.getString("baton.call.conference").strip();
        if (!address.isEmpty() && (!address.matches("sips?:[^\\s<>@]+@[^\\s<>@]+") || !address.contains(ID))) {
            throw new IllegalArgumentException(
                    "baton.call.conference: " + address + " (expected: like sip:room-{id}@mixer.example:5060)");
        }
        return new ConferenceSettings(address);
    }

    public boolean isPossible() {
        return !address.isEmpty();
    }
}
