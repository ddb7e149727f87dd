package baton.emulator.whatsapp;

import baton.emulator.meta.MetaHook;
import baton.emulator.phone.Customer;
import baton.emulator.site.Stage;
import baton.emulator.wire.Courier.Webhook;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the company's messages have come, told one status a webhook. */
final class WhatsAppStatuses {

    private final Stage stage;
    private final WhatsAppFormat format;
    private final MetaHook hook;
    /** What the company wants to hear again with every status, by message id. */
    private final Map<String, String> callbackData = new HashMap<>();

    WhatsAppStatuses(Stage stage, WhatsAppFormat format, MetaHook hook) {
        this.stage = stage;
        this.format = format;
        this.hook = hook;
    }

    synchronized void sent(Customer customer, String id, String data) {
        if (!data.isEmpty()) {
            callbackData.put(id, data);
        }
        tell(customer, id, "sent");
    }

    /** All that have come no further are now in this state. */
    synchronized void come(Customer customer, String state, List<String> from) {
        stage.phones().come(customer.id(), from, state).forEach(line -> tell(customer, line.id(), state));
    }

    synchronized void windowClosed(Customer customer, String id, String data) {
        failed(customer, id, data, WhatsAppErrors.RE_ENGAGEMENT);
    }

    /** Nobody has this number. */
    synchronized void undeliverable(WhatsAppSend send, String id) {
        var isNumber = !send.to().contains(".");
        var nobody = new Customer(
                isNumber ? "ZZ." + send.to() : send.to(), "", isNumber ? send.to() : "", !isNumber, false, false);
        failed(nobody, id, send.callbackData(), WhatsAppErrors.UNDELIVERABLE);
    }

    private void failed(Customer customer, String id, String data, WhatsAppErrors why) {
        var status = format.status(customer, id, "failed", data);
        status.putArray("errors").add(why.told());
        tell(customer, "failed", format.webhook(customer, "statuses", List.of(status), false));
    }

    private void tell(Customer customer, String id, String state) {
        var status = format.status(customer, id, state, callbackData.getOrDefault(id, ""));
        tell(customer, state, format.webhook(customer, "statuses", List.of(status), true));
    }

    private void tell(Customer customer, String state, ObjectNode webhook) {
        stage.courier().tell(new Webhook(customer.id(), state, webhook, hook, () -> {}));
    }
}
