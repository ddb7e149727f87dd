package baton.emulator.twilio;

import baton.emulator.phone.Customer;
import baton.emulator.site.Stage;
import baton.emulator.wire.Courier.Webhook;
import baton.emulator.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the company's messages have come, and what it is told of that: where each of them says. */
final class TwilioStatuses {

    private final Stage stage;
    private final TwilioAccount account;
    /** Where to tell what becomes of a message, by its id. */
    private final Map<String, String> callbacks = new HashMap<>();

    TwilioStatuses(Stage stage, TwilioAccount account) {
        this.stage = stage;
        this.account = account;
    }

    synchronized void sent(String number, String sid, String callback) {
        callbacks.put(sid, callback);
        tell(number, sid, "queued", 0);
        tell(number, sid, "sent", 0);
    }

    synchronized void undelivered(String number, String sid, int code) {
        tell(number, sid, "undelivered", code);
    }

    synchronized void delivered(Customer customer) {
        stage.phones()
                .come(customer.id(), List.of("sent"), "delivered")
                .forEach(line -> tell(customer.number(), line.id(), "delivered", 0));
    }

    private void tell(String number, String sid, String status, int code) {
        var callback = callbacks.getOrDefault(sid, "");
        if (callback.isEmpty()) {
            return;
        }
        var form = Json.object().put("AccountSid", account.sid()).put("ApiVersion", TwilioApi.VERSION);
        form.put("MessageSid", sid).put("SmsSid", sid);
        form.put("MessageStatus", status).put("SmsStatus", status);
        if (code != 0) {
            form.put("ErrorCode", Integer.toString(code));
        }
        form.put("To", number).put("From", account.number());
        var hook = new TwilioHook(callback, account.token());
        stage.courier().tell(new Webhook(number.substring(1), status, form, hook, () -> {}));
    }
}
