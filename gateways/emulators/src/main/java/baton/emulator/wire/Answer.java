package baton.emulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a provider answers.
 *
 * @param status of HTTP; 0 for no answer at all
 * @param taken whether what was asked has been done
 */
public record Answer(int status, Map<String, String> headers, JsonNode body, boolean taken) {

    public static Answer done(JsonNode body) {
        return new Answer(200, Map.of(), body, true);
    }

    public static Answer refused(int status, JsonNode body) {
        return new Answer(status, Map.of(), body, false);
    }

    /** The connection ends, nothing was done. */
    public static Answer none() {
        return new Answer(0, Map.of(), Json.object(), false);
    }

    public Answer with(String header, String value) {
        return new Answer(status, Map.of(header, value), body, taken);
    }

    /** Done, but nobody hears of it. */
    public Answer unheard() {
        return new Answer(0, Map.of(), body, taken);
    }
}
