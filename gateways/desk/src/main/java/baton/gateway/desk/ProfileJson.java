package baton.gateway.desk;

import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.gateway.v1.ProfileChange;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.Value.KindCase;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;

/** What programs say of customers, as JSON. Only looks at forms; bounds are the engine's. */
final class ProfileJson {

    private static final Set<String> CHANGE = Set.of("name", "segment", "personalAgentId", "attributes", "consents");
    private static final Set<String> ACTIVITY = Set.of("id", "at", "kind", "title", "amount", "currency", "url");

    private ProfileJson() {}

    /** It has not the form that it should have. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;
        private final String detail;

        Unreadable(String code, String detail) {
            super(code);
            this.code = code;
            this.detail = detail;
        }

        String code() {
            return code;
        }

        String detail() {
            return detail;
        }
    }

    /** {@code null} takes away; what is not there stays as it is. */
    static ProfileChange change(Struct json) throws Unreadable {
        onlyKnown(json, CHANGE);
        var change = ProfileChange.newBuilder();
        if (json.containsFields("name")) {
            change.setName(text(json, "name", "bad-name"));
        }
        if (json.containsFields("segment")) {
            change.setSegment(text(json, "segment", "bad-segment"));
        }
        if (json.containsFields("personalAgentId")) {
            change.setPersonalAgentId(text(json, "personalAgentId", "no-such-agent"));
        }
        for (var attribute :
                object(json, "attributes", "bad-attribute").getFieldsMap().entrySet()) {
            change.putAttributes(attribute.getKey(), simple(attribute.getValue(), "bad-attribute"));
        }
        for (var consent :
                object(json, "consents", "bad-consent").getFieldsMap().entrySet()) {
            if (consent.getValue().getKindCase() != KindCase.BOOL_VALUE) {
                throw new Unreadable("bad-consent", "consent is true or false");
            }
            change.putConsents(consent.getKey(), consent.getValue().getBoolValue());
        }
        return change.build();
    }

    static CustomerActivity activity(Struct json) throws Unreadable {
        onlyKnown(json, ACTIVITY);
        var activity = CustomerActivity.newBuilder()
                .setId(text(json, "id", "bad-id"))
                .setKind(text(json, "kind", "bad-kind"))
                .setTitle(text(json, "title", "bad-title"))
                .setAmount(simple(json.getFieldsOrDefault("amount", Value.getDefaultInstance()), "bad-amount"))
                .setCurrency(text(json, "currency", "bad-amount"))
                .setUrl(text(json, "url", "bad-url"));
        var at = text(json, "at", "bad-time");
        return at.isEmpty() ? activity.build() : activity.setAt(time(at)).build();
    }

    private static Timestamp time(String written) throws Unreadable {
        try {
            var at = OffsetDateTime.parse(written).toInstant();
            return Timestamp.newBuilder()
                    .setSeconds(at.getEpochSecond())
                    .setNanos(at.getNano())
                    .build();
        } catch (DateTimeException malformed) {
            throw new Unreadable("bad-time", "a time is written like 2026-11-26T12:00:00Z");
        }
    }

    /** A mistyped name would be believed to be stored. */
    private static void onlyKnown(Struct json, Set<String> names) throws Unreadable {
        for (var name : json.getFieldsMap().keySet()) {
            if (!names.contains(name)) {
                throw new Unreadable(
                        "unknown-field",
                        "there may be "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    private static String text(Struct json, String name, String code) throws Unreadable {
        var value = json.getFieldsOrDefault(name, Value.getDefaultInstance());
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case NULL_VALUE, KIND_NOT_SET -> "";
            default -> throw new Unreadable(code, name + " is a text");
        };
    }

    private static String simple(Value value, String code) throws Unreadable {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case NUMBER_VALUE -> number(value.getNumberValue(), code);
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case NULL_VALUE, KIND_NOT_SET -> "";
            default -> throw new Unreadable(code, "a value is a text, a number, true or false");
        };
    }

    private static String number(double number, String code) throws Unreadable {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new Unreadable(code, "a number has an end");
        }
        var plain = BigDecimal.valueOf(number);
        return (plain.signum() == 0 ? BigDecimal.ZERO : plain.stripTrailingZeros()).toPlainString();
    }

    private static Struct object(Struct json, String name, String code) throws Unreadable {
        var value = json.getFieldsOrDefault(name, Value.getDefaultInstance());
        return switch (value.getKindCase()) {
            case STRUCT_VALUE -> value.getStructValue();
            case KIND_NOT_SET -> Struct.getDefaultInstance();
            default -> throw new Unreadable(code, name + " is an object");
        };
    }
}
