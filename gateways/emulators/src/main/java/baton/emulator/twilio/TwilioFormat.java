package baton.emulator.twilio;

import baton.emulator.phone.Customer;
import baton.emulator.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Messages of customers in Twilio's form: strings, each with a name. */
final class TwilioFormat {

    private TwilioFormat() {}

    /** @param kind {@code SM}, {@code MM} or {@code ME} */
    static String sid(String kind) {
        return kind + UUID.randomUUID().toString().replace("-", "");
    }

    static ObjectNode message(TwilioAccount account, Customer customer, String sid, String text, int media) {
        var form = Json.object().put("ToCountry", "UA").put("ToState", "").put("ToCity", "");
        form.put("FromCountry", "UA").put("FromState", "").put("FromCity", "").put("FromZip", "");
        form.put("SmsMessageSid", sid).put("SmsSid", sid).put("MessageSid", sid);
        form.put("SmsStatus", "received").put("NumMedia", Integer.toString(media));
        form.put("NumSegments", Integer.toString(segments(text))).put("Body", text);
        form.put("AccountSid", account.sid()).put("ApiVersion", TwilioApi.VERSION);
        return form.put("To", account.number()).put("From", customer.number());
    }

    /** How many short messages that is: roughly, a text beyond ASCII goes in UCS-2. */
    static int segments(String text) {
        var isPlain = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        var whole = isPlain ? 160 : 70;
        var part = isPlain ? 153 : 67;
        return text.length() <= whole ? 1 : (text.length() + part - 1) / part;
    }
}
