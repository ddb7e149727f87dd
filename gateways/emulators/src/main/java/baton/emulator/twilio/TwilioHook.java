package baton.emulator.twilio;

import baton.emulator.wire.Courier.Refusal;
import baton.emulator.wire.Courier.Target;
import baton.emulator.wire.Form;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An address to which forms go, signed over the address and all fields. How often they are told again stands behind its {@code #}: how many
 * times ({@code rc}, 1 unless said), after which failures ({@code rp}: {@code ct} unless said, {@code rt}, {@code 4xx}, {@code 5xx},
 * {@code all}), and for how long in all ({@code tt}, in milliseconds).
 */
final class TwilioHook implements Target {

    private static final long LONGEST_MILLIS = 15_000;
    private static final int MOST_REPEATS = 5;

    private final String url;
    private final String token;
    private final Map<String, String> overrides;

    /** @param address empty while nobody wants to hear anything */
    TwilioHook(String address, String token) {
        var parts = address.split("#", 2);
        this.url = parts[0];
        this.token = token;
        this.overrides = parts.length == 1
                ? Map.of()
                : List.of(parts[1].split("&")).stream()
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 1 ? "" : pair[1]));
    }

    @Override
    public Optional<URI> url() {
        return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    }

    @Override
    public String contentType() {
        return "application/x-www-form-urlencoded; charset=UTF-8";
    }

    @Override
    public byte[] bytes(JsonNode body) {
        return Form.write(body);
    }

    /** The second one is the same for each attempt. */
    @Override
    public Map<String, String> headers(byte[] body) {
        return Map.of(
                "X-Twilio-Signature",
                signature(body),
                "I-Twilio-Idempotency-Token",
                UUID.nameUUIDFromBytes(body).toString());
    }

    private String signature(byte[] body) {
        try {
            var signed = new StringBuilder(url);
            var fields = new TreeMap<String, String>();
            Form.read(body, Set.of())
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            fields.forEach((name, value) -> signed.append(name).append(value));
            return Signature.hmacSha1(token, signed.toString().getBytes(StandardCharsets.UTF_8));
        } catch (Mistake twice) {
            throw new IllegalStateException("no form here has a field twice", twice);
        }
    }

    /** Nothing, or what is to be said now, in Twilio's language: nothing. */
    @Override
    public boolean isConfirmation(String answer) {
        return answer.isBlank() || answer.contains("<Response");
    }

    @Override
    public Optional<Duration> again(Refusal refusal, Duration usual) {
        var repeats = Math.min(MOST_REPEATS, number("rc", 1));
        var time = Math.min(LONGEST_MILLIS, number("tt", LONGEST_MILLIS));
        var isInTime = refusal.since().plus(usual).toMillis() < time;
        return refusal.attempt() <= repeats && isInTime && isMeant(refusal) ? Optional.of(usual) : Optional.empty();
    }

    private boolean isMeant(Refusal refusal) {
        var policy = List.of(overrides.getOrDefault("rp", "ct").split(","));
        return policy.contains("all") || policy.contains(kind(refusal));
    }

    private static String kind(Refusal refusal) {
        if (!refusal.connected()) {
            return "ct";
        }
        return refusal.status() == 0 ? "rt" : refusal.status() / 100 + "xx";
    }

    private long number(String name, long otherwise) {
        var value = overrides.getOrDefault(name, "");
        return value.matches("[0-9]{1,9}") ? Long.parseLong(value) : otherwise;
    }
}
